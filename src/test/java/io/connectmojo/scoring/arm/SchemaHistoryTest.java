package io.connectmojo.scoring.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.record.ConnectFormat;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaHistoryTest {
    private final SchemaHistory history = new SchemaHistory(new ConnectFormat()::allFields);

    private static RowSpec column(String name) {
        return RowSpec.of(List.of(ColumnSpec.of(name, ModelColumn.Kind.NUMERIC, List.of())));
    }

    @Test
    void nothingSeen_noRefusal() {
        assertThat(history.refusal(column("age"))).isEmpty();
    }

    @Test
    void recordsOfOtherNames_theLastOneDecides() {
        history.last(Map.of("age", 1), "names with age");
        assertThat(history.refusal(column("age"))).isEmpty();
        history.last(Map.of("height", 1), "names with height");
        assertThat(history.refusal(column("age"))).isPresent();
        history.last(Map.of("age", 2), null);
        assertThat(history.refusal(column("age"))).isEmpty();
        history.last(Map.of("height", 2), null);
        assertThat(history.refusal(column("age"))).isPresent();
    }

    @Test
    void recordsOfEqualNames_oneOfThemIsKeptNowAndThen() {
        Object shape = new Object();
        history.last(Map.of("age", 1), shape);
        for (int i = 0; i < 63; i++) {
            history.last(Map.of("other", 1), shape);
        }
        assertThat(history.refusal(column("age"))).as("of 63 none is kept").isEmpty();
        history.last(Map.of("other", 1), shape);
        assertThat(history.refusal(column("age"))).as("the 64th is kept").isPresent();
    }
}
