package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Finds the type of a value: by the name of its schema, by its Connect type, or by its class. */
public final class LogicalTypes {
    private static final Map<String, Logical> BY_NAME = new HashMap<>();
    private static final Map<Class<?>, SourceType> BY_CLASS = Map.ofEntries(
            Map.entry(Boolean.class, SourceType.BOOLEAN),
            Map.entry(Byte.class, SourceType.INT8),
            Map.entry(Short.class, SourceType.INT16),
            Map.entry(Integer.class, SourceType.INT32),
            Map.entry(Long.class, SourceType.INT64),
            Map.entry(Float.class, SourceType.FLOAT32),
            Map.entry(Double.class, SourceType.FLOAT64),
            Map.entry(String.class, SourceType.STRING),
            Map.entry(Instant.class, SourceType.INSTANT),
            Map.entry(OffsetDateTime.class, SourceType.OFFSET_DATE_TIME),
            Map.entry(ZonedDateTime.class, SourceType.ZONED_DATE_TIME),
            Map.entry(LocalDateTime.class, SourceType.LOCAL_DATE_TIME),
            Map.entry(LocalDate.class, SourceType.LOCAL_DATE),
            Map.entry(LocalTime.class, SourceType.LOCAL_TIME),
            Map.entry(OffsetTime.class, SourceType.OFFSET_TIME));

    private LogicalTypes() {}

    /** A schema name counts only together with its Connect type. */
    private record Logical(Schema.Type type, SourceType source) {}

    private static void add(String name, Schema.Type type, SourceType source) {
        BY_NAME.put(name, new Logical(type, source));
    }

    static {
        add("org.apache.kafka.connect.data.Decimal", Schema.Type.BYTES, SourceType.DECIMAL);
        add("org.apache.kafka.connect.data.Date", Schema.Type.INT32, SourceType.DATE);
        add("org.apache.kafka.connect.data.Time", Schema.Type.INT32, SourceType.TIME);
        add("org.apache.kafka.connect.data.Timestamp", Schema.Type.INT64, SourceType.TIMESTAMP);
        add("io.debezium.time.Date", Schema.Type.INT32, SourceType.DEBEZIUM_DATE);
        add("io.debezium.time.Timestamp", Schema.Type.INT64, SourceType.DEBEZIUM_TIMESTAMP);
        add("io.debezium.time.MicroTimestamp", Schema.Type.INT64, SourceType.MICRO_TIMESTAMP);
        add("io.debezium.time.NanoTimestamp", Schema.Type.INT64, SourceType.NANO_TIMESTAMP);
        add("io.debezium.time.ZonedTimestamp", Schema.Type.STRING, SourceType.ZONED_TIMESTAMP);
        add("io.debezium.time.IsoDate", Schema.Type.STRING, SourceType.ISO_DATE);
        add("io.debezium.time.IsoTimestamp", Schema.Type.STRING, SourceType.ISO_TIMESTAMP);
        add("io.debezium.time.Time", Schema.Type.INT32, SourceType.DEBEZIUM_TIME);
        add("io.debezium.time.MicroTime", Schema.Type.INT64, SourceType.MICRO_TIME);
        add("io.debezium.time.NanoTime", Schema.Type.INT64, SourceType.NANO_TIME);
        add("io.debezium.time.ZonedTime", Schema.Type.STRING, SourceType.ZONED_TIME);
        add("io.debezium.time.IsoTime", Schema.Type.STRING, SourceType.ISO_TIME);
        add("io.debezium.time.Year", Schema.Type.INT32, SourceType.YEAR);
        add("io.debezium.time.MicroDuration", Schema.Type.INT64, SourceType.MICRO_DURATION);
        add("io.debezium.time.NanoDuration", Schema.Type.INT64, SourceType.NANO_DURATION);
        for (String text :
                List.of("data.Enum", "data.EnumSet", "data.Uuid", "data.Json", "data.Xml", "time.Interval")) {
            add("io.debezium." + text, Schema.Type.STRING, SourceType.SEMANTIC_TEXT);
        }
        add("io.debezium.data.VariableScaleDecimal", Schema.Type.STRUCT, SourceType.VARIABLE_SCALE_DECIMAL);
        add("io.debezium.data.Bits", Schema.Type.BYTES, SourceType.BIT);
    }

    public static SourceType of(Schema schema) {
        Logical logical = schema.name() == null ? null : BY_NAME.get(schema.name());
        if (logical != null
                && logical.type == schema.type()
                && (logical.source != SourceType.BIT || isOneBit(schema))) {
            return logical.source;
        }
        return SourceType.valueOf(schema.type().name());
    }

    private static boolean isOneBit(Schema schema) {
        return schema.parameters() != null && "1".equals(schema.parameters().get("length"));
    }

    /** The type of a value without schema. */
    public static SourceType of(Object value) {
        SourceType type = BY_CLASS.get(value.getClass());
        if (type != null) {
            return type;
        }
        if (value instanceof Date) {
            return SourceType.TIMESTAMP;
        }
        if (value instanceof BigDecimal) {
            return SourceType.DECIMAL;
        }
        if (value instanceof BigInteger) {
            return SourceType.BIG_INTEGER;
        }
        if (value instanceof Struct struct) {
            return of(struct.schema());
        }
        if (value instanceof Map) {
            return SourceType.MAP;
        }
        if (value instanceof List) {
            return SourceType.ARRAY;
        }
        return value instanceof byte[] || value instanceof java.nio.ByteBuffer ? SourceType.BYTES : SourceType.OTHER;
    }

    /** The type of a value without schema for a message; its class when that is none that columns take. */
    public static String title(Object value) {
        SourceType type = of(value);
        return type == SourceType.OTHER ? value.getClass().getSimpleName() : type.title;
    }

    /** The type for a message: with the schema's name, when it has one. */
    public static String title(Schema schema) {
        return schema.name() == null ? schema.type().name() : schema.type() + " " + schema.name();
    }
}
