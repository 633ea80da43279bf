package io.connectmojo.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Short ways to say specifications and records. */
public final class Fixtures {
    private Fixtures() {}

    public static ColumnSpec numeric(String name) {
        return ColumnSpec.of(name, ModelColumn.Kind.NUMERIC, List.of());
    }

    public static ColumnSpec time(String name) {
        return ColumnSpec.of(name, ModelColumn.Kind.TIME, List.of());
    }

    public static ColumnSpec words(String name) {
        return ColumnSpec.of(name, ModelColumn.Kind.WORDS, List.of());
    }

    public static ColumnSpec category(String name, String... levels) {
        return ColumnSpec.of(name, ModelColumn.Kind.CATEGORICAL, List.of(levels));
    }

    /** A specification with the settings' own defaults, and ways to change them. */
    public static SpecBuilder spec(ColumnSpec... columns) {
        return new SpecBuilder(columns);
    }

    /** A Struct of alternating names and values, its schema from the values' classes. */
    public static Struct struct(Object... namesAndValues) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.field((String) namesAndValues[i], schemaOf(namesAndValues[i + 1]));
        }
        Schema schema = builder.build();
        Struct struct = new Struct(schema);
        List<Field> fields = schema.fields();
        for (int i = 0; i < fields.size(); i++) {
            struct.put(fields.get(i), namesAndValues[2 * i + 1]);
        }
        return struct;
    }

    /** Where each field of a plain copy goes. */
    static Field[] fields(Schema schema) {
        return schema.fields().toArray(new Field[0]);
    }

    public static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    static Schema schemaOf(Object value) {
        if (value instanceof Struct struct) {
            return struct.schema();
        }
        if (value instanceof List<?> list) {
            return SchemaBuilder.array(list.isEmpty() ? Schema.OPTIONAL_FLOAT64_SCHEMA : schemaOf(list.get(0)))
                    .optional()
                    .build();
        }
        if (value == null) {
            return Schema.OPTIONAL_STRING_SCHEMA;
        }
        return switch (value.getClass().getSimpleName()) {
            case "Byte" -> Schema.OPTIONAL_INT8_SCHEMA;
            case "Short" -> Schema.OPTIONAL_INT16_SCHEMA;
            case "Integer" -> Schema.OPTIONAL_INT32_SCHEMA;
            case "Long" -> Schema.OPTIONAL_INT64_SCHEMA;
            case "Float" -> Schema.OPTIONAL_FLOAT32_SCHEMA;
            case "Double" -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case "Boolean" -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case "String" -> Schema.OPTIONAL_STRING_SCHEMA;
            case "byte[]" -> Schema.OPTIONAL_BYTES_SCHEMA;
            default -> throw new IllegalArgumentException("no schema for " + value.getClass());
        };
    }

    public static RowPlan plan(RowSpec spec, Object record) {
        return record instanceof Struct struct ? StructPlanCompiler.compile(struct.schema(), spec) : new MapPlan(spec);
    }

    /** Reads one record with a new plan. */
    public static Row read(RowSpec spec, Object record) {
        Row row = row(spec);
        if (!read(plan(spec, record), record, row, new ColumnCounts(spec))) {
            throw new AssertionError("the record is to pass untouched");
        }
        return row;
    }

    /** As the plan reads; a row of nothing but missing cells, which a record may not be, is filled all the same. */
    public static boolean read(RowPlan plan, Object record, Row row, ColumnCounts counts) {
        try {
            return plan.read(record, row, counts);
        } catch (MojoException refused) {
            if (refused.code() == RecordError.TOO_MANY_MISSING) {
                return true;
            }
            throw refused;
        }
    }

    static List<Object> both(Object... namesAndValues) {
        return List.of(struct(namesAndValues), map(namesAndValues));
    }

    static void refused(RowSpec spec, Object record, RecordError code, String... parts) {
        assertThatThrownBy(() -> read(spec, record)).isInstanceOfSatisfying(MojoException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.firstLine().length()).isLessThanOrEqualTo(MojoException.FIRST_LINE);
            for (String part : parts) {
                assertThat(e).hasMessageContaining(part);
            }
        });
    }

    /** A row with garbage in it, as the last record may have left it. */
    public static Row row(RowSpec spec) {
        Row row = new Row(spec.columns().size());
        Arrays.fill(row.values, 77);
        row.offset = 77;
        row.words = new String[] {"garbage"};
        return row;
    }
}
