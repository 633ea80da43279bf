package io.connectmojo.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.row.coerce.SampleType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Policy;
import io.connectmojo.score.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

/** Records that went through Kafka's own JSON converter without schemas. */
class JsonConverterTest {
    private static final int WORLDS = 1_000 * Integer.getInteger("mojo.tests.scale", 1);
    private static final int RECORDS = 100;
    private static final long SEED = 20_261_122L;

    /** Not FLOAT32: it comes back as the double of its shortest decimal. */
    private static final List<SampleType> TYPES = List.of(
            SampleType.BOOLEAN,
            SampleType.INT8,
            SampleType.INT16,
            SampleType.INT32,
            SampleType.INT64,
            SampleType.FLOAT64,
            SampleType.STRING);

    @Test
    void structOrSchemalessJson_givesTheSameRow() {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), false);
            int compared = 0;
            for (int w = 0; w < WORLDS; w++) {
                Random r = new Random(SEED + w);
                List<ColumnSpec> columns = new ArrayList<>();
                List<SampleType> types = new ArrayList<>();
                SchemaBuilder after = SchemaBuilder.struct();
                for (int i = 0; i < 5; i++) {
                    SampleType type = TYPES.get(r.nextInt(TYPES.size()));
                    types.add(type);
                    after.field("f" + i, type.schema());
                    ColumnSpec column = i < 2
                            ? Fixtures.numeric("c" + i)
                            : Fixtures.category("c" + i, "1", "3.0", "gold", "yes", "no", "9007199254740993");
                    columns.add(column.withField(FieldPath.parse("after.f" + i)));
                }
                Schema schema =
                        SchemaBuilder.struct().field("after", after.build()).build();
                RowSpec spec = Fixtures.spec(columns.toArray(new ColumnSpec[0]))
                        .invalid(Policy.NA)
                        .build();
                RowPlan structs = StructPlanCompiler.compile(schema, spec);
                RowPlan maps = new MapPlan(spec);
                for (int n = 0; n < RECORDS; n++, compared++) {
                    Struct record = new Struct(schema).put("after", values(schema, types, r));
                    Object json = converter
                            .toConnectData("t", converter.fromConnectData("t", schema, record))
                            .value();
                    assertThat(bits(maps, json, spec))
                            .as("seed %s record %s", SEED + w, n)
                            .isEqualTo(bits(structs, record, spec));
                }
            }
            assertThat(compared).isGreaterThanOrEqualTo(100_000);
        }
    }

    private static Struct values(Schema schema, List<SampleType> types, Random r) {
        Struct after = new Struct(schema.field("after").schema());
        for (int i = 0; i < types.size(); i++) {
            Object value = r.nextInt(8) == 0 ? null : types.get(i).random(r);
            // JSON knows no NaN and no infinity, and the converter no zero below zero
            boolean kept = !(value instanceof Double d) || Double.isFinite(d) && !value.equals(-0.0);
            after.put("f" + i, kept ? value : null);
        }
        return after;
    }

    private static String bits(RowPlan plan, Object record, RowSpec spec) {
        Row row = Fixtures.row(spec);
        assertThat(Fixtures.read(plan, record, row, new ColumnCounts(spec))).isTrue();
        return Arrays.toString(
                Arrays.stream(row.values).mapToLong(Double::doubleToRawLongBits).toArray());
    }
}
