package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.coerce.DocumentedCoercion;
import io.connectmojo.row.coerce.Levels;
import io.connectmojo.row.coerce.SampleType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Match;
import io.connectmojo.row.match.RowSpec.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A random model with a random record schema and random settings. */
final class RandomWorld {
    final RowSpec spec;

    /** The type of each column's field; null when the schema has none. */
    final List<SampleType> types = new ArrayList<>();

    final Schema schema;
    private final Random r;
    private final Map<String, SampleType> top = new LinkedHashMap<>();
    private final Map<String, SampleType> nested = new LinkedHashMap<>();

    RandomWorld(Random r, boolean plainTypes) {
        this.r = r;
        List<ColumnSpec> columns = new ArrayList<>();
        List<String> naStrings = r.nextBoolean() ? List.of("NA") : List.of("n/a", "null", "-7");
        int n = 2 + r.nextInt(6);
        for (int i = 0; i < n; i++) {
            ColumnSpec column = column("c" + i, r);
            boolean below = r.nextInt(4) == 0;
            boolean absent = i > 0 && r.nextInt(8) == 0;
            SampleType type = absent ? null : type(plainTypes);
            String field = below || r.nextInt(4) == 0 ? "f." + i : column.name();
            if (below) {
                column = column.withField(new FieldPath(List.of("after", field)));
            } else if (!field.equals(column.name())) {
                column = column.withField(FieldPath.ofName(field));
            }
            if (type != null) {
                (below ? nested : top).put(field, type);
            }
            columns.add(withDefault(column, naStrings));
            types.add(type);
        }
        top.put("unused", SampleType.STRING);
        nested.put("unused", SampleType.INT32);
        spec = new RowSpec(
                columns, Match.EXACT, Policy.NA, Policy.NA, Policy.NA, naStrings, null, null, null, r.nextBoolean(), 1);
        SchemaBuilder after = SchemaBuilder.struct().optional();
        nested.forEach((name, type) -> after.field(name, schema(type)));
        SchemaBuilder whole = SchemaBuilder.struct();
        List<String> names = new ArrayList<>(top.keySet());
        Collections.shuffle(names, r);
        names.forEach(name -> whole.field(name, schema(top.get(name))));
        schema = whole.field("after", after.build()).build();
    }

    private SampleType type(boolean plain) {
        SampleType[] all = SampleType.values();
        SampleType type = r.nextInt(3) == 0 ? SampleType.STRING : all[r.nextInt(all.length)];
        return plain && !type.isPlain() ? SampleType.FLOAT64 : type;
    }

    private Schema schema(SampleType type) {
        if (r.nextInt(5) > 0 || type == SampleType.BYTES) {
            return type.schema();
        }
        SchemaBuilder builder = new SchemaBuilder(type.schema().type())
                .name(type.schema().name())
                .optional();
        if (type.schema().parameters() != null) {
            builder.parameters(type.schema().parameters());
        }
        return builder.defaultValue(type.random(r)).build();
    }

    private static ColumnSpec column(String name, Random r) {
        int kind = r.nextInt(5);
        if (kind == 0) {
            ColumnType type = switch (r.nextInt(4)) {
                case 0 -> new ColumnType.AsBoolean("yes", "no");
                case 1 -> new ColumnType.TimeIn(unit(r));
                default -> null;
            };
            return new ColumnSpec(name, ModelColumn.Kind.NUMERIC, Levels.of(List.of()), null, type, null);
        }
        if (kind == 1) {
            ColumnType type = switch (r.nextInt(4)) {
                case 0 -> new ColumnType.AsNumber();
                case 1 -> new ColumnType.TimeIn(unit(r));
                default -> null;
            };
            return new ColumnSpec(name, ModelColumn.Kind.TIME, Levels.of(List.of()), null, type, null);
        }
        Set<String> levels = new LinkedHashSet<>();
        for (int i = 1 + r.nextInt(9); i > 0; i--) {
            levels.add(SampleType.TEXTS.get(r.nextInt(r.nextBoolean() ? 30 : SampleType.TEXTS.size())));
        }
        List<String> names = List.copyOf(levels);
        ColumnType type = switch (r.nextInt(6)) {
            case 0 -> new ColumnType.AsNumber();
            case 1 -> new ColumnType.AsCategory();
            case 2 -> names.size() < 2 ? null : new ColumnType.AsBoolean(names.get(0), names.get(1));
            default -> null;
        };
        return new ColumnSpec(name, ModelColumn.Kind.CATEGORICAL, Levels.of(names), null, type, null);
    }

    private static TimeUnit unit(Random r) {
        return List.of(TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS)
                .get(r.nextInt(4));
    }

    private ColumnSpec withDefault(ColumnSpec column, List<String> naStrings) {
        if (r.nextInt(4) > 0) {
            return column;
        }
        String text = column.kind() == ModelColumn.Kind.CATEGORICAL
                ? column.levels().names().get(0)
                : "NaN";
        Object value = new DocumentedCoercion(column, naStrings).of(SampleType.STRING, text);
        return value == DocumentedCoercion.INVALID || value == DocumentedCoercion.UNKNOWN
                ? column
                : column.withDefault(text);
    }

    Struct record() {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            if (field.schema().type() == Schema.Type.STRUCT) {
                if (r.nextInt(6) > 0) {
                    Struct after = new Struct(field.schema());
                    nested.forEach((name, type) -> after.put(name, value(type)));
                    struct.put(field, after);
                }
            } else {
                struct.put(field, value(top.get(field.name())));
            }
        }
        return struct;
    }

    private Object value(SampleType type) {
        return r.nextInt(8) == 0 ? null : type.random(r);
    }

    /** The value that the column is to be coerced from, found without the code under test. */
    Object valueOf(int column, Struct record) {
        List<String> steps = spec.columns().get(column).path().steps();
        Struct at = record;
        for (String step : steps.subList(0, steps.size() - 1)) {
            at = at.getStruct(step);
        }
        String last = steps.get(steps.size() - 1);
        return at == null ? null : spec.replaceNullWithDefault() ? at.get(last) : at.getWithoutDefault(last);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            ColumnSpec column = spec.columns().get(i);
            text.append("\n").append(types.get(i)).append(" -> ").append(column);
            text.append(column.levels().names());
        }
        return text + "\n";
    }
}
