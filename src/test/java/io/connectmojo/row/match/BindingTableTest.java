package io.connectmojo.row.match;

import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.plan;
import static io.connectmojo.row.Fixtures.spec;
import static io.connectmojo.row.Fixtures.struct;
import static io.connectmojo.row.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.row.match.RowSpec.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTableTest {
    @Test
    void table_namesFieldTypeStateOfEveryColumn() {
        RowSpec spec = spec(
                        numeric("sqft").withField(FieldPath.parse("house.sqft")),
                        category("pool", "no", "yes"),
                        category("city", "Berlin"),
                        category("bad", "x", "y"),
                        numeric("sepal_length"),
                        numeric("given").withDefault("1"),
                        words("title"))
                .missing(Policy.NA)
                .offset("w", null, "0")
                .build();
        Object record = struct(
                "house",
                struct("sqft", 2342),
                "pool",
                true,
                "city",
                "secret",
                "bad",
                false,
                "sepalLength",
                5.0,
                "title",
                "a b");
        assertThat(plan(spec, record).bindingTable(record)).isEqualTo("""
                        Binding of records of an unnamed schema: 5 of 8 columns have a field
                          sqft (numeric) <- house.sqft (INT32): coerced
                          pool (categorical) <- pool (BOOLEAN): coerced
                          city (categorical) <- city (STRING): ok
                          bad (categorical) <- bad (BOOLEAN): impossible: its levels hold no boolean pair, or several
                          title (words) <- title (STRING): ok
                          sepal_length (numeric): missing; nearest field 'sepalLength'
                          given (numeric): default
                          w (offset): default
                          unused fields: 'sepalLength'""");
    }

    @Test
    void theTableOfAMapIsMadeFromTheFirstRecord() {
        RowSpec spec = spec(numeric("sepal_length"), category("pool", "no", "yes"), numeric("none"), numeric("empty"))
                .relaxed()
                .missing(Policy.NA)
                .build();
        Object record = map("sepalLength", 5, "pool", "secret", "id", "secret", "empty", null);
        assertThat(plan(spec, record).bindingTable(record)).isEqualTo("""
                        Binding of the first schemaless record: 3 of 4 columns have a field
                          sepal_length (numeric) <- sepalLength (INT32): coerced
                          pool (categorical) <- pool (STRING): ok
                          none (numeric): missing
                          empty (numeric) <- empty: null
                          unused fields: 'id'""");
    }

    @Test
    void root_isWhereFieldsAreUnusedAndNearest() {
        RowSpec spec = spec(
                        numeric("sepal_length"),
                        category("pool", "no", "yes"),
                        numeric("seen").withField(FieldPath.parse("ts")))
                .root("change.new")
                .missing(Policy.NA)
                .build();
        Object structs =
                struct("change", struct("new", struct("sepalLength", 5, "pool", "no"), "pool", 1), "ts", 7, "op", "u");
        assertThat(plan(spec, structs).bindingTable(structs)).isEqualTo("""
                        Binding of records of an unnamed schema: 2 of 3 columns have a field
                          pool (categorical) <- change.new.pool (STRING): ok
                          seen (numeric) <- ts (INT32): coerced
                          sepal_length (numeric): missing; nearest field 'change.new.sepalLength'
                          unused fields of 'change.new': 'sepalLength'""");
        Object maps = map("change", map("new", map("sepalLength", 5, "pool", "no"), "pool", 1), "ts", 7, "op", "u");
        assertThat(plan(spec, maps).bindingTable(maps)).isEqualTo("""
                        Binding of the first schemaless record: 2 of 3 columns have a field
                          sepal_length (numeric): missing; nearest field 'change.new.sepalLength'
                          pool (categorical) <- change.new.pool (STRING): ok
                          seen (numeric) <- ts (INT32): coerced
                          unused fields of 'change.new': 'sepalLength'""");
    }

    @Test
    void theTableOfAVectorTellsHowManyColumnsItFills() {
        RowSpec spec =
                spec(numeric("a"), numeric("b"), numeric("id")).vector("v", ',').build();
        Object record = struct("v", List.of(1.0, 2.0), "id", 5.0);
        assertThat(plan(spec, record).bindingTable(record)).contains("(vector) (vector) <- v (ARRAY): fills 2 columns");
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "abc, abc, 0", "abc, abd, 1", "abc, ab, 1", "'', abc, 3"})
    void theDistanceOfNamesIsTheNumberOfTypingErrors(String a, String b, int distance) {
        assertThat(NameSuggester.distance(a, b, 10)).isEqualTo(distance);
    }

    @Test
    void aNearestNameIsSuggestedOnlyWhenItIsNear() {
        NameSuggester nearest = new NameSuggester(List.of("CRSDepTime", "Origin", "sepalWidth"));
        assertThat(nearest.to("crs_dep_time")).isEqualTo("CRSDepTime");
        assertThat(nearest.to("Orgin")).isEqualTo("Origin");
        assertThat(nearest.to("sepal_widht")).isEqualTo("sepalWidth");
        assertThat(nearest.to("Distance")).isNull();
    }
}
