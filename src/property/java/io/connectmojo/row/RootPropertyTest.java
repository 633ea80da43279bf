package io.connectmojo.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.problem.MojoException;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random records inside change events, below a random path, are read as the same records alone. */
@Tag("property")
class RootPropertyTest {
    private static final int WORLDS = 600 * Integer.getInteger("mojo.tests.scale", 1);
    private static final int RECORDS = 20;
    private static final long SEED = Long.getLong("mojo.tests.seed", 20_261_129L);

    /** A world's records as what was before and after a change. */
    private static final class Event {
        final List<String> above;
        final FieldPath root;
        final RowSpec spec;
        final Schema schema;

        Event(RandomWorld world, Random r) {
            above = List.of("change", "the.data").subList(0, r.nextInt(3));
            FieldPath after = FieldPath.ofName("new");
            for (int i = above.size() - 1; i >= 0; i--) {
                after = FieldPath.ofName(above.get(i)).resolve(after);
            }
            root = after;
            RowSpec s = world.spec;
            List<ColumnSpec> columns = s.columns().stream()
                    .map(column -> column.field() == null ? column : column.withField(root.resolve(column.field())))
                    .toList();
            spec = new RowSpec(
                    columns,
                    s.match(),
                    s.missingColumns(),
                    s.unknownLevels(),
                    s.invalidValues(),
                    s.naStrings(),
                    s.vector(),
                    s.offset(),
                    s.wordsSeparator(),
                    s.replaceNullWithDefault(),
                    s.maxMissing(),
                    root);
            SchemaBuilder row = SchemaBuilder.struct().optional();
            world.schema.fields().forEach(field -> row.field(field.name(), field.schema()));
            Schema optional = row.build();
            Schema at = SchemaBuilder.struct()
                    .optional()
                    .field("before", optional)
                    .field("c0", Schema.OPTIONAL_STRING_SCHEMA)
                    .field("new", optional)
                    .build();
            for (int i = above.size() - 1; i >= 0; i--) {
                at = SchemaBuilder.struct()
                        .optional()
                        .field("c0", Schema.OPTIONAL_STRING_SCHEMA)
                        .field(above.get(i), at)
                        .build();
            }
            schema = at;
        }

        Struct of(Struct before, Struct after) {
            Struct event = new Struct(schema).put("c0", "no number");
            Struct at = event;
            for (String step : above) {
                Struct inner = new Struct(at.schema().field(step).schema()).put("c0", "no number");
                at.put(step, inner);
                at = inner;
            }
            at.put("before", like(at, before)).put("new", like(at, after));
            return event;
        }

        private static Struct like(Struct event, Struct row) {
            if (row == null) {
                return null;
            }
            Struct copy = new Struct(event.schema().field("new").schema());
            for (Field field : row.schema().fields()) {
                copy.put(field.name(), row.getWithoutDefault(field.name()));
            }
            return copy;
        }
    }

    @Test
    void rowInsideAnEvent_isReadAsTheRowAlone() {
        int read = 0;
        int same = 0;
        for (int w = 0; w < WORLDS; w++) {
            long seed = SEED + w;
            Random r = new Random(seed);
            RandomWorld world = new RandomWorld(r, true);
            Event event = new Event(world, r);
            StructPlan alone = StructPlanCompiler.compile(world.schema, world.spec);
            StructPlan inside = StructPlanCompiler.compile(event.schema, event.spec);
            StructPlan before = StructPlanCompiler.compile(event.schema, event.spec.before());
            MapPlan mapAlone = new MapPlan(world.spec);
            MapPlan mapInside = new MapPlan(event.spec);
            MapPlan mapBefore = new MapPlan(event.spec.before());
            for (int i = 0; i < RECORDS; i++) {
                Struct now = world.record();
                Struct old = r.nextInt(3) == 0 ? now : world.record();
                Struct whole = event.of(old, now);
                String expected = outcome(alone, now, world.spec);
                String expectedBefore = outcome(alone, old, world.spec);
                assertThat(outcome(inside, whole, event.spec))
                        .as("seed %s", seed)
                        .isEqualTo(expected);
                assertThat(outcome(before, whole, event.spec))
                        .as("before, seed %s", seed)
                        .isEqualTo(expectedBefore);
                assertThat(before.hasRootLike(inside)).isTrue();
                if (before.hasSameValues(whole, inside)) {
                    assertThat(expectedBefore).as("same, seed %s", seed).isEqualTo(expected);
                    same++;
                } else {
                    assertThat(old).as("not the same, seed %s", seed).isNotSameAs(now);
                }
                Map<String, Object> map = map(whole, world.spec.replaceNullWithDefault());
                Map<String, Object> mapNow = map(now, world.spec.replaceNullWithDefault());
                String expectedMap = outcome(mapAlone, mapNow, world.spec);
                assertThat(outcome(mapInside, map, event.spec))
                        .as("Map, seed %s", seed)
                        .isEqualTo(expectedMap);
                String ofOld = outcome(mapAlone, map(old, world.spec.replaceNullWithDefault()), world.spec);
                assertThat(outcome(mapBefore, map, event.spec))
                        .as("Map before, seed %s", seed)
                        .isEqualTo(ofOld);
                if (mapBefore.hasSameValues(map, mapInside)) {
                    assertThat(ofOld).as("same Map, seed %s", seed).isEqualTo(expectedMap);
                }
                read++;
            }
            assertThat(outcome(inside, event.of(world.record(), null), event.spec))
                    .isEqualTo("passes");
            assertThat(outcome(before, event.of(null, world.record()), event.spec))
                    .isEqualTo("passes");
        }
        assertThat(read).isGreaterThanOrEqualTo(10_000);
        assertThat(same).isGreaterThan(read / 10);
    }

    /** The bits of the row, that it passes, or with which code it is refused. */
    private static String outcome(RowPlan plan, Object record, RowSpec spec) {
        Row row = Fixtures.row(spec);
        try {
            return plan.read(record, row, new ColumnCounts(spec, false))
                    ? Arrays.toString(Arrays.stream(row.values)
                            .mapToLong(Double::doubleToLongBits)
                            .toArray())
                    : "passes";
        } catch (MojoException e) {
            return e.code().id();
        }
    }

    private static Map<String, Object> map(Struct struct, boolean withDefaults) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = withDefaults ? struct.get(field) : struct.getWithoutDefault(field.name());
            map.put(field.name(), value instanceof Struct s ? map(s, withDefaults) : value);
        }
        return map;
    }
}
