package io.connectmojo.scoring;

import io.connectmojo.output.OutputWriter;
import io.connectmojo.record.DelimitedLine;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.RowPlan;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import java.util.List;

/** {@code input.format=delimited}: one line of separated text; outputs are appended as cells. */
final class DelimitedFormat implements PayloadFormat {
    private final RowPlan plan;
    private final OutputWriter writer;
    private final List<String> columns;
    private final char separator;
    private DelimitedLine line;

    DelimitedFormat(RowPlan plan, OutputWriter writer, List<String> columns, char separator) {
        this.plan = plan;
        this.writer = writer;
        this.columns = columns;
        this.separator = separator;
    }

    @Override
    public boolean read(Object payload, Row row, ColumnCounts counts) {
        line = null;
        line = DelimitedLine.parse((String) payload, columns, separator);
        return plan.read(line.values(), row, counts);
    }

    @Override
    public Object append(Object payload, Prediction prediction) {
        return line == null ? payload : line.with(writer.additions(prediction, line::has, line::hasValue));
    }

    @Override
    public boolean isRead() {
        return line != null;
    }

    @Override
    public Object fields(Object payload) {
        return line.values();
    }
}
