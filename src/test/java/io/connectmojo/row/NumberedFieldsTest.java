package io.connectmojo.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.record.JsonFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** Columns are found by the numbers that the names of JSON members have, for as long as they have them. */
class NumberedFieldsTest {
    private final RowSpec spec = RowSpec.of(List.of(column("a"), column("b")));
    private final MapPlan plan = new MapPlan(spec);
    private final MapPlan other = new MapPlan(spec);
    private final ColumnCounts counts = new ColumnCounts(spec, false);
    private final RecordView view = view();

    private static ColumnSpec column(String name) {
        return ColumnSpec.of(name, ModelColumn.Kind.NUMERIC, List.of());
    }

    private static RecordView view() {
        return new JsonFormat().newView(() -> name -> true, name -> false);
    }

    private static double[] read(MapPlan by, RecordView from, String text, RowSpec spec, ColumnCounts counts) {
        from.begin(Schema.STRING_SCHEMA, text);
        from.read();
        Row row = new Row(spec.columns().size());
        by.read((Map<?, ?>) from.fieldsRead(), from.names(), row, counts);
        return row.values;
    }

    private double[] read(String text) {
        return read(plan, view, text, spec, counts);
    }

    /** A record of more names than are numbered: all are forgotten after it. */
    private static String withManyNames() {
        StringBuilder text = new StringBuilder("{\"a\":3,\"b\":4");
        for (int i = 0; i < 3000; i++) {
            text.append(",\"n").append(i).append("\":").append(i);
        }
        return text.append('}').toString();
    }

    @Test
    void orderOfMembers_doesNotMatter() {
        assertThat(read("{\"a\":1,\"b\":2}")).containsExactly(1, 2);
        assertThat(read("{\"b\":4,\"x\":9,\"a\":3}")).containsExactly(3, 4);
        assertThat(read("{\"x\":9,\"a\":5,\"y\":8,\"b\":6}")).containsExactly(5, 6);
    }

    @Test
    void namesThatGetOtherNumbers_areFoundAgain() {
        assertThat(read("{\"a\":1,\"b\":2}")).containsExactly(1, 2);
        assertThat(read(withManyNames())).containsExactly(3, 4);
        assertThat(read("{\"b\":6,\"a\":5}")).containsExactly(5, 6);
    }

    @Test
    void fieldsOfAnotherView_haveTheirOwnNumbers() {
        RecordView second = view();
        assertThat(read("{\"a\":1,\"b\":2}")).containsExactly(1, 2);
        assertThat(read(plan, second, "{\"b\":4,\"a\":3}", spec, counts)).containsExactly(3, 4);
        assertThat(read("{\"a\":5,\"b\":6}")).containsExactly(5, 6);
    }

    @Test
    void plansOfOneView_doNotDisturbEachOther() {
        assertThat(read("{\"a\":1,\"b\":2}")).containsExactly(1, 2);
        assertThat(read(other, view, "{\"b\":4,\"a\":3}", spec, counts)).containsExactly(3, 4);
        assertThat(read("{\"x\":0,\"b\":6,\"a\":5}")).containsExactly(5, 6);
    }
}
