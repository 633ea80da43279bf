package io.connectmojo.bench;

import hex.genmodel.GenModel;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Records with all features of a model and further fields, 40 at least: numbers as FLOAT64 and INT32, levels as STRING, one
 * cell in fifty null.
 */
final class BenchRecords {
    static final int COUNT = 1024;
    private static final int FIELDS = 40;

    private final Schema schema;
    private final List<SinkRecord> records = new ArrayList<>();
    private final double[][] rows;

    BenchRecords(GenModel model) {
        SchemaBuilder builder = SchemaBuilder.struct().name("Measured");
        builder.field("id", Schema.INT64_SCHEMA);
        builder.field("seen", Timestamp.SCHEMA);
        builder.field("customer", Schema.STRING_SCHEMA);
        int features = model.nfeatures();
        for (int c = 0; c < features; c++) {
            boolean integer = c % 3 == 1;
            builder.field(
                    model.getNames()[c],
                    model.getDomainValues(c) != null
                            ? Schema.OPTIONAL_STRING_SCHEMA
                            : integer ? Schema.OPTIONAL_INT32_SCHEMA : Schema.OPTIONAL_FLOAT64_SCHEMA);
        }
        for (int f = features + 3; f < FIELDS; f++) {
            builder.field("other" + f, f % 2 == 0 ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_INT64_SCHEMA);
        }
        schema = builder.build();
        rows = new double[COUNT][features];
        Random random = new Random(5);
        for (int i = 0; i < COUNT; i++) {
            records.add(record(i, struct(i, model, random)));
        }
    }

    private Struct struct(int index, GenModel model, Random random) {
        Struct struct = new Struct(schema)
                .put("id", (long) index)
                .put("seen", new Date(1_700_000_000_000L + index))
                .put("customer", "customer-" + index);
        for (int c = 0; c < model.nfeatures(); c++) {
            String[] levels = model.getDomainValues(c);
            rows[index][c] = Double.NaN;
            if (random.nextInt(50) == 0) {
                continue;
            }
            Object value;
            if (levels != null) {
                int level = random.nextInt(levels.length);
                rows[index][c] = level;
                value = String.valueOf(levels[level].toCharArray());
            } else if (c % 3 == 1) {
                int number = random.nextInt(1000);
                rows[index][c] = number;
                value = number;
            } else {
                double number = Math.rint(random.nextGaussian() * 1e6) / 1e4;
                rows[index][c] = number;
                value = number;
            }
            struct.put(model.getNames()[c], value);
        }
        for (Field field : schema.fields()) {
            if (field.name().startsWith("other")) {
                struct.put(
                        field, field.schema().type() == Schema.Type.STRING ? "text-" + index : (Object) (long) index);
            }
        }
        return struct;
    }

    private SinkRecord record(int index, Struct struct) {
        return new SinkRecord(
                "topic", 0, null, null, schema, struct, index, 1_700_000_000_000L, TimestampType.CREATE_TIME);
    }

    SinkRecord get(int index) {
        return records.get(index & COUNT - 1);
    }

    /** The features of a record, as genmodel takes them. */
    double[] row(int index) {
        return rows[index & COUNT - 1];
    }

    int fields() {
        return schema.fields().size();
    }

    /**
     * The same records as change events: each is the row now.
     *
     * @param changed whether a feature was another before; otherwise only fields that are no features were
     */
    List<SinkRecord> asEvents(boolean changed) {
        SchemaBuilder row = SchemaBuilder.struct().name("Row").optional();
        schema.fields().forEach(field -> row.field(field.name(), field.schema()));
        Schema rowSchema = row.build();
        Schema envelope = SchemaBuilder.struct()
                .name("Envelope")
                .field("before", rowSchema)
                .field("after", rowSchema)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        List<SinkRecord> events = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Struct other = (Struct) get(changed ? i + 1 : i).value();
            Struct before = copy(other, rowSchema).put("customer", "before-" + i);
            Struct event = new Struct(envelope)
                    .put("before", before)
                    .put("after", copy((Struct) get(i).value(), rowSchema))
                    .put("op", "u")
                    .put("ts_ms", 1_700_000_000_000L + i);
            events.add(new SinkRecord(
                    "topic", 0, null, null, envelope, event, i, 1_700_000_000_000L, TimestampType.CREATE_TIME));
        }
        return events;
    }

    /** With values of its own, as two rows of one event have them. */
    private static Struct copy(Struct struct, Schema schema) {
        Struct copy = new Struct(schema);
        for (Field field : schema.fields()) {
            Object value = struct.getWithoutDefault(field.name());
            copy.put(field.name(), value instanceof String text ? String.valueOf(text.toCharArray()) : value);
        }
        return copy;
    }

    /** The paths of the features in such an event, as {@code input.fields} takes them. */
    String paths(GenModel model) {
        StringBuilder paths = new StringBuilder();
        for (int c = 0; c < model.nfeatures(); c++) {
            String name = model.getNames()[c];
            paths.append(c == 0 ? "" : ",")
                    .append('`')
                    .append(name)
                    .append("`:after.`")
                    .append(name)
                    .append('`');
        }
        return paths.toString();
    }

    /** The same records as JSON text. */
    List<SinkRecord> asJson() {
        List<SinkRecord> texts = new ArrayList<>();
        for (SinkRecord record : records) {
            StringBuilder json = new StringBuilder("{");
            for (Field field : schema.fields()) {
                Object value = ((Struct) record.value()).get(field);
                json.append(json.length() > 1 ? "," : "")
                        .append('"')
                        .append(field.name())
                        .append("\":");
                if (value instanceof String text) {
                    json.append('"').append(text).append('"');
                } else {
                    json.append(value instanceof Date date ? (Object) date.getTime() : value);
                }
            }
            texts.add(record.newRecord(
                    record.topic(),
                    0,
                    null,
                    null,
                    Schema.STRING_SCHEMA,
                    json.append('}').toString(),
                    0L));
        }
        return texts;
    }
}
