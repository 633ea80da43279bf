package io.connectmojo.outcomes.figures;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** All that was counted of a window and group. Not thread-safe. */
public final class GroupSums {
    /** Stands for the pairs beyond {@link OpenWindows#MAX_PAIRS}. */
    public static final String OTHER = "(other)";

    private static final Comparator<String> OTHER_LAST =
            Comparator.<String, Boolean>comparing(OTHER::equals).thenComparing(Comparator.naturalOrder());

    final Sums sums;
    final Map<String, Map<String, Long>> pairs = new TreeMap<>(OTHER_LAST);
    final Map<String, Histogram> histograms = new TreeMap<>();
    final Calibration calibration = new Calibration();

    GroupSums(Sums sums) {
        this.sums = sums;
    }

    void pair(String actual, String predicted, long count) {
        pairs.computeIfAbsent(actual, any -> new TreeMap<>(OTHER_LAST)).merge(predicted, count, Long::sum);
    }

    void add(GroupSums more) {
        sums.add(more.sums);
        more.pairs.forEach((actual, row) -> row.forEach((predicted, count) -> pair(actual, predicted, count)));
        more.histograms.forEach((name, histogram) ->
                histograms.computeIfAbsent(name, any -> new Histogram()).add(histogram));
        calibration.add(more.calibration);
    }

    /** Records with prediction and outcome. */
    public long records() {
        return sums.pairs + sums.numbers;
    }

    /** Of those whose classes are compared. */
    public double accuracy() {
        return (double) sums.correct / sums.pairs;
    }

    /** Records whose classes are compared. */
    public long pairs() {
        return sums.pairs;
    }

    /** Records with a score. */
    public long scored() {
        return sums.scored;
    }

    /** Of the records with a score, the share whose score is high. */
    public double highShare() {
        return (double) sums.high / sums.scored;
    }
}
