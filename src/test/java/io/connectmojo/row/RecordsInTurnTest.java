package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.plan;
import static io.connectmojo.row.Fixtures.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Policy;
import io.connectmojo.score.Row;
import org.junit.jupiter.api.Test;

/** One plan reads maps in turn: nothing of a record is seen in the next one. */
class RecordsInTurnTest {
    private static final RowSpec RELAXED = spec(numeric("sepal_length"), numeric("petal_width"))
            .missing(Policy.NA)
            .relaxed()
            .build();

    private final RowPlan plan = plan(RELAXED, map("sepalLength", 1, "petalWidth", 2));
    private final Row row = Fixtures.row(RELAXED);
    private final ColumnCounts counts = new ColumnCounts(RELAXED);

    private double[] values(Object... namesAndValues) {
        assertThat(Fixtures.read(plan, map(namesAndValues), row, counts)).isTrue();
        return row.values;
    }

    @Test
    void relaxedSpelling_mayChangeFromRecordToRecord() {
        assertThat(values("sepalLength", 1, "petalWidth", 2)).containsExactly(1, 2);
        assertThat(values("sepalLength", 3, "petalWidth", 4)).containsExactly(3, 4);
        assertThat(values("SEPAL_LENGTH", 5, "petal-width", 6)).containsExactly(5, 6);
    }

    @Test
    void missingField_isNotThatOfTheRecordBefore() {
        assertThat(values("sepalLength", 1, "petalWidth", 2)).containsExactly(1, 2);
        assertThat(values("sepalLength", 3)).containsExactly(3, Double.NaN);
        assertThatThrownBy(() -> values("other", 3)).hasMessageContaining("MOJO-D003");
        assertThat(values("petalWidth", 7)).containsExactly(Double.NaN, 7);
    }
}
