package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a value is, by its Connect schema or by its Java class: how to get at its number and its text. */
public enum SourceType {
    BOOLEAN("BOOLEAN", Family.FLAG, v -> (Boolean) v ? 1 : 0, v -> (Boolean) v ? "true" : "false"),
    INT8("INT8", Family.WHOLE, v -> (Byte) v),
    INT16("INT16", Family.WHOLE, v -> (Short) v),
    INT32("INT32", Family.WHOLE, v -> (Integer) v),
    INT64("INT64", Family.WHOLE, v -> (Long) v),
    FLOAT32("FLOAT32", Family.FLOATING, v -> (Float) v),
    FLOAT64("FLOAT64", Family.FLOATING, v -> (Double) v),
    STRING("STRING", Family.TEXT),
    DECIMAL("Decimal", Family.DECIMAL, v -> ConvertedValues.nearest((BigDecimal) v)),
    BIG_INTEGER("BigInteger", Family.DECIMAL, v -> ((BigInteger) v).doubleValue()),
    VARIABLE_SCALE_DECIMAL("VariableScaleDecimal", Family.DECIMAL, ConvertedValues::variableScaleNumber),
    DATE(
            "Date",
            Family.DATE_TIME,
            v -> ((Date) v).getTime(),
            v -> ConvertedValues.isoDate(Math.floorDiv(((Date) v).getTime(), 86_400_000L))),
    TIMESTAMP(
            "Timestamp",
            Family.DATE_TIME,
            v -> ((Date) v).getTime(),
            v -> ConvertedValues.isoInstant(((Date) v).getTime(), 1000)),
    TIME(
            "Time",
            Family.TIME_OF_DAY,
            v -> ((Date) v).getTime(),
            v -> ConvertedValues.isoTime(((Date) v).getTime(), 1_000_000L)),
    DEBEZIUM_DATE(
            "io.debezium.time.Date",
            Family.DATE_TIME,
            v -> (Integer) v * 86_400_000L,
            v -> ConvertedValues.isoDate((Integer) v)),
    DEBEZIUM_TIMESTAMP(
            "io.debezium.time.Timestamp",
            Family.DATE_TIME,
            v -> (Long) v,
            v -> ConvertedValues.isoInstant((Long) v, 1000)),
    MICRO_TIMESTAMP(
            "io.debezium.time.MicroTimestamp",
            Family.DATE_TIME,
            v -> Math.floorDiv((Long) v, 1000L),
            v -> ConvertedValues.isoInstant((Long) v, 1_000_000)),
    NANO_TIMESTAMP(
            "io.debezium.time.NanoTimestamp",
            Family.DATE_TIME,
            v -> Math.floorDiv((Long) v, 1_000_000L),
            v -> ConvertedValues.isoInstant((Long) v, 1_000_000_000)),
    ZONED_TIMESTAMP("io.debezium.time.ZonedTimestamp", Family.DATE_TIME_TEXT),
    ISO_DATE("io.debezium.time.IsoDate", Family.DATE_TIME_TEXT),
    ISO_TIMESTAMP("io.debezium.time.IsoTimestamp", Family.DATE_TIME_TEXT),
    INSTANT("Instant", Family.DATE_TIME, v -> ConvertedValues.millis((Instant) v), Object::toString),
    OFFSET_DATE_TIME(
            "OffsetDateTime",
            Family.DATE_TIME,
            v -> ConvertedValues.millis(((OffsetDateTime) v).toInstant()),
            v -> ((OffsetDateTime) v).toInstant().toString()),
    ZONED_DATE_TIME(
            "ZonedDateTime",
            Family.DATE_TIME,
            v -> ConvertedValues.millis(((ZonedDateTime) v).toInstant()),
            v -> ((ZonedDateTime) v).toInstant().toString()),
    LOCAL_DATE_TIME(
            "LocalDateTime",
            Family.DATE_TIME,
            v -> ConvertedValues.millis(((LocalDateTime) v).toInstant(ZoneOffset.UTC)),
            v -> ((LocalDateTime) v).toInstant(ZoneOffset.UTC).toString()),
    LOCAL_DATE(
            "LocalDate",
            Family.DATE_TIME,
            v -> ((LocalDate) v).toEpochDay() * 86_400_000d,
            v -> ConvertedValues.isoDate(((LocalDate) v).toEpochDay())),
    DEBEZIUM_TIME(
            "io.debezium.time.Time",
            Family.TIME_OF_DAY,
            v -> (Integer) v,
            v -> ConvertedValues.isoTime((Integer) v, 1_000_000L)),
    MICRO_TIME(
            "io.debezium.time.MicroTime",
            Family.TIME_OF_DAY,
            v -> Math.floorDiv((Long) v, 1000L),
            v -> ConvertedValues.isoTime((Long) v, 1000L)),
    NANO_TIME(
            "io.debezium.time.NanoTime",
            Family.TIME_OF_DAY,
            v -> Math.floorDiv((Long) v, 1_000_000L),
            v -> ConvertedValues.isoTime((Long) v, 1)),
    ZONED_TIME("io.debezium.time.ZonedTime", Family.TIME_TEXT),
    ISO_TIME("io.debezium.time.IsoTime", Family.TIME_TEXT),
    LOCAL_TIME(
            "LocalTime",
            Family.TIME_OF_DAY,
            v -> Math.floorDiv(((LocalTime) v).toNanoOfDay(), 1_000_000L),
            v -> ConvertedValues.isoTime(((LocalTime) v).toNanoOfDay(), 1)),
    OFFSET_TIME(
            "OffsetTime",
            Family.TIME_OF_DAY,
            v -> Math.floorDiv(ConvertedValues.utc(v).toNanoOfDay(), 1_000_000L),
            v -> ConvertedValues.isoTime(ConvertedValues.utc(v).toNanoOfDay(), 1)),
    YEAR("io.debezium.time.Year", Family.YEAR, v -> (Integer) v),
    MICRO_DURATION("io.debezium.time.MicroDuration", Family.DURATION, v -> ConvertedValues.fraction((Long) v, 3)),
    NANO_DURATION("io.debezium.time.NanoDuration", Family.DURATION, v -> ConvertedValues.fraction((Long) v, 6)),
    SEMANTIC_TEXT("text", Family.SEMANTIC_TEXT),
    BIT(
            "io.debezium.data.Bits of length 1",
            Family.FLAG,
            v -> ConvertedValues.bit(v) ? 1 : 0,
            v -> ConvertedValues.bit(v) ? "true" : "false"),
    BYTES("BYTES", Family.NONE),
    ARRAY("ARRAY", Family.NONE),
    MAP("MAP", Family.NONE),
    STRUCT("STRUCT", Family.NONE),
    OTHER("an unknown class", Family.NONE);

    /** Types that every column treats alike. */
    enum Family {
        FLAG,
        WHOLE,
        FLOATING,
        DECIMAL,
        TEXT,
        /** Text that is never a date. */
        SEMANTIC_TEXT,
        DATE_TIME,
        DATE_TIME_TEXT,
        TIME_OF_DAY,
        TIME_TEXT,
        YEAR,
        DURATION,
        NONE;

        boolean isNumber() {
            return this == WHOLE || this == FLOATING || this == DECIMAL;
        }
    }

    final String title;
    final Family family;

    /** The number of a value of any family but the texts and NONE. */
    final ToDoubleFunction<Object> number;

    /** The text of a flag, a date or a time of day. */
    final Function<Object, String> text;

    SourceType(String title, Family family) {
        this(title, family, v -> Coercion.INVALID);
    }

    SourceType(String title, Family family, ToDoubleFunction<Object> number) {
        this(title, family, number, v -> (String) v);
    }

    SourceType(String title, Family family, ToDoubleFunction<Object> number, Function<Object, String> text) {
        this.title = title;
        this.family = family;
        this.number = number;
        this.text = text;
    }
}
