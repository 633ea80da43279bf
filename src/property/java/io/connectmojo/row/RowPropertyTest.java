package io.connectmojo.row;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.CategoricalEncoding;
import hex.genmodel.easy.RowData;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.coerce.DocumentedCoercion;
import io.connectmojo.row.coerce.SampleType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random models, schemas, settings and records. */
@Tag("property")
class RowPropertyTest {
    private static final int WORLDS = 1_800 * Integer.getInteger("mojo.tests.scale", 1);
    private static final int RECORDS = 60;
    private static final long SEED = Long.getLong("mojo.tests.seed", 20_261_121L);

    @Test
    void randomRecords_areReadAsGenmodelReadsRowData() throws Exception {
        int compared = 0;
        int refused = 0;
        int cells = 0;
        for (int w = 0; w < WORLDS; w++) {
            long seed = SEED + w;
            RandomWorld world = new RandomWorld(new Random(seed), false);
            StructPlan plan = StructPlanCompiler.compile(world.schema, world.spec);
            ColumnCounts counts = new ColumnCounts(world.spec);
            Row row = Fixtures.row(world.spec);
            Row rowOfCopy = Fixtures.row(world.spec);
            Random r = new Random(seed);
            EncodedModel[] models = Arrays.stream(CategoricalEncoding.values())
                    .map(encoding -> new EncodedModel(encoding, world.spec.columns(), r))
                    .toArray(EncodedModel[]::new);
            for (int i = 0; i < RECORDS; i++) {
                Struct record = world.record();
                Struct copy = copy(record);
                boolean read;
                try {
                    read = plan.read(record, row, counts);
                } catch (MojoException nothing) {
                    assertThat(nothing.code()).as("seed %s", seed).isEqualTo(RecordError.TOO_MANY_MISSING);
                    refused++;
                    continue;
                }
                assertThat(record).as("the record is unchanged, seed %s", seed).isEqualTo(copy);
                if (!read) {
                    assertThat(record.get("after")).as("seed %s", seed).isNull();
                    continue;
                }
                Struct copied = new Struct(world.schema);
                plan.readFields(record, rowOfCopy, counts, copied, Fixtures.fields(world.schema));
                plan.finish(record, rowOfCopy);
                assertThat(copied).as("copied while read, seed %s", seed).isEqualTo(record);
                assertThat(bits(rowOfCopy.values)).as("seed %s", seed).isEqualTo(bits(row.values));
                RowData data = documented(world, record);
                compared++;
                cells += (int) Arrays.stream(row.values)
                        .filter(cell -> !Double.isNaN(cell))
                        .count();
                for (EncodedModel model : models) {
                    long[] expected = bits(model.convert(data));
                    assertThat(bits(model.encode(row)))
                            .as(
                                    "seed %s record %s encoding %s: %s of types %s is documented as %s, read as %s",
                                    seed,
                                    i,
                                    model.getCategoricalEncoding(),
                                    record,
                                    world,
                                    data,
                                    Arrays.toString(row.values))
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(compared + refused).isGreaterThanOrEqualTo(100_000);
        assertThat(cells).as("cells that are not NA").isGreaterThan(compared);
    }

    @Test
    void structOrMap_ofSameContentReadAlike() {
        int compared = 0;
        for (int w = 0; w < WORLDS; w++) {
            long seed = SEED + 1_000_000 + w;
            RandomWorld world = new RandomWorld(new Random(seed), true);
            RowSpec spec = w % 2 == 0 ? world.spec : strict(world.spec);
            RowPlan structs = StructPlanCompiler.compile(world.schema, spec);
            RowPlan maps = new MapPlan(spec);
            for (int i = 0; i < RECORDS; i++) {
                Struct record = world.record();
                Map<String, Object> map = map(record, spec.replaceNullWithDefault());
                Map<String, Object> before = new LinkedHashMap<>(map);
                Object ofStruct = outcome(structs, record, spec);
                // the Map has the schema's defaults as values of its own
                if (!ofStruct.equals("nothing")) {
                    assertThat(outcome(maps, map, spec))
                            .as("seed %s record %s", seed, i)
                            .isEqualTo(ofStruct);
                }
                assertThat(map).as("seed %s", seed).isEqualTo(before);
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(100_000);
    }

    private static RowSpec strict(RowSpec s) {
        return new RowSpec(
                s.columns(),
                s.match(),
                s.missingColumns(),
                RowSpec.Policy.FAIL,
                RowSpec.Policy.FAIL,
                s.naStrings(),
                s.vector(),
                s.offset(),
                s.wordsSeparator(),
                s.replaceNullWithDefault(),
                s.maxMissing());
    }

    /** The bits of the row, that it passes, or that it is refused. */
    private static Object outcome(RowPlan plan, Object record, RowSpec spec) {
        Row row = Fixtures.row(spec);
        try {
            boolean read = plan.read(record, row, new ColumnCounts(spec));
            return read ? Arrays.toString(bits(row.values)) : "passes";
        } catch (MojoException e) {
            return e.code() == RecordError.TOO_MANY_MISSING ? "nothing" : "refused";
        }
    }

    private static RowData documented(RandomWorld world, Struct record) {
        RowData data = new RowData();
        for (int i = 0; i < world.types.size(); i++) {
            ColumnSpec column = world.spec.columns().get(i);
            DocumentedCoercion coercion = new DocumentedCoercion(column, world.spec.naStrings());
            Object value = world.types.get(i) == null ? null : world.valueOf(i, record);
            Object cell = value == null && column.defaultText() != null
                    ? coercion.of(SampleType.STRING, column.defaultText())
                    : coercion.of(world.types.get(i), value);
            boolean na = cell == DocumentedCoercion.UNKNOWN || cell == DocumentedCoercion.INVALID;
            data.put(column.name(), na ? Double.NaN : cell);
        }
        return data;
    }

    private static long[] bits(double[] row) {
        return Arrays.stream(row)
                .mapToLong(d -> Double.isNaN(d) ? Double.doubleToLongBits(d) : Double.doubleToRawLongBits(d))
                .toArray();
    }

    private static Struct copy(Struct struct) {
        Struct copy = new Struct(struct.schema());
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            copy.put(field, value instanceof Struct s ? copy(s) : value instanceof byte[] b ? b.clone() : value);
        }
        return copy;
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
