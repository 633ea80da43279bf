package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.both;
import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.read;
import static io.connectmojo.row.Fixtures.spec;
import static io.connectmojo.row.Fixtures.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** What plans read from where; each case for a Struct and for a Map of the same content. */
class RowPlanTest {
    @Test
    void columnsAreFilledInTheModelsOrderWhateverTheOrderOfTheFields() {
        RowSpec spec = spec(numeric("a"), category("b", "x", "y"), numeric("c")).build();
        for (Object record : both("c", 3, "unused", "u", "b", "y", "a", 1.5)) {
            Row row = read(spec, record);
            assertThat(row.values).containsExactly(1.5, 1, 3);
            assertThat(row.offset).isZero();
        }
    }

    @Test
    void path_reachesIntoNestedRecords() {
        RowSpec spec = spec(
                        numeric("sqft").withField(FieldPath.parse("after.house.sqft")),
                        numeric("again").withField(FieldPath.parse("after.house.sqft")),
                        numeric("w").withField(FieldPath.parse("after.`petal.width`")),
                        numeric("top"))
                .build();
        for (Object record : List.of(
                struct("top", 4, "after", struct("house", struct("sqft", 2342), "petal.width", 0.2)),
                map("top", 4, "after", map("house", map("sqft", 2342), "petal.width", 0.2)))) {
            assertThat(read(spec, record).values).containsExactly(2342, 2342, 0.2, 4);
        }
    }

    @Test
    void aNullParentOfEveryPathLetsTheRecordPassUntouched() {
        RowSpec spec = spec(
                        numeric("a").withField(FieldPath.parse("after.a")),
                        numeric("b").withField(FieldPath.parse("after.deep.b")))
                .offset("w", "op", null)
                .build();
        Schema after = SchemaBuilder.struct()
                .optional()
                .field("a", Schema.INT32_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("after", after)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        Struct deleted = new Struct(envelope).put("op", "d");
        for (Object record : List.of(deleted, map("after", null, "op", "d"))) {
            Row row = Fixtures.row(spec);
            ColumnCounts counts = new ColumnCounts(spec);
            assertThat(Fixtures.plan(spec, record).read(record, row, counts)).isFalse();
            assertThat(counts.records()).isZero();
        }
    }

    @Test
    void aNullParentOfSomePathsIsNullForTheirColumns() {
        RowSpec spec = spec(numeric("a").withField(FieldPath.parse("after.a")), numeric("id"))
                .build();
        for (Object record : List.of(
                new Struct(SchemaBuilder.struct()
                                .field("id", Schema.INT32_SCHEMA)
                                .field(
                                        "after",
                                        SchemaBuilder.struct()
                                                .optional()
                                                .field("a", Schema.INT32_SCHEMA)
                                                .build())
                                .build())
                        .put("id", 7),
                map("id", 7, "after", null))) {
            assertThat(read(spec, record).values).containsExactly(Double.NaN, 7);
        }
    }

    @Test
    void aDefaultOfTheSchemaComesBeforeThatOfTheConfiguration() {
        Schema schema = SchemaBuilder.struct()
                .field("a", SchemaBuilder.float64().optional().defaultValue(7.0).build())
                .field("b", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .field("c", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .field("d", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        SpecBuilder s = spec(
                numeric("a").withDefault("1"),
                numeric("b").withDefault(" 2e0 "),
                numeric("c"),
                category("absent", "x", "y").withDefault("y"),
                numeric("d"));
        Struct record = new Struct(schema).put("d", 5.0);
        assertThat(read(s.build(), record).values).containsExactly(7, 2, Double.NaN, 1, 5);
        assertThat(read(s.keepNull().build(), record).values).containsExactly(1, 2, Double.NaN, 1, 5);
        assertThat(read(s.build(), map("a", null, "b", null, "c", null, "d", 5.0)).values)
                .containsExactly(1, 2, Double.NaN, 1, 5);
    }

    @Test
    void enumOrNumericColumn_readsTheSameRecord() {
        for (Object record : both("condition", 3)) {
            assertThat(read(spec(numeric("condition")).build(), record).values).containsExactly(3);
            assertThat(read(spec(category("condition", "1", "2", "3", "4", "5")).build(), record).values)
                    .containsExactly(2);
        }
        for (Object record : both("condition", "3")) {
            assertThat(read(spec(numeric("condition")).build(), record).values).containsExactly(3);
            assertThat(read(spec(category("condition", "1", "2", "3", "4", "5")).build(), record).values)
                    .containsExactly(2);
        }
    }

    @Test
    void dateAsLongOrText_isTaken() {
        for (Object record : both("date", 1401580800000L)) {
            assertThat(read(spec(numeric("date")).build(), record).values).containsExactly(1401580800000.0);
        }
        ColumnSpec text = numeric("date").withType(ColumnType.parse("x", "time(yyyy-MM-dd HH:mm:ss)"));
        for (Object record : both("date", "2014-06-01 00:00:00")) {
            assertThat(read(spec(text).build(), record).values).containsExactly(1401580800000.0);
        }
    }

    @Test
    void readingWhileCopying_givesTheSameRow() {
        RowSpec spec = spec(
                        numeric("a"),
                        category("b", "x", "y"),
                        numeric("c").withField(FieldPath.parse("after.c")),
                        numeric("absent").withDefault("4"))
                .build();
        Struct record = struct("b", "y", "unused", 1, "after", struct("c", 2L), "a", 0.5);
        StructPlan plan = StructPlanCompiler.compile(record.schema(), spec);
        Row row = Fixtures.row(spec);
        Struct copy = new Struct(record.schema());
        Field[] to = Fixtures.fields(record.schema());
        to[0] = null;
        assertThat(plan.readFields(record, row, new ColumnCounts(spec), copy, to))
                .isTrue();
        plan.finish(record, row);
        assertThat(row.values).containsExactly(0.5, 1, 2, 4).containsExactly(read(spec, record).values);
        assertThat(copy.get("b")).isNull();
        assertThat(copy.put("b", "y")).isEqualTo(record);
    }
}
