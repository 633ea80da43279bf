package io.connectmojo.cli.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.metrics.stats.Divergence;
import io.connectmojo.model.profile.QuantileBins;
import io.connectmojo.score.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * How far the predictions of two models are apart. Labels agree when they are equal, and numbers when they fall into the same of ten
 * bins that hold equally many of the old model's predictions.
 */
final class Differences {
    private static final int BINS = 10;
    private static final int BARS = 21;

    private final boolean byLabel;
    private final boolean hasScore;
    private final int most;
    private final DoubleList before = new DoubleList();
    private final DoubleList after = new DoubleList();
    private final DoubleList moves = new DoubleList();
    private final Map<String, Map<String, Long>> labels = new LinkedHashMap<>();
    private final PriorityQueue<Pair> farthest = new PriorityQueue<>(
            Comparator.comparingDouble(Pair::distance).thenComparing(Pair::number, Comparator.reverseOrder()));
    private long rows;
    private long same;

    /** Two answers to one record. */
    record Pair(
            long number,
            double distance,
            String old,
            String now,
            io.connectmojo.score.Row oldRow,
            io.connectmojo.score.Row newRow) {}

    /** @param most rows that are kept, those that differ most */
    Differences(Category category, int most) {
        byLabel = category.hasClasses() || category.isCluster();
        hasScore = category.hasScore();
        this.most = most;
    }

    void add(long number, Side old, Side now) {
        rows++;
        double distance = distance(old, now);
        if (byLabel) {
            String was = String.valueOf(old.label());
            String is = String.valueOf(now.label());
            same += was.equals(is) ? 1 : 0;
            labels.computeIfAbsent(was, any -> new LinkedHashMap<>()).merge(is, 1L, Long::sum);
        }
        if (hasScore && Double.isFinite(old.value()) && Double.isFinite(now.value())) {
            before.add(old.value());
            after.add(now.value());
            moves.add(now.value() - old.value());
        }
        if (distance > 0
                && (farthest.size() < most || distance > farthest.peek().distance())) {
            farthest.add(new Pair(number, distance, told(old), told(now), old.copyOfRow(), now.copyOfRow()));
            if (farthest.size() > most) {
                farthest.poll();
            }
        }
    }

    /** The move of the score; of many classes the largest move of a probability, or 1 for another cluster. */
    private double distance(Side old, Side now) {
        if (hasScore) {
            return Math.abs(now.value() - old.value());
        }
        if (old.probabilities().length > 0 && old.probabilities().length == now.probabilities().length) {
            double largest = 0;
            for (int i = 0; i < old.probabilities().length; i++) {
                int at = now.shape().classes().indexOf(old.shape().classes().get(i));
                double is = at < 0 ? 0 : now.probabilities()[at];
                largest = Math.max(largest, Math.abs(is - old.probabilities()[i]));
            }
            return largest;
        }
        return String.valueOf(old.label()).equals(String.valueOf(now.label())) ? 0 : 1;
    }

    private String told(Side side) {
        if (!byLabel) {
            return Double.toString(side.value());
        }
        return hasScore ? side.label() + " (" + side.value() + ")" : String.valueOf(side.label());
    }

    long rows() {
        return rows;
    }

    /** The most different first. */
    List<Pair> farthest() {
        List<Pair> pairs = new ArrayList<>(farthest);
        pairs.sort(Comparator.comparingDouble(Pair::distance).reversed().thenComparing(Pair::number));
        return pairs;
    }

    void write(ObjectNode into) {
        if (byLabel) {
            labelMatrix(into);
        }
        if (before.size() > 0) {
            QuantileBins bins = QuantileBins.ofSorted(before.sorted(), BINS);
            long[][] matrix = new long[bins.size()][bins.size()];
            long[] was = new long[bins.size() + 2];
            long[] is = new long[bins.size() + 2];
            long agreed = 0;
            for (int i = 0; i < before.size(); i++) {
                int old = bins.of(before.get(i));
                int now = bins.of(after.get(i));
                was[old + 1]++;
                is[now + 1]++;
                int row = Math.max(0, Math.min(bins.size() - 1, old));
                int column = Math.max(0, Math.min(bins.size() - 1, now));
                matrix[row][column]++;
                agreed += row == column ? 1 : 0;
            }
            into.put("psi", Divergence.psi(was, is));
            if (!byLabel) {
                same = agreed;
                matrixOfBins(into.putObject("matrix"), bins, matrix);
            }
            moves(into.putObject("difference"));
        } else if (byLabel) {
            into.put("psi", psiOfLabels());
        }
        into.put("agreement", (double) same / rows);
    }

    private static void matrixOfBins(ObjectNode node, QuantileBins bins, long[][] matrix) {
        ArrayNode names = node.putArray("labels");
        for (int i = 0; i < bins.size(); i++) {
            names.add("to " + bins.edge(i));
        }
        ArrayNode counts = node.putArray("counts");
        for (long[] row : matrix) {
            ArrayNode cells = counts.addArray();
            for (long cell : row) {
                cells.add(cell);
            }
        }
    }

    private List<String> names() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        labels.forEach((was, row) -> {
            names.put(was, true);
            row.keySet().forEach(is -> names.put(is, true));
        });
        return names.keySet().stream().sorted().toList();
    }

    private void labelMatrix(ObjectNode into) {
        ObjectNode node = into.putObject("matrix");
        List<String> names = names();
        names.forEach(node.putArray("labels")::add);
        ArrayNode counts = node.putArray("counts");
        for (String was : names) {
            ArrayNode cells = counts.addArray();
            names.forEach(is -> cells.add(labels.getOrDefault(was, Map.of()).getOrDefault(is, 0L)));
        }
    }

    private double psiOfLabels() {
        List<String> names = names();
        long[] was = new long[names.size()];
        long[] is = new long[names.size()];
        labels.forEach((old, row) -> row.forEach((now, count) -> {
            was[names.indexOf(old)] += count;
            is[names.indexOf(now)] += count;
        }));
        return Divergence.psi(was, is);
    }

    /** New minus old: quantiles, and bars of equal width. */
    private void moves(ObjectNode into) {
        double[] sorted = moves.sorted();
        double sum = 0;
        for (double move : sorted) {
            sum += move;
        }
        into.put("mean", sum / sorted.length);
        ObjectNode quantiles = into.putObject("quantiles");
        for (double q : new double[] {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1}) {
            quantiles.put(Double.toString(q), sorted[(int) Math.round(q * (sorted.length - 1))]);
        }
        double width = (sorted[sorted.length - 1] - sorted[0]) / BARS;
        long[] counts = new long[BARS];
        for (double move : sorted) {
            counts[width == 0 ? 0 : (int) Math.min(BARS - 1, (move - sorted[0]) / width)]++;
        }
        ArrayNode edges = into.putArray("edges");
        for (int i = 0; i <= BARS; i++) {
            edges.add(sorted[0] + i * width);
        }
        ArrayNode bars = into.putArray("counts");
        for (long count : counts) {
            bars.add(count);
        }
    }
}
