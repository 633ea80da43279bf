package io.connectmojo.outcomes.figures;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Scores of records that are of a class, and of those that are not, in bins of equal width on the scale of log-odds. Bins keep the order
 * of scores, and scores near 0 and 1 keep apart. Not thread-safe.
 */
final class Histogram {
    /** Log-odds beyond this share the outermost bins. */
    private static final double END = 12;

    private static final double WIDTH = 0.005;
    static final int BINS = (int) (2 * END / WIDTH);

    /** By bin, the highest first: records of the class, and others. */
    private final NavigableMap<Integer, long[]> bins = new TreeMap<>(Comparator.reverseOrder());

    private long allOf;
    private long allOthers;

    static int bin(double probability) {
        double odds = Math.log(probability / (1 - probability));
        double at = Math.floor((odds + END) / WIDTH);
        return (int) Math.max(0, Math.min(BINS - 1, at));
    }

    void add(int bin, long moreOf, long moreOthers) {
        long[] counts = bins.computeIfAbsent(bin, any -> new long[2]);
        counts[0] += moreOf;
        counts[1] += moreOthers;
        allOf += moreOf;
        allOthers += moreOthers;
    }

    void add(Histogram more) {
        more.bins.forEach((bin, counts) -> add(bin, counts[0], counts[1]));
    }

    long of() {
        return allOf;
    }

    long others() {
        return allOthers;
    }

    boolean hasBoth() {
        return allOf > 0 && allOthers > 0;
    }

    /** The area under the ROC curve; within one bin, half of the pairs count as in order. */
    Ranked auc() {
        double ordered = 0;
        double unknown = 0;
        double above = 0;
        for (long[] counts : bins.values()) {
            ordered += counts[1] * (above + counts[0] / 2.0);
            unknown += (double) counts[1] * counts[0];
            above += counts[0];
        }
        double pairs = (double) allOf * allOthers;
        return new Ranked(ordered / pairs, unknown / 2 / pairs);
    }

    /**
     * The area under the precision-recall curve as average precision. Within one bin, records of the class may come after all others
     * or before them: what follows from each is a bound.
     */
    Ranked prAuc() {
        double found = 0;
        double seen = 0;
        double area = 0;
        double least = 0;
        double most = 0;
        for (long[] counts : bins.values()) {
            double of = counts[0];
            double others = counts[1];
            if (of > 0) {
                area += of * (found + of) / (seen + of + others);
                most += of * (found + of) / (seen + of);
                for (long i = 1; i <= counts[0]; i++) {
                    least += (found + i) / (seen + others + i);
                }
            }
            found += of;
            seen += of + others;
        }
        return new Ranked(area / allOf, Math.max(most - area, area - least) / allOf);
    }

    /**
     * A figure of the order of scores.
     *
     * @param bound the figure of the scores themselves is at most this far away
     */
    record Ranked(double value, double bound) {}
}
