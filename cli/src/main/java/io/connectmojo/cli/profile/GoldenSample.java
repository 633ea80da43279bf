package io.connectmojo.cli.profile;

import io.connectmojo.model.Model;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import io.connectmojo.score.profile.GoldenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Draws rows that become golden: of all rows those with the smallest hash of their number, so that the same data give the same rows
 * and any part of the data has its share. Not thread-safe.
 */
final class GoldenSample {
    /** Wide rows are fewer. */
    private static final int MAX_CELLS = 200_000;

    private final Model model;
    private final int most;
    private final TreeMap<Long, Drawn> drawn = new TreeMap<>();

    private record Drawn(long number, double[] values, double offset) {}

    /** @param most rows; none for 0 */
    GoldenSample(Model model, int most) {
        this.model = model;
        this.most = Math.min(most, MAX_CELLS / Math.max(1, model.columns().size()));
    }

    /** @param number of the row, from 1 */
    void add(long number, Row row) {
        long hash = mixed(number);
        if (most == 0 || drawn.size() == most && hash > drawn.lastKey() || !GoldenRows.canHold(row)) {
            return;
        }
        drawn.put(hash, new Drawn(number, row.values.clone(), row.offset));
        if (drawn.size() > most) {
            drawn.pollLastEntry();
        }
    }

    /** The rows in the order of the data, with what H2O's own library predicts for them. */
    List<GoldenRow> rows() {
        List<Drawn> inOrder = new ArrayList<>(drawn.values());
        inOrder.sort((a, b) -> Long.compare(a.number, b.number));
        Scorer reference = Scorers.reference(model, Set.of());
        Prediction prediction = reference.newPrediction();
        GoldenRows golden = new GoldenRows(model.columns());
        Row row = new Row(model.columns().size());
        List<GoldenRow> rows = new ArrayList<>();
        for (Drawn one : inOrder) {
            fill(row, one);
            reference.score(row, prediction);
            fill(row, one); // which the scorer may have changed
            rows.add(golden.of(row, prediction, Scorers.shapeOf(model)));
        }
        return rows;
    }

    private static void fill(Row row, Drawn one) {
        row.clear();
        System.arraycopy(one.values, 0, row.values, 0, one.values.length);
        row.offset = one.offset;
    }

    /** A bijection: no two numbers have one hash. The finaliser of MurmurHash3. */
    private static long mixed(long number) {
        long hash = number;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
