package io.connectmojo.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The written table of coercions: one value each, with what every kind of column makes of it. The results are written by
 * hand from the documented rules; the table in the documentation is printed from here.
 */
final class CoercionCases {
    /**
     * @param from the type, as a person knows it
     * @param schema null for values of schemaless records only
     * @param shown the value in the documentation
     * @param numeric a number, {@code NA} or {@code invalid}
     * @param levels of the categorical column
     * @param category a level in quotes, {@code NA}, {@code unknown} or {@code invalid}
     * @param time epoch milliseconds, {@code NA} or {@code invalid}
     */
    record Case(
            String from,
            Schema schema,
            Object value,
            String shown,
            String numeric,
            List<String> levels,
            String category,
            String time) {
        @Override
        public String toString() {
            return from + " " + shown + " into " + levels;
        }
    }

    private static final List<String> YES_NO = List.of("no", "yes");
    private static final List<String> NUMBERS = List.of("1", "2.50", "3.0", "3", "-7", "0.1");
    private static final List<String> WORDS = List.of("gold", "Gold", " silver ", "NA?");

    private final List<Case> cases = new ArrayList<>();
    private String from;
    private Schema schema;

    private CoercionCases() {}

    static List<Case> all() {
        CoercionCases table = new CoercionCases();
        table.flags();
        table.wholeNumbers();
        table.floating();
        table.decimals();
        table.texts();
        table.kafkaTimes();
        table.debeziumTimes();
        table.debeziumTimesOfDay();
        table.otherDebezium();
        table.javaTimes();
        table.containers();
        return table.cases;
    }

    private void type(String name, Schema of) {
        from = name;
        schema = of;
    }

    private static Schema named(SchemaBuilder builder, String name) {
        return builder.name(name).optional().build();
    }

    private void add(Object value, String shown, String numeric, List<String> levels, String category, String time) {
        cases.add(new Case(from, schema, value, shown, numeric, levels, category, time));
    }

    private void flags() {
        type("BOOLEAN", Schema.OPTIONAL_BOOLEAN_SCHEMA);
        add(null, "null", "NA", YES_NO, "NA", "NA");
        add(true, "true", "1", YES_NO, "'yes'", "invalid");
        add(false, "false", "0", YES_NO, "'no'", "invalid");
        add(true, "true", "1", List.of("FALSE", "TRUE"), "'TRUE'", "invalid");
        add(true, "true", "1", List.of("0", "1"), "'1'", "invalid");
        add(false, "false", "0", List.of("On", "Off"), "'Off'", "invalid");
        add(true, "true", "1", List.of("t", "f", "y"), "'t'", "invalid");
        add(true, "true", "1", List.of("yes", "no", "y", "n"), "invalid", "invalid");
        add(true, "true", "1", List.of("true", "TRUE", "false"), "invalid", "invalid");
        add(true, "true", "1", List.of("true", "TRUE", "false", "N", "Y"), "'Y'", "invalid");
        add(true, "true", "1", List.of("gold", "silver"), "invalid", "invalid");
        type("`io.debezium.data.Bits` of length 1", bits("1"));
        add(new byte[] {1}, "1", "1", YES_NO, "'yes'", "invalid");
        add(ByteBuffer.wrap(new byte[] {0}), "0", "0", YES_NO, "'no'", "invalid");
        type("`io.debezium.data.Bits` of another length", bits("9"));
        add(new byte[] {1, 0}, "100000000", "invalid", YES_NO, "invalid", "invalid");
    }

    private static Schema bits(String length) {
        return SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", length)
                .optional()
                .build();
    }

    private void wholeNumbers() {
        type("INT8", Schema.OPTIONAL_INT8_SCHEMA);
        add((byte) -7, "-7", "-7", NUMBERS, "'-7'", "-7");
        type("INT16", Schema.OPTIONAL_INT16_SCHEMA);
        add((short) 3, "3", "3", NUMBERS, "'3'", "3");
        type("INT32", Schema.OPTIONAL_INT32_SCHEMA);
        add(3, "3", "3", List.of("2.0", "3.00", "3.0"), "'3.00'", "3");
        add(4, "4", "4", NUMBERS, "unknown", "4");
        add(3, "3", "3", WORDS, "invalid", "3");
        add(Integer.MIN_VALUE, "-2147483648", "-2147483648", NUMBERS, "unknown", "-2147483648");
        type("INT64", Schema.OPTIONAL_INT64_SCHEMA);
        add(null, "null", "NA", NUMBERS, "NA", "NA");
        add(1714979289123L, "1714979289123", "1714979289123", NUMBERS, "unknown", "1714979289123");
        add(
                9007199254740993L,
                "9007199254740993",
                "9007199254740992",
                List.of("9007199254740992", "9007199254740993"),
                "'9007199254740993'",
                "9007199254740992");
        add(
                Long.MAX_VALUE,
                "9223372036854775807",
                "9223372036854775807",
                List.of("9223372036854775807", "9223372036854775808"),
                "'9223372036854775807'",
                "9223372036854775807");
    }

    private void floating() {
        type("FLOAT32", Schema.OPTIONAL_FLOAT32_SCHEMA);
        add(2.5f, "2.5", "2.5", NUMBERS, "'2.50'", "2.5");
        add(0.1f, "0.1", "0.10000000149011612", NUMBERS, "'0.1'", "0.10000000149011612");
        add(Float.NaN, "NaN", "NA", NUMBERS, "NA", "NA");
        add(16777216f, "16777216", "16777216", List.of("16777217", "16777216"), "'16777216'", "16777216");
        add(
                Float.MAX_VALUE,
                "3.4028235E38",
                "340282346638528859811704183484516925440",
                NUMBERS,
                "unknown",
                "3.4028234663852886E38");
        type("FLOAT64", Schema.OPTIONAL_FLOAT64_SCHEMA);
        add(null, "null", "NA", NUMBERS, "NA", "NA");
        add(Double.NaN, "NaN", "NA", NUMBERS, "NA", "NA");
        add(Double.longBitsToDouble(0x7ff8_0000_0000_0badL), "NaN of other bits", "NA", NUMBERS, "NA", "NA");
        add(Double.POSITIVE_INFINITY, "Infinity", "Infinity", NUMBERS, "unknown", "Infinity");
        add(Double.NEGATIVE_INFINITY, "-Infinity", "-Infinity", WORDS, "invalid", "-Infinity");
        add(-0.0, "-0.0", "-0.0", List.of("1", "0"), "'0'", "-0.0");
        add(3.0, "3.0", "3", NUMBERS, "'3'", "3");
        add(0.1, "0.1", "0.1", NUMBERS, "'0.1'", "0.1");
        add(
                0.30000000000000004,
                "0.30000000000000004",
                "0.30000000000000004",
                List.of("0.3"),
                "unknown",
                "0.30000000000000004");
        add(Double.MIN_VALUE, "4.9E-324", "4.9E-324", NUMBERS, "unknown", "4.9E-324");
    }

    private void decimals() {
        type("Decimal", Decimal.builder(2).optional().build());
        add(new BigDecimal("3.00"), "3.00", "3", NUMBERS, "'3'", "3");
        add(new BigDecimal("2.50"), "2.50", "2.5", NUMBERS, "'2.50'", "2.5");
        add(new BigDecimal("-0.00"), "0.00", "0", List.of("0"), "'0'", "0");
        type("BigDecimal", null);
        add(new BigDecimal("1E+2"), "1E+2", "100", List.of("100"), "'100'", "100");
        add(new BigDecimal("1E+400"), "1E+400", "Infinity", NUMBERS, "unknown", "Infinity");
        add(
                new BigDecimal("9007199254740993"),
                "9007199254740993",
                "9007199254740992",
                List.of("9007199254740993"),
                "'9007199254740993'",
                "9007199254740992");
        add(
                new BigDecimal("0.1000000000000000055511151231257827"),
                "0.1000000000000000055511151231257827",
                "0.1",
                List.of("0.1"),
                "unknown",
                "0.1");
        type("BigInteger", null);
        add(
                new BigInteger("18446744073709551616"),
                "18446744073709551616",
                "18446744073709551616",
                List.of("18446744073709551616"),
                "'18446744073709551616'",
                "18446744073709551616");
        type("`io.debezium.data.VariableScaleDecimal`", variableScale());
        add(variable(1, "25"), "2.5", "2.5", NUMBERS, "'2.50'", "2.5");
        add(variable(0, "3"), "3", "3", WORDS, "invalid", "3");
    }

    private static Schema variableScale() {
        return SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .optional()
                .build();
    }

    static Struct variable(int scale, String unscaled) {
        return new Struct(variableScale()).put("scale", scale).put("value", new BigInteger(unscaled).toByteArray());
    }

    private void texts() {
        type("STRING", Schema.OPTIONAL_STRING_SCHEMA);
        add("gold", "\"gold\"", "invalid", WORDS, "'gold'", "invalid");
        add(" Gold\t", "\" Gold\\t\"", "invalid", WORDS, "'Gold'", "invalid");
        add(" silver ", "\" silver \"", "invalid", WORDS, "' silver '", "invalid");
        add("silver", "\"silver\"", "invalid", WORDS, "unknown", "invalid");
        add("", "\"\"", "NA", WORDS, "NA", "NA");
        add("", "\"\"", "NA", List.of("a", ""), "''", "NA");
        add("  ", "\"  \"", "NA", WORDS, "NA", "NA");
        add("NA", "\"NA\"", "NA", WORDS, "NA", "NA");
        add("NA", "\"NA\"", "NA", List.of("NA", "a"), "'NA'", "NA");
        add(" NA ", "\" NA \"", "NA", List.of("NA", "a"), "'NA'", "NA");
        add("na", "\"na\"", "invalid", WORDS, "unknown", "invalid");
        add("42", "\"42\"", "42", List.of("42.0"), "unknown", "invalid");
        add(" -1.5e3 ", "\" -1.5e3 \"", "-1500", NUMBERS, "unknown", "invalid");
        add("+.5", "\"+.5\"", "0.5", NUMBERS, "unknown", "invalid");
        add("7.", "\"7.\"", "7", NUMBERS, "unknown", "invalid");
        add("-0", "\"-0\"", "-0.0", List.of("0"), "unknown", "invalid");
        add("NaN", "\"NaN\"", "NA", NUMBERS, "unknown", "invalid");
        add("Infinity", "\"Infinity\"", "Infinity", NUMBERS, "unknown", "invalid");
        add("-Infinity", "\"-Infinity\"", "-Infinity", NUMBERS, "unknown", "invalid");
        add("1e400", "\"1e400\"", "Infinity", NUMBERS, "unknown", "invalid");
        add(
                "9007199254740993",
                "\"9007199254740993\"",
                "9007199254740992",
                List.of("9007199254740993"),
                "'9007199254740993'",
                "invalid");
        for (String refused : List.of(
                "1d", "1f", "0x1p3", "1,5", "1 000", "1_000", "--1", "1e", "e5", ".", "-", "inf", "nan", "+NaN", "１２",
                "١٢", "๑๒", "1\u00a0", "½")) {
            add(refused, "\"" + refused + "\"", "invalid", NUMBERS, "unknown", "invalid");
        }
        add("20240506", "\"20240506\"", "20240506", NUMBERS, "unknown", "invalid");
        add("İstanbul", "\"İstanbul\"", "invalid", List.of("istanbul", "İstanbul"), "'İstanbul'", "invalid");
        add("TITLE", "\"TITLE\"", "invalid", List.of("title", "TITLE"), "'TITLE'", "invalid");
        add("é", "\"é\" (one character)", "invalid", List.of("e\u0301"), "unknown", "invalid");
        add("2024-05-06T07:08:09Z", "\"2024-05-06T07:08:09Z\"", "invalid", WORDS, "unknown", "1714979289000");
        add("2024-05-06 07:08:09", "\"2024-05-06 07:08:09\"", "invalid", WORDS, "unknown", "1714979289000");
        add("2024-05-06T07:08:09.1239", "\"2024-05-06T07:08:09.1239\"", "invalid", WORDS, "unknown", "1714979289123");
        add("2024-05-06T07:08:09+02:00", "\"2024-05-06T07:08:09+02:00\"", "invalid", WORDS, "unknown", "1714972089000");
        add("2024-05-06", "\"2024-05-06\"", "invalid", WORDS, "unknown", "1714953600000");
        add("1969-12-31T23:59:59.9999", "\"1969-12-31T23:59:59.9999\"", "invalid", WORDS, "unknown", "-1");
        for (String refused : List.of(
                "2024-05-06  07:08",
                "2024-02-30",
                "2023-02-29",
                "06.05.2024",
                "2024-05-06T24:00",
                "2024-05-06T07:08:09[UTC]",
                "２０２４-05-06")) {
            add(refused, "\"" + refused + "\"", "invalid", WORDS, "unknown", "invalid");
        }
    }

    private void kafkaTimes() {
        type(
                "Kafka Date",
                org.apache.kafka.connect.data.Date.builder().optional().build());
        add(
                new Date(1714953600000L),
                "2024-05-06",
                "1714953600000",
                List.of("2024-05-06"),
                "'2024-05-06'",
                "1714953600000");
        type("Kafka Timestamp, java.util.Date", Timestamp.builder().optional().build());
        add(
                new Date(1714979289123L),
                "2024-05-06T07:08:09.123Z",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123Z"),
                "'2024-05-06T07:08:09.123Z'",
                "1714979289123");
        add(new Date(-1), "1969-12-31T23:59:59.999Z", "-1", WORDS, "unknown", "-1");
        type("Kafka Time", Time.builder().optional().build());
        add(new Date(25689000L), "07:08:09", "25689000", List.of("07:08:09"), "'07:08:09'", "invalid");
    }

    private void debeziumTimes() {
        type("`io.debezium.time.Date`", named(SchemaBuilder.int32(), "io.debezium.time.Date"));
        add(19849, "19849 days", "1714953600000", List.of("2024-05-06"), "'2024-05-06'", "1714953600000");
        add(-1, "-1 day", "-86400000", List.of("1969-12-31"), "'1969-12-31'", "-86400000");
        type("`io.debezium.time.Timestamp`", named(SchemaBuilder.int64(), "io.debezium.time.Timestamp"));
        add(
                1714979289123L,
                "1714979289123 ms",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123Z"),
                "'2024-05-06T07:08:09.123Z'",
                "1714979289123");
        type("`io.debezium.time.MicroTimestamp`", named(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp"));
        add(
                1714979289123999L,
                "1714979289123999 µs",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123999Z"),
                "'2024-05-06T07:08:09.123999Z'",
                "1714979289123");
        add(-1L, "-1 µs", "-1", WORDS, "unknown", "-1");
        type("`io.debezium.time.NanoTimestamp`", named(SchemaBuilder.int64(), "io.debezium.time.NanoTimestamp"));
        add(
                1714979289123456789L,
                "1714979289123456789 ns",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123456789Z"),
                "'2024-05-06T07:08:09.123456789Z'",
                "1714979289123");
        type("`io.debezium.time.ZonedTimestamp`", named(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"));
        add(
                "2024-05-06T07:08:09.123456Z",
                "\"2024-05-06T07:08:09.123456Z\"",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123456Z"),
                "'2024-05-06T07:08:09.123456Z'",
                "1714979289123");
        add("soon", "\"soon\"", "invalid", WORDS, "unknown", "invalid");
        type("`io.debezium.time.IsoDate`", named(SchemaBuilder.string(), "io.debezium.time.IsoDate"));
        add(
                "2024-05-06Z",
                "\"2024-05-06Z\"",
                "1714953600000",
                List.of("2024-05-06Z"),
                "'2024-05-06Z'",
                "1714953600000");
        type("`io.debezium.time.IsoTimestamp`", named(SchemaBuilder.string(), "io.debezium.time.IsoTimestamp"));
        add("2024-05-06T07:08:09Z", "\"2024-05-06T07:08:09Z\"", "1714979289000", WORDS, "unknown", "1714979289000");
    }

    private void debeziumTimesOfDay() {
        type("`io.debezium.time.Time`", named(SchemaBuilder.int32(), "io.debezium.time.Time"));
        add(25689123, "25689123 ms", "25689123", List.of("07:08:09.123"), "'07:08:09.123'", "invalid");
        add(-1, "-1 ms", "-1", List.of("07:08:09.123"), "invalid", "invalid");
        type("`io.debezium.time.MicroTime`", named(SchemaBuilder.int64(), "io.debezium.time.MicroTime"));
        add(25689123999L, "25689123999 µs", "25689123", List.of("07:08:09.123999"), "'07:08:09.123999'", "invalid");
        type("`io.debezium.time.NanoTime`", named(SchemaBuilder.int64(), "io.debezium.time.NanoTime"));
        add(25689000000000L, "25689000000000 ns", "25689000", List.of("07:08:09"), "'07:08:09'", "invalid");
        type("`io.debezium.time.ZonedTime`", named(SchemaBuilder.string(), "io.debezium.time.ZonedTime"));
        add("07:08:09Z", "\"07:08:09Z\"", "25689000", List.of("07:08:09Z"), "'07:08:09Z'", "invalid");
        add("00:08:09+02:00", "\"00:08:09+02:00\"", "79689000", WORDS, "unknown", "invalid");
        type("`io.debezium.time.IsoTime`", named(SchemaBuilder.string(), "io.debezium.time.IsoTime"));
        add("07:08:09.5", "\"07:08:09.5\"", "25689500", WORDS, "unknown", "invalid");
    }

    private void otherDebezium() {
        type("`io.debezium.time.Year`", named(SchemaBuilder.int32(), "io.debezium.time.Year"));
        add(2024, "2024", "2024", List.of("2024"), "'2024'", "invalid");
        type("`io.debezium.time.MicroDuration`", named(SchemaBuilder.int64(), "io.debezium.time.MicroDuration"));
        add(1500L, "1500 µs", "1.5", NUMBERS, "invalid", "invalid");
        type("`io.debezium.time.NanoDuration`", named(SchemaBuilder.int64(), "io.debezium.time.NanoDuration"));
        add(1L, "1 ns", "1e-6", NUMBERS, "invalid", "invalid");
        for (String name :
                List.of("data.Enum", "data.EnumSet", "data.Uuid", "data.Json", "data.Xml", "time.Interval")) {
            type("`io.debezium." + name + "`", named(SchemaBuilder.string(), "io.debezium." + name));
            add("gold", "\"gold\"", "invalid", WORDS, "'gold'", "invalid");
            add(" 5 ", "\" 5 \"", "5", List.of("5"), "'5'", "invalid");
            add("2024-05-06", "\"2024-05-06\"", "invalid", WORDS, "unknown", "invalid");
        }
    }

    private void javaTimes() {
        type("java.time.Instant", null);
        add(
                Instant.parse("2024-05-06T07:08:09.123999Z"),
                "2024-05-06T07:08:09.123999Z",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123999Z"),
                "'2024-05-06T07:08:09.123999Z'",
                "1714979289123");
        add(Instant.ofEpochSecond(-1, 999_999_999), "1969-12-31T23:59:59.999999999Z", "-1", WORDS, "unknown", "-1");
        type("java.time.OffsetDateTime", null);
        add(
                OffsetDateTime.parse("2024-05-06T07:08:09+02:00"),
                "2024-05-06T07:08:09+02:00",
                "1714972089000",
                List.of("2024-05-06T05:08:09Z"),
                "'2024-05-06T05:08:09Z'",
                "1714972089000");
        type("java.time.ZonedDateTime", null);
        add(
                ZonedDateTime.parse("2024-05-06T07:08:09+02:00[Europe/Paris]"),
                "2024-05-06T07:08:09+02:00[Europe/Paris]",
                "1714972089000",
                List.of("2024-05-06T05:08:09Z"),
                "'2024-05-06T05:08:09Z'",
                "1714972089000");
        type("java.time.LocalDateTime", null);
        add(
                LocalDateTime.parse("2024-05-06T07:08:09"),
                "2024-05-06T07:08:09",
                "1714979289000",
                List.of("2024-05-06T07:08:09Z"),
                "'2024-05-06T07:08:09Z'",
                "1714979289000");
        type("java.time.LocalDate", null);
        add(
                LocalDate.parse("2024-05-06"),
                "2024-05-06",
                "1714953600000",
                List.of("2024-05-06"),
                "'2024-05-06'",
                "1714953600000");
        type("java.time.LocalTime", null);
        add(LocalTime.parse("07:08"), "07:08", "25680000", List.of("07:08:00"), "'07:08:00'", "invalid");
        type("java.time.OffsetTime", null);
        add(
                OffsetTime.parse("00:08:09+02:00"),
                "00:08:09+02:00",
                "79689000",
                List.of("22:08:09"),
                "'22:08:09'",
                "invalid");
    }

    private void containers() {
        type("BYTES", Schema.OPTIONAL_BYTES_SCHEMA);
        add(new byte[] {49}, "0x31", "invalid", NUMBERS, "invalid", "invalid");
        add(null, "null", "NA", NUMBERS, "NA", "NA");
        type("ARRAY", SchemaBuilder.array(Schema.FLOAT64_SCHEMA).optional().build());
        add(List.of(1.0), "[1.0]", "invalid", NUMBERS, "invalid", "invalid");
        type(
                "MAP",
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT64_SCHEMA)
                        .optional()
                        .build());
        add(Map.of("a", 1.0), "{\"a\": 1.0}", "invalid", NUMBERS, "invalid", "invalid");
        Schema of = SchemaBuilder.struct()
                .field("a", Schema.INT32_SCHEMA)
                .optional()
                .build();
        type("STRUCT", of);
        add(new Struct(of).put("a", 1), "{a: 1}", "invalid", NUMBERS, "invalid", "invalid");
    }
}
