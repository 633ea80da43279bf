package io.connectmojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Change events of houses as Debezium writes them, in each form that a record may have. */
enum ChangeEvents {
    STRUCT,
    MAP,
    JSON;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** All columns optional, as those of a table are. */
    static final Schema ROW = row();

    static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("shop.public.houses.Envelope")
            .version(2)
            .doc("A change")
            .parameter("origin", "test")
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private static Schema row() {
        SchemaBuilder row = SchemaBuilder.struct()
                .name("shop.public.houses.Value")
                .version(7)
                .doc("A row")
                .parameter("table", "houses")
                .optional();
        for (Field field : Houses.SCHEMA.fields()) {
            SchemaBuilder column = new SchemaBuilder(field.schema().type());
            row.field(field.name(), column.optional().build());
        }
        return row.build();
    }

    /** The settings of the form. */
    String[] settings(String... more) {
        if (this != JSON) {
            return more;
        }
        String[] all = java.util.Arrays.copyOf(more, more.length + 2);
        all[more.length] = "input.format";
        all[more.length + 1] = "json";
        return all;
    }

    /** A row of the table with some values of its own. */
    static Map<String, Object> row(Map<String, Object> changes) {
        Map<String, Object> row = Houses.map();
        row.putAll(changes);
        return row;
    }

    /** @param before null for none, as {@code after} */
    Object event(String op, Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("before", before);
        event.put("after", after);
        event.put("op", op);
        event.put("ts_ms", 1_714_979_289_123L);
        return of(event, ENVELOPE);
    }

    /** The row alone, as ExtractNewRecordState leaves it. */
    Object unwrapped(Map<String, Object> row) {
        return of(row, ROW);
    }

    private Object of(Map<String, Object> fields, Schema schema) {
        if (this == MAP) {
            return fields;
        }
        if (this == STRUCT) {
            return struct(fields, schema);
        }
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Struct struct(Map<String, Object> fields, Schema schema) {
        Struct struct = new Struct(schema);
        fields.forEach((name, value) -> struct.put(
                name,
                value instanceof Map<?, ?> inner
                        ? struct((Map<String, Object>) inner, schema.field(name).schema())
                        : value));
        return struct;
    }

    static SinkRecord record(Object value) {
        Schema schema = value instanceof Struct struct
                ? struct.schema()
                : value instanceof String ? Schema.STRING_SCHEMA : null;
        return Houses.record(schema, value);
    }

    /** What is in the member of a scored record, as a tree; null for none. */
    static JsonNode in(Object value, String... path) {
        JsonNode at = tree(value);
        for (String step : path) {
            at = at.path(step);
        }
        return at;
    }

    /** A record of any form as a tree. */
    static JsonNode tree(Object value) {
        try {
            return value instanceof String text
                    ? MAPPER.readTree(text)
                    : MAPPER.valueToTree(value instanceof Struct struct ? map(struct) : value);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Object> map(Struct struct) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            map.put(field.name(), value instanceof Struct inner ? map(inner) : value);
        }
        return map;
    }

    /** The tree with another one in the member. */
    static ObjectNode with(JsonNode event, String member, JsonNode value) {
        ObjectNode copy = event.deepCopy();
        copy.set(member, value);
        return copy;
    }
}
