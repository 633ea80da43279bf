package io.connectmojo.row.coerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.Fixtures;
import io.connectmojo.row.coerce.CoercionCases.Case;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Policy;
import io.connectmojo.score.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the written table, for Structs and for schemaless records, under both policies. */
class CoercionTableTest {
    static Stream<Case> cases() {
        return CoercionCases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aNumericColumnTakesTheValueAsTheTableSays(Case c) {
        check(c, Fixtures.numeric("x"), c.numeric());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCategoricalColumnTakesTheValueAsTheTableSays(Case c) {
        check(c, Fixtures.category("x", c.levels().toArray(new String[0])), c.category());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTimeColumnTakesTheValueAsTheTableSays(Case c) {
        check(c, Fixtures.time("x"), c.time());
    }

    private static void check(Case c, ColumnSpec column, String expected) {
        if (c.schema() != null) {
            Schema schema = SchemaBuilder.struct().field("x", c.schema()).build();
            check(new Struct(schema).put("x", c.value()), column, expected);
        }
        // Debezium's names do not reach a schemaless record, nor does the difference of Kafka's Date and Time
        if (c.schema() == null
                || c.schema().name() == null
                || c.schema().name().endsWith(".Decimal")
                || c.schema().name().endsWith("VariableScaleDecimal")
                || c.schema().name().endsWith("data.Timestamp")) {
            Map<String, Object> map = new HashMap<>();
            map.put("x", c.value());
            check(map, column, expected);
        }
    }

    private static void check(Object record, ColumnSpec column, String expected) {
        RowSpec strict =
                Fixtures.spec(column).unknown(Policy.FAIL).invalid(Policy.FAIL).build();
        RowSpec lenient =
                Fixtures.spec(column).unknown(Policy.NA).invalid(Policy.NA).build();
        ColumnCounts counts = new ColumnCounts(lenient);
        Row row = Fixtures.row(lenient);
        assertThat(Fixtures.read(Fixtures.plan(lenient, record), record, row, counts))
                .isTrue();
        long bits = Double.doubleToRawLongBits(row.values[0]);
        List<Long> counted = List.of(counts.missing(0), counts.unknown(0), counts.invalid(0));
        switch (expected) {
            case "NA" -> {
                assertThat(bits).isEqualTo(Double.doubleToRawLongBits(Double.NaN));
                assertThat(counted).containsExactly(1L, 0L, 0L);
                assertThat(Fixtures.read(strict, record).values[0]).isNaN();
            }
            case "unknown" -> {
                assertThat(bits).isEqualTo(Double.doubleToRawLongBits(Double.NaN));
                assertThat(counted).containsExactly(0L, 1L, 0L);
                refused(strict, record, RecordError.UNKNOWN_LEVEL);
            }
            case "invalid" -> {
                assertThat(bits).isEqualTo(Double.doubleToRawLongBits(Double.NaN));
                assertThat(counted).containsExactly(0L, 0L, 1L);
                refused(strict, record, RecordError.INVALID_VALUE);
            }
            default -> {
                double wanted = expected.startsWith("'")
                        ? column.levels().names().indexOf(expected.substring(1, expected.length() - 1))
                        : Double.parseDouble(expected);
                assertThat(wanted).isNotEqualTo(column.kind() == ModelColumn.Kind.CATEGORICAL ? -1 : Double.NaN);
                assertThat(bits).as("%s, not %s", wanted, row.values[0]).isEqualTo(Double.doubleToRawLongBits(wanted));
                assertThat(counted).containsExactly(0L, 0L, 0L);
                assertThat(Double.doubleToRawLongBits(Fixtures.read(strict, record).values[0]))
                        .isEqualTo(bits);
            }
        }
    }

    private static void refused(RowSpec spec, Object record, RecordError code) {
        assertThatThrownBy(() -> Fixtures.read(spec, record)).isInstanceOfSatisfying(MojoException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining("column 'x', field 'x' of type ");
            assertThat(e)
                    .hasMessageContaining(
                            code == RecordError.INVALID_VALUE ? "input.invalid.values=na" : "input.unknown.levels=na");
        });
    }
}
