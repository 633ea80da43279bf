package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** The types of random records: their schemas, and values that hit levels, limits and texts. */
public enum SampleType {
    BOOLEAN,
    INT8,
    INT16,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64,
    STRING,
    DECIMAL,
    KAFKA_DATE,
    KAFKA_TIME,
    KAFKA_TIMESTAMP,
    DEBEZIUM_DATE,
    DEBEZIUM_TIMESTAMP,
    MICRO_TIMESTAMP,
    NANO_TIMESTAMP,
    ZONED_TIMESTAMP,
    DEBEZIUM_TIME,
    MICRO_TIME,
    YEAR,
    MICRO_DURATION,
    ENUM,
    BYTES;

    /** Texts of levels and of records alike. */
    public static final List<String> TEXTS = List.of(
            "3",
            "3.0",
            "3.00",
            "0",
            "1",
            "-7",
            "0.1",
            "2.5",
            "2.50",
            "9007199254740993",
            "9007199254740992",
            "1e3",
            "1000",
            "yes",
            "no",
            "YES",
            "No",
            "true",
            "false",
            "t",
            "f",
            "on",
            "OFF",
            "y",
            "N",
            "NA",
            "",
            " ",
            "n/a",
            "null",
            "gold",
            " gold ",
            "Gold",
            "İ",
            "i",
            "I",
            "ı",
            "ß",
            "é",
            "日本",
            "１２",
            "NaN",
            "Infinity",
            "-Infinity",
            "1d",
            "0x1p3",
            "1,5",
            " 42 ",
            "42",
            "-0",
            ".5",
            "5.",
            "1e400",
            "1e-400",
            "1714979289",
            "1714979289.123",
            "2024-05-06",
            "2024-05-06T07:08:09Z",
            "2024-05-06 07:08:09.5",
            "2024-05-06T07:08:09+02:00",
            "2024-02-30",
            "1969-12-31T23:59:59.999Z",
            "2024-05-06T07:08:09.123Z",
            "07:08:09",
            "1970-01-01",
            "1970-01-01T00:00:00Z",
            "00:00:00");

    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        3,
        -7,
        0.1,
        2.5,
        1000,
        9007199254740992.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        1e-10,
        1714979289.123,
        1.001,
        42,
        1e19
    };
    private static final long[] LONGS = {
        0,
        1,
        3,
        -7,
        42,
        1000,
        9007199254740993L,
        9007199254740992L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1714979289123L,
        -1,
        1714979289123456789L,
        1714979289123456L,
        25689000000L,
        86_400_000_000L
    };

    public Schema schema() {
        SchemaBuilder builder = switch (this) {
            case BOOLEAN -> SchemaBuilder.bool();
            case INT8 -> SchemaBuilder.int8();
            case INT16 -> SchemaBuilder.int16();
            case INT32 -> SchemaBuilder.int32();
            case INT64 -> SchemaBuilder.int64();
            case FLOAT32 -> SchemaBuilder.float32();
            case FLOAT64 -> SchemaBuilder.float64();
            case STRING -> SchemaBuilder.string();
            case DECIMAL -> Decimal.builder(2);
            case KAFKA_DATE -> org.apache.kafka.connect.data.Date.builder();
            case KAFKA_TIME -> Time.builder();
            case KAFKA_TIMESTAMP -> Timestamp.builder();
            case DEBEZIUM_DATE -> SchemaBuilder.int32().name("io.debezium.time.Date");
            case DEBEZIUM_TIMESTAMP -> SchemaBuilder.int64().name("io.debezium.time.Timestamp");
            case MICRO_TIMESTAMP -> SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp");
            case NANO_TIMESTAMP -> SchemaBuilder.int64().name("io.debezium.time.NanoTimestamp");
            case ZONED_TIMESTAMP -> SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp");
            case DEBEZIUM_TIME -> SchemaBuilder.int32().name("io.debezium.time.Time");
            case MICRO_TIME -> SchemaBuilder.int64().name("io.debezium.time.MicroTime");
            case YEAR -> SchemaBuilder.int32().name("io.debezium.time.Year");
            case MICRO_DURATION -> SchemaBuilder.int64().name("io.debezium.time.MicroDuration");
            case ENUM -> SchemaBuilder.string().name("io.debezium.data.Enum");
            case BYTES -> SchemaBuilder.bytes();
        };
        return builder.optional().build();
    }

    /** Whether a value says its type without its schema. */
    public boolean isPlain() {
        return ordinal() <= DECIMAL.ordinal() || this == KAFKA_TIMESTAMP || this == BYTES;
    }

    public Object random(Random r) {
        return switch (this) {
            case BOOLEAN -> r.nextBoolean();
            case INT8 -> (byte) integer(r);
            case INT16 -> (short) integer(r);
            case INT32, DEBEZIUM_DATE, DEBEZIUM_TIME, YEAR -> (int) integer(r);
            case INT64, DEBEZIUM_TIMESTAMP, MICRO_TIMESTAMP, NANO_TIMESTAMP, MICRO_DURATION -> integer(r);
            case MICRO_TIME -> integer(r) % 100_000_000_000L;
            case FLOAT32 -> (float) floating(r);
            case FLOAT64 -> floating(r);
            case STRING, ZONED_TIMESTAMP, ENUM -> text(r);
            case DECIMAL ->
                new BigDecimal(r.nextInt(4) == 0 ? new BigInteger(80, r) : BigInteger.valueOf(integer(r) % 100_000), 2);
            case KAFKA_DATE -> new Date(Math.floorDiv(integer(r) % 1_000_000_000_000_000L, 86_400_000L) * 86_400_000L);
            case KAFKA_TIME -> new Date(Math.floorMod(integer(r), 86_400_000L));
            case KAFKA_TIMESTAMP -> new Date(integer(r) % 1_000_000_000_000_000L);
            case BYTES -> new byte[] {(byte) r.nextInt()};
        };
    }

    private static long integer(Random r) {
        return switch (r.nextInt(3)) {
            case 0 -> LONGS[r.nextInt(LONGS.length)];
            case 1 -> r.nextInt(20) - 8;
            default -> r.nextLong() >> r.nextInt(64);
        };
    }

    private static double floating(Random r) {
        return switch (r.nextInt(4)) {
            case 0 -> DOUBLES[r.nextInt(DOUBLES.length)];
            case 1 -> (r.nextInt(2000) - 1000) / 100.0;
            case 2 -> r.nextInt(20) - 8;
            default -> Double.longBitsToDouble(r.nextLong());
        };
    }

    public static String text(Random r) {
        return switch (r.nextInt(4)) {
            case 0, 1 -> TEXTS.get(r.nextInt(TEXTS.size()));
            case 2 -> String.valueOf(floating(r));
            default -> {
                StringBuilder text = new StringBuilder();
                for (int n = r.nextInt(8); n > 0; n--) {
                    text.append("0123456789.-+eE ".charAt(r.nextInt(16)));
                }
                yield text.toString();
            }
        };
    }
}
