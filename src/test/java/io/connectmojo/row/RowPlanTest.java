package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.read;
import static io.connectmojo.row.Fixtures.spec;
import static io.connectmojo.row.Fixtures.struct;
import static io.connectmojo.row.Fixtures.time;
import static io.connectmojo.row.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.RowSpec.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** What plans read from where; each case for a Struct and for a Map of the same content. */
class RowPlanTest {
    private static List<Object> both(Object... namesAndValues) {
        return List.of(struct(namesAndValues), map(namesAndValues));
    }

    private static void refused(RowSpec spec, Object record, RecordError code, String... parts) {
        assertThatThrownBy(() -> read(spec, record)).isInstanceOfSatisfying(MojoException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.firstLine().length()).isLessThanOrEqualTo(MojoException.FIRST_LINE);
            for (String part : parts) {
                assertThat(e).hasMessageContaining(part);
            }
        });
    }

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
    void aPathReachesIntoNestedRecordsAndOneFieldMayFeedTwoColumns() {
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
    void aPathThroughSomethingWithoutFieldsIsInvalid() {
        RowSpec spec = spec(numeric("a").withField(FieldPath.parse("id.a")), numeric("id"))
                .build();
        for (Object record : both("id", 7)) {
            refused(
                    spec,
                    record,
                    RecordError.INVALID_VALUE,
                    "column 'a'",
                    "only a STRUCT or Map has fields",
                    "input.fields");
        }
    }

    @Test
    void aMissingColumnIsNamedWithItsNearestField() {
        RowSpec spec = spec(numeric("sepal_length"), numeric("sepal_width"), numeric("other"))
                .build();
        for (Object record : both("sepalLength", 5.0, "sepal_widht", 3.6, "other", 1)) {
            refused(
                    spec,
                    record,
                    RecordError.MISSING_COLUMNS,
                    "2 columns: 'sepal_length', 'sepal_width'",
                    "nearest field 'sepalLength'",
                    "nearest field 'sepal_widht'",
                    "input.missing.columns=na");
        }
    }

    @Test
    void aRecordInWhichNothingMatchesIsAlwaysRefused() {
        RowSpec spec = spec(
                        numeric("sepal_length"),
                        numeric("sepal_width"),
                        numeric("with_default").withDefault("1"))
                .missing(Policy.NA)
                .build();
        for (Object record : both("sepalLength", 5.0, "sepalWidth", 3.6)) {
            refused(spec, record, RecordError.NOTHING_MATCHED, "nearest field 'sepalLength'", "input.match=relaxed");
        }
        RowSpec defaults =
                spec(numeric("a").withDefault("1")).missing(Policy.NA).build();
        for (Object record : both("x", 5.0)) {
            refused(defaults, record, RecordError.NOTHING_MATCHED, "every column would hold its default");
        }
    }

    @Test
    void missingColumnsAreNaWhenTheyMayBe() {
        RowSpec spec = spec(numeric("a"), category("b", "x")).missing(Policy.NA).build();
        for (Object record : both("a", 5.0)) {
            assertThat(read(spec, record).values).containsExactly(5, Double.NaN);
        }
    }

    @Test
    void relaxedMatchingFindsTheIrisColumnsUnderCamelCase() {
        RowSpec spec = spec(
                        numeric("sepal_length"),
                        numeric("sepal_width"),
                        numeric("petal_length"),
                        numeric("petal_width"))
                .relaxed()
                .build();
        for (Object record : both("sepalLength", 5.0, "Sepal.Width", 3.6, "PETAL LENGTH", 1.4, "petal-width", 0.2)) {
            assertThat(read(spec, record).values).containsExactly(5.0, 3.6, 1.4, 0.2);
        }
    }

    @Test
    void twoFieldsThatFitOneColumnAreAmbiguousUntilOneIsNamed() {
        for (Object record : both("sepal_length", 5.0, "sepalLength", 4.0)) {
            refused(
                    spec(numeric("sepal_length")).relaxed().build(),
                    record,
                    RecordError.AMBIGUOUS,
                    "'sepal_length', 'sepalLength'",
                    "input.fields");
            RowSpec named = spec(numeric("sepal_length").withField(FieldPath.ofName("sepalLength")))
                    .relaxed()
                    .build();
            assertThat(read(named, record).values).containsExactly(4);
        }
    }

    @Test
    void aFieldThatAColumnNamesExactlyBelongsToThatColumn() {
        RowSpec spec = spec(numeric("Age"), numeric("age"), numeric("a_ge").withField(FieldPath.ofName("AGE")))
                .relaxed()
                .build();
        for (Object record : both("age", 1, "Age", 2, "AGE", 3)) {
            assertThat(read(spec, record).values).containsExactly(2, 1, 3);
        }
    }

    @Test
    void oneFieldThatFitsTwoColumnsIsAmbiguous() {
        for (Object record : both("AB", 1)) {
            refused(
                    spec(numeric("a_b"), numeric("ab")).relaxed().build(),
                    record,
                    RecordError.AMBIGUOUS,
                    "'a_b'",
                    "'ab'");
        }
    }

    @Test
    void aDefaultOfTheSchemaComesBeforeThatOfTheConfiguration() {
        Schema schema = SchemaBuilder.struct()
                .field("a", SchemaBuilder.float64().optional().defaultValue(7.0).build())
                .field("b", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .field("c", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        Fixtures.Spec s = spec(
                numeric("a").withDefault("1"),
                numeric("b").withDefault(" 2e0 "),
                numeric("c"),
                category("absent", "x", "y").withDefault("y"));
        Struct record = new Struct(schema);
        assertThat(read(s.build(), record).values).containsExactly(7, 2, Double.NaN, 1);
        assertThat(read(s.keepNull().build(), record).values).containsExactly(1, 2, Double.NaN, 1);
        assertThat(read(s.build(), map("a", null, "b", null, "c", null)).values).containsExactly(1, 2, Double.NaN, 1);
    }

    @Test
    void anArrayFillsTheColumnsThatNothingElseFills() {
        RowSpec spec = spec(
                        numeric("c1"),
                        numeric("named"),
                        numeric("c2"),
                        numeric("mapped").withField(FieldPath.ofName("m")))
                .vector("sensor", '#')
                .build();
        for (Object record : both("sensor", List.of(1.5, 2.5), "named", 7, "m", 8)) {
            assertThat(read(spec, record).values).containsExactly(1.5, 7, 2.5, 8);
        }
        for (Object record : both("sensor", "1.5# 2.5 ", "named", 7, "m", 8)) {
            assertThat(read(spec, record).values).containsExactly(1.5, 7, 2.5, 8);
        }
        for (Object record : both("sensor", Arrays.asList(1L, null), "named", 7, "m", 8)) {
            assertThat(read(spec, record).values).containsExactly(1, 7, Double.NaN, 8);
        }
        for (Object record : both("sensor", "NA#", "named", 7, "m", 8)) {
            assertThat(read(spec, record).values).containsExactly(Double.NaN, 7, Double.NaN, 8);
        }
        for (Object record : both("sensor", null, "named", 7, "m", 8)) {
            assertThat(read(spec, record).values).containsExactly(Double.NaN, 7, Double.NaN, 8);
        }
    }

    @Test
    void aVectorOfAnotherLengthOrTypeIsRefused() {
        RowSpec spec = spec(numeric("c1"), numeric("c2")).vector("v", ',').build();
        for (Object v : List.of(List.of(1.0), List.of(1.0, 2.0, 3.0), "1", "1,2,3", "1,2,", 5)) {
            for (Object record : both("v", v)) {
                refused(spec, record, RecordError.VECTOR, "field 'v'", "input.vector.field");
            }
        }
        for (Object record : both("v", "1,x")) {
            refused(spec, record, RecordError.INVALID_VALUE, "column 'c2', field 'v'");
        }
        for (Object record : both("v", List.of(List.of(1.0), List.of(1.0)))) {
            refused(spec, record, RecordError.INVALID_VALUE, "column 'c2', field 'v'");
        }
    }

    @Test
    void theSensorRecordOf210NumbersIsRead() {
        ColumnSpec[] columns = new ColumnSpec[210];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 210; i++) {
            columns[i] = numeric("C" + (i + 1));
            text.append(i == 0 ? "" : "# ").append(i / 10.0);
        }
        RowSpec spec = spec(columns).vector("sensor", '#').build();
        for (Object record : both("id", "e-1", "sensor", text.toString())) {
            Row row = read(spec, record);
            for (int i = 0; i < 210; i++) {
                assertThat(row.values[i]).isEqualTo(i / 10.0);
            }
        }
    }

    @Test
    void theOffsetIsReadAndNeverSilentlyZero() {
        Fixtures.Spec s = spec(numeric("a"));
        for (Object record : both("a", 1, "off", 0.5f)) {
            assertThat(read(s.offset("off", null, null).build(), record).offset).isEqualTo(0.5);
            assertThat(read(s.offset("w", "off", "3").build(), record).offset).isEqualTo(0.5);
            refused(s.offset("w", null, null).build(), record, RecordError.OFFSET, "'w'", "input.offset.field");
            assertThat(read(s.offset("w", null, "3").build(), record).offset).isEqualTo(3);
            assertThat(read(s.offset("OFF", null, null).relaxed().build(), record).offset)
                    .isEqualTo(0.5);
            s = spec(numeric("a"));
        }
        for (Object bad : Arrays.asList(null, "x", "", Double.NaN)) {
            for (Object record : both("a", 1, "off", bad)) {
                refused(
                        spec(numeric("a")).offset("off", null, null).build(),
                        record,
                        RecordError.OFFSET,
                        "field 'off'");
            }
        }
    }

    @Test
    void wordsComeFromAListAsItIsOrFromTextThatIsSplit() {
        RowSpec spec = spec(words("title")).build();
        for (Object record : both("title", Arrays.asList("senior", null, " x "))) {
            assertThat(read(spec, record).words).containsExactly("senior", null, " x ");
        }
        for (Object record : both("title", " senior \t\n teacher ")) {
            assertThat(read(spec, record).words).containsExactly("senior", "teacher");
            assertThat(read(spec(words("title")).wordsSeparator('\t').build(), record).words)
                    .containsExactly(" senior ", "\n teacher ");
        }
        for (Object none : Arrays.asList(null, "", "NA")) {
            for (Object record : both("title", none)) {
                assertThat(read(spec, record).words).isEmpty();
            }
        }
        for (Object record : both("title", 5)) {
            refused(spec, record, RecordError.INVALID_VALUE, "words are an ARRAY of STRING");
        }
    }

    @Test
    void allImpossibleColumnsAreToldAtOnceWhenOneOfThemHasAValue() {
        RowSpec spec =
                spec(numeric("a"), category("b", "x"), time("c"), numeric("d")).build();
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("b", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                .field("c", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                .field("d", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        assertThat(read(spec, new Struct(schema)).values).containsOnly(Double.NaN);
        Struct record = new Struct(schema).put("b", true).put("d", "secret");
        refused(spec, record, RecordError.INVALID_VALUE, "4 columns", "'a'", "'b'", "'c'", "'d'", "BYTES", "one pair");
        assertThatThrownBy(() -> read(spec, record)).hasMessageNotContaining("secret");
        // and the next record is read as if nothing had been
        RowPlan plan = RowPlan.compile(schema, spec);
        ColumnCounts counts = new ColumnCounts(spec);
        assertThatThrownBy(() -> plan.read(record, Fixtures.row(spec), counts)).isInstanceOf(MojoException.class);
        assertThat(plan.read(new Struct(schema), Fixtures.row(spec), counts)).isTrue();
        assertThat(counts.invalid(1)).isOne();
    }

    @Test
    void missingAndImpossibleColumnsAreToldTogether() {
        RowSpec spec = spec(numeric("a"), numeric("b"), numeric("c")).build();
        refused(
                spec,
                struct("b", new byte[] {1}, "c", 1),
                RecordError.MISSING_COLUMNS,
                "column 'a'",
                "column 'b', field 'b' of type BYTES");
    }

    @Test
    void theSameRecordFollowsTheModelWhereConditionIsAnEnumAndWhereItIsNumeric() {
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
    void aRecordOfAnotherKindIsRefusedWithoutItsValue() {
        RowSpec spec = spec(numeric("a")).build();
        assertThatThrownBy(() -> RowPlan.forMaps(spec).read("secret", Fixtures.row(spec), new ColumnCounts(spec)))
                .hasMessageContaining("MOJO-D001")
                .hasMessageContaining("String")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RowPlan.compile(struct("a", 1).schema(), spec)
                        .read(map("a", 1), Fixtures.row(spec), new ColumnCounts(spec)))
                .hasMessageContaining("MOJO-D001");
    }

    @Test
    void aSortedMapWithOtherKeysIsARecordWithoutFields() {
        TreeMap<Integer, Object> odd = new TreeMap<>();
        odd.put(1, 1);
        refused(spec(numeric("a")).build(), odd, RecordError.NOTHING_MATCHED);
        refused(spec(numeric("a")).relaxed().build(), odd, RecordError.NOTHING_MATCHED);
    }

    @Test
    void fieldsTakenOneByOneGiveTheSameRow() {
        RowSpec spec = spec(
                        numeric("a"),
                        category("b", "x", "y"),
                        numeric("c").withField(FieldPath.parse("after.c")),
                        numeric("absent").withDefault("4"))
                .build();
        Struct record = struct("b", "y", "unused", 1, "after", struct("c", 2L), "a", 0.5);
        StructPlan plan = (StructPlan) RowPlan.compile(record.schema(), spec);
        Row row = Fixtures.row(spec);
        assertThat(plan.start(record, row, new ColumnCounts(spec))).isTrue();
        for (int i = record.schema().fields().size() - 1; i >= 0; i--) {
            plan.take(i, record.get(record.schema().fields().get(i)), row);
        }
        plan.finish(row);
        assertThat(row.values).containsExactly(0.5, 1, 2, 4).containsExactly(read(spec, record).values);
        assertThat(plan.fields()).containsExactly(0, 2, 3);
    }
}
