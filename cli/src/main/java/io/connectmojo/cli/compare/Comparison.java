package io.connectmojo.cli.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Two models of one category on the same records. Memory: a few numbers for each record. Not thread-safe. */
public final class Comparison {
    private static final int TIMED_ROWS = 500;
    private static final int ROUNDS = 15;

    private final Side old;
    private final Side now;
    private final Differences differences;
    private final Losses losses = new Losses();
    private final List<Row> oldRows = new ArrayList<>();
    private final List<Row> newRows = new ArrayList<>();

    /** @param most rows that are shown, those that differ most */
    public Comparison(Side old, Side now, int most) {
        this.old = old;
        this.now = now;
        differences = new Differences(old.shape().category(), most);
    }

    /** The record that both sides have scored. */
    public void add(long number) {
        differences.add(number, old, now);
        losses.add(old, now);
        if (oldRows.size() < TIMED_ROWS) {
            oldRows.add(old.copyOfRow());
            newRows.add(now.copyOfRow());
        }
    }

    public long rows() {
        return differences.rows();
    }

    /** Adds what is known. Without a record in common, that is the columns alone. */
    public void write(ObjectNode into) {
        ColumnChanges.write(old.model(), now.model(), into.putObject("columns"));
        if (differences.rows() == 0) {
            return;
        }
        differences.write(into);
        if (!losses.isEmpty()) {
            losses.write(into.putObject("quality"));
        }
        ArrayNode rows = into.putArray("most_different");
        Reasons olds = new Reasons(old.model());
        Reasons news = new Reasons(now.model());
        for (Differences.Pair pair : differences.farthest()) {
            ObjectNode row = rows.addObject().put("record", pair.number());
            row.put("old", pair.old()).put("new", pair.now()).put("distance", pair.distance());
            cells(pair.newRow(), row.putObject("cells"));
            olds.write(pair.oldRow(), row.putArray("old_reasons"));
            news.write(pair.newRow(), row.putArray("new_reasons"));
        }
    }

    private void cells(Row row, ObjectNode into) {
        List<ModelColumn> columns = now.model().columns();
        for (int i = 0; i < columns.size(); i++) {
            double value = row.values[i];
            String name = columns.get(i).name();
            if (Double.isNaN(value)) {
                into.putNull(name);
            } else if (columns.get(i).kind() == ModelColumn.Kind.CATEGORICAL) {
                into.put(name, columns.get(i).levels().get((int) value));
            } else {
                into.put(name, value);
            }
        }
    }

    /** Nanoseconds for a row, the median of some rounds over the first rows; NaN without rows. */
    public double oldSpeed() {
        return speed(old, oldRows);
    }

    public double newSpeed() {
        return speed(now, newRows);
    }

    private static double speed(Side side, List<Row> rows) {
        if (rows.isEmpty()) {
            return Double.NaN;
        }
        Scorer scorer = Scorers.best(side.model(), Set.of(), false).scorer();
        Prediction prediction = scorer.newPrediction();
        Row row = new Row(side.model().columns().size());
        double[] times = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (Row each : rows) {
                System.arraycopy(each.values, 0, row.values, 0, row.values.length);
                row.offset = each.offset;
                row.words = each.words;
                scorer.score(row, prediction);
            }
            times[round] = (System.nanoTime() - begin) / (double) rows.size();
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
