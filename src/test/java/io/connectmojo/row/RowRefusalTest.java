package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.both;
import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.read;
import static io.connectmojo.row.Fixtures.refused;
import static io.connectmojo.row.Fixtures.spec;
import static io.connectmojo.row.Fixtures.struct;
import static io.connectmojo.row.Fixtures.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Policy;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Names that fit, that nearly fit, and what cannot be scored; each case for a Struct and for a Map of the same content. */
class RowRefusalTest {
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
    void aPathThatGoesOnBelowAFieldWithoutFieldsFindsNoField() {
        ColumnSpec below = numeric("a").withField(FieldPath.parse("after.x"));
        for (Object after : new Object[] {5.0, "text"}) {
            for (Object record : both("after", after, "b", 1.0)) {
                refused(
                        spec(below, numeric("b")).build(),
                        record,
                        RecordError.MISSING_COLUMNS,
                        "column 'a', field 'after.x'",
                        "only a STRUCT, or a Map without schema, has");
                Row row = read(spec(below, numeric("b")).missing(Policy.NA).build(), record);
                assertThat(row.values).containsExactly(Double.NaN, 1.0);
                row = read(spec(below.withDefault("3"), numeric("b")).build(), record);
                assertThat(row.values).containsExactly(3.0, 1.0);
                refused(
                        spec(below).missing(Policy.NA).invalid(Policy.NA).build(),
                        record,
                        RecordError.NOTHING_MATCHED,
                        "after.x");
            }
        }
    }

    @Test
    void vectorOrOffset_isRefusedAlike() {
        for (Object after : new Object[] {"1,2", 5.0}) {
            for (Object record : both("after", after, "b", 1.0)) {
                RowSpec vector = spec(numeric("a"), numeric("b"))
                        .vector("after.x", ',')
                        .missing(Policy.NA)
                        .build();
                assertThat(read(vector, record).values).containsExactly(Double.NaN, 1.0);
                RowSpec offset =
                        spec(numeric("b")).offset("off", "after.x", "2").build();
                assertThat(read(offset, record).offset).isEqualTo(2);
                refused(
                        spec(numeric("b")).offset("off", "after.x", null).build(),
                        record,
                        RecordError.OFFSET,
                        "field 'after.x'");
            }
        }
    }

    @Test
    void aTimeOfDayIsNeverAMomentHoweverWellItIsWritten() {
        Schema schema = SchemaBuilder.struct()
                .field(
                        "a",
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTime")
                                .build())
                .build();
        refused(
                spec(time("a")).build(),
                new Struct(schema).put("a", "10:15:30Z"),
                RecordError.INVALID_VALUE,
                "io.debezium.time.ZonedTime does not become a time value");
    }

    @Test
    void aColumnWithoutAFieldIsToldOfTheVectorThatIsNotThereEither() {
        for (Object record : both("b", 1.0)) {
            refused(
                    spec(numeric("a"), numeric("b")).vector("readings", ',').build(),
                    record,
                    RecordError.MISSING_COLUMNS,
                    "nor has it the vector's, 'readings'");
        }
    }

    @Test
    void nearestField_isSuggestedAsAPathThatFindsIt() {
        for (Object record : both("p.x", 1.0, "b", 1.0)) {
            refused(
                    spec(numeric("a").withField(FieldPath.parse("p_x")), numeric("b"))
                            .build(),
                    record,
                    RecordError.MISSING_COLUMNS,
                    "nearest field '`p.x`'");
        }
        assertThatThrownBy(() -> read(
                        spec(numeric("a").withField(FieldPath.parse("after.a"))).build(), map("after", map("aa", 1.0))))
                .hasMessageNotContaining("nearest");
    }

    @Test
    void problemsOfSeveralKindsAreToldByAllTheirNames() {
        for (Object record : both("c", "new", "n", "abc", "k", "many")) {
            refused(
                    spec(category("c", "a"), numeric("n"), numeric("k"))
                            .unknown(Policy.FAIL)
                            .build(),
                    record,
                    RecordError.UNKNOWN_LEVEL,
                    "unknown level and invalid value [3 columns: 'c', 'n', 'k']",
                    "or set input.unknown.levels=na.",
                    "Fix of invalid value: correct the field, input.fields or input.types, or set input.invalid.values=na");
        }
    }

    @Test
    void theColumnsThatTheMessageIsAboutAreNamedFirst() {
        assertThatThrownBy(() -> read(
                        spec(numeric("a"), numeric("b"), numeric("c"), numeric("d"))
                                .build(),
                        map("a", "abc", "b", 1.0)))
                .satisfies(e -> assertThat(((MojoException) e).firstLine())
                        .contains("model columns without a field and invalid value [3 columns: 'c', 'd', 'a']"));
    }

    @Test
    void aTimeOfDayBeyondTheDayIsInvalidHoweverFar() {
        for (String name : List.of("io.debezium.time.MicroTime", "io.debezium.time.NanoTime")) {
            Schema schema = SchemaBuilder.struct()
                    .field("a", SchemaBuilder.int64().name(name).build())
                    .build();
            for (long value : new long[] {1L << 61, Long.MIN_VALUE, -1, 86_400_000_000_000L}) {
                refused(
                        spec(category("a", "00:00:00")).build(),
                        new Struct(schema).put("a", value),
                        RecordError.INVALID_VALUE,
                        "column 'a'");
            }
        }
        Schema kafkas = SchemaBuilder.struct()
                .field("a", org.apache.kafka.connect.data.Time.SCHEMA)
                .build();
        refused(
                spec(category("a", "00:00:00")).build(),
                new Struct(kafkas).put("a", new java.util.Date(1L << 58)),
                RecordError.INVALID_VALUE,
                "column 'a'");
    }

    @Test
    void aClassThatNoColumnTakesIsNamed() {
        refused(
                spec(numeric("a")).build(),
                map("a", java.util.UUID.randomUUID()),
                RecordError.INVALID_VALUE,
                "of type UUID");
    }

    @Test
    void aTextThatIsNoNumberOrTimeIsToldAsSuch() {
        for (Object record : both("a", "abc")) {
            refused(spec(numeric("a")).build(), record, RecordError.INVALID_VALUE, "its text is not a number");
            refused(
                    spec(time("a")).build(),
                    record,
                    RecordError.INVALID_VALUE,
                    "its text is no date and time of ISO 8601");
            refused(
                    spec(time("a").withType(ColumnType.parse("x", "time(dd.MM.yyyy)")))
                            .build(),
                    record,
                    RecordError.INVALID_VALUE,
                    "its text does not fit time(dd.MM.yyyy|Z)");
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
    void allImpossibleColumnsAreToldAtOnceWhenOneOfThemHasAValue() {
        RowSpec spec = spec(numeric("a"), category("b", "x"), time("c"), numeric("d"), numeric("e"))
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("b", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                .field("c", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                .field("d", Schema.OPTIONAL_STRING_SCHEMA)
                .field("e", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Struct good = new Struct(schema).put("e", 5);
        double na = Double.NaN;
        assertThat(read(spec, good).values).containsExactly(na, na, na, na, 5);
        Struct record = new Struct(schema).put("b", true).put("d", "secret");
        refused(
                spec,
                record,
                RecordError.INVALID_VALUE,
                "4 columns",
                "'a'",
                "'b'",
                "'c'",
                "'d'",
                "BYTES",
                "no boolean pair");
        assertThatThrownBy(() -> read(spec, record)).hasMessageNotContaining("secret");
        // and the next record is read as if nothing had been
        RowPlan plan = StructPlanCompiler.compile(schema, spec);
        ColumnCounts counts = new ColumnCounts(spec);
        assertThatThrownBy(() -> plan.read(record, Fixtures.row(spec), counts)).isInstanceOf(MojoException.class);
        assertThat(plan.read(good, Fixtures.row(spec), counts)).isTrue();
        assertThat(counts.invalid(1)).isOne();
    }

    @Test
    void missingOrImpossibleColumns_areReportedTogether() {
        RowSpec spec = spec(numeric("a"), numeric("b"), numeric("c")).build();
        refused(
                spec,
                struct("b", new byte[] {1}, "c", 1),
                RecordError.MISSING_COLUMNS,
                "column 'a'",
                "column 'b', field 'b' of type BYTES");
    }

    @Test
    void anAirlineRecordWithEightOfElevenColumnsIsRefusedByName() {
        String[] names = {
            "Year",
            "Month",
            "DayofMonth",
            "DayOfWeek",
            "CRSDepTime",
            "CRSArrTime",
            "UniqueCarrier",
            "FlightNum",
            "CRSElapsedTime",
            "Origin",
            "Dest"
        };
        ColumnSpec[] columns = Arrays.stream(names).map(Fixtures::numeric).toArray(ColumnSpec[]::new);
        Object[] fields = {
            "Year",
            1987,
            "Month",
            10,
            "DayofMonth",
            14,
            "DayOfWeek",
            3,
            "CRSDepTime",
            730,
            "UniqueCarrier",
            1,
            "Origin",
            2,
            "Dest",
            3
        };
        for (Object record : both(fields)) {
            refused(
                    spec(columns).build(),
                    record,
                    RecordError.MISSING_COLUMNS,
                    "3 columns: 'CRSArrTime', 'FlightNum', 'CRSElapsedTime'");
            assertThat(Fixtures.plan(spec(columns).build(), record).bindingTable(record))
                    .contains("8 of 11 columns have a field", "FlightNum (numeric): missing");
        }
    }

    @Test
    void aRecordOfAnotherKindIsRefusedWithoutItsValue() {
        RowSpec spec = spec(numeric("a")).build();
        assertThatThrownBy(() -> new MapPlan(spec).read("secret", Fixtures.row(spec), new ColumnCounts(spec)))
                .hasMessageContaining("MOJO-D001")
                .hasMessageContaining("String")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> StructPlanCompiler.compile(struct("a", 1).schema(), spec)
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
    void theMessageOfOneRecordHoldsNothingOfTheRecordBefore() {
        RowSpec spec = spec(numeric("a"), numeric("b"), numeric("c")).build();
        RowPlan plan = new MapPlan(spec);
        ColumnCounts counts = new ColumnCounts(spec);
        assertThatThrownBy(() -> plan.read(map("a", "x", "b", "x", "c", 1), Fixtures.row(spec), counts))
                .hasMessageContaining("column 'a'")
                .hasMessageContaining("column 'b'");
        assertThatThrownBy(() -> plan.read(map("a", 1, "b", "x", "c", "x"), Fixtures.row(spec), counts))
                .hasMessageContaining("2 columns: 'b', 'c'")
                .hasMessageNotContaining("column 'a'");
    }
}
