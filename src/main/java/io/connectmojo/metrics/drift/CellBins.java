package io.connectmojo.metrics.drift;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.QuantileBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bins that the cells of one column, or predictions, are counted into. Immutable. */
abstract sealed class CellBins {
    private final long[] expected;

    private CellBins(long[] expected) {
        this.expected = expected;
    }

    /** How many bins there are. */
    final int size() {
        return expected.length;
    }

    /** How many rows of the profile fell into each bin. Not to be changed. */
    final long[] expected() {
        return expected;
    }

    /** The bin of a cell; NaN is missing. */
    abstract int of(double cell);

    /** Whether cells of that bin were never seen when the profile was made. */
    abstract boolean isOutOfRange(int bin);

    /** Whether the cell is in such a bin. */
    abstract boolean excludes(double cell);

    /** Bins of a column, for the cells of a row. */
    static CellBins of(ColumnProfile profile, long rows, ModelColumn column) {
        if (profile instanceof ColumnProfile.Categorical levels) {
            return new Levels(levels.levels(), levels.other(), levels.missing(), rows, column.levels());
        }
        ColumnProfile.Numeric numbers = (ColumnProfile.Numeric) profile;
        return ofNumbers(numbers.bins(), numbers.missing(), rows);
    }

    /** Bins of numbers; without quantiles all were missing. */
    static CellBins ofNumbers(Optional<QuantileBins> bins, double missing, long rows) {
        return new Numbers(bins, Math.round(missing * rows));
    }

    /** Bins of the index of a class or cluster. */
    static CellBins ofClasses(Map<String, Double> shares, double missing, long rows, List<String> names) {
        return new Levels(shares, 0, missing, rows, names);
    }

    /** One bin below all that were seen, the profile's own, one above, and one for what is missing. */
    private static final class Numbers extends CellBins {
        /** Upper ends, filled up with infinity to a power of two. */
        private final double[] edges;

        private final double min;
        private final double max;
        private final int above;

        Numbers(Optional<QuantileBins> bins, long missing) {
            super(counts(bins, missing));
            int own = bins.map(QuantileBins::size).orElse(0);
            above = own + 1;
            min = bins.map(QuantileBins::min).orElse(Double.POSITIVE_INFINITY);
            max = bins.map(QuantileBins::max).orElse(Double.NEGATIVE_INFINITY);
            edges = new double[Math.max(1, Integer.highestOneBit(Math.max(1, own - 1)) * 2)];
            Arrays.fill(edges, Double.POSITIVE_INFINITY);
            for (int i = 0; i < own; i++) {
                edges[i] = bins.orElseThrow().edge(i);
            }
        }

        private static long[] counts(Optional<QuantileBins> bins, long missing) {
            long[] counts = new long[bins.map(QuantileBins::size).orElse(0) + 3];
            bins.ifPresent(own -> {
                for (int i = 0; i < own.size(); i++) {
                    counts[i + 1] = own.count(i);
                }
            });
            counts[counts.length - 1] = missing;
            return counts;
        }

        @Override
        int of(double cell) {
            if (cell >= min && cell <= max) {
                // without a branch that depends on the cell: the processor could not foresee it
                int bin = 0;
                for (int step = edges.length >> 1; step > 0; step >>= 1) {
                    bin += cell > edges[bin + step - 1] ? step : 0;
                }
                return bin + 1;
            }
            return cell < min ? 0 : cell > max ? above : above + 1;
        }

        @Override
        boolean isOutOfRange(int bin) {
            return bin == 0 || bin == above;
        }

        @Override
        boolean excludes(double cell) {
            return cell < min || cell > max;
        }
    }

    /** One bin for each level that the profile names, one for all others, and one for what is missing. */
    private static final class Levels extends CellBins {
        /** By the index of the level in the model. */
        private final int[] bins;

        private final int other;
        private final boolean othersWereSeen;

        Levels(Map<String, Double> shares, double other, double missing, long rows, List<String> levels) {
            super(counts(shares, other, missing, rows));
            this.other = shares.size();
            this.othersWereSeen = other > 0;
            this.bins = new int[levels.size()];
            List<String> named = new ArrayList<>(shares.keySet());
            for (int level = 0; level < bins.length; level++) {
                int bin = named.indexOf(levels.get(level));
                bins[level] = bin < 0 ? this.other : bin;
            }
        }

        private static long[] counts(Map<String, Double> shares, double other, double missing, long rows) {
            long[] counts = new long[shares.size() + 2];
            int bin = 0;
            for (double share : shares.values()) {
                counts[bin++] = Math.round(share * rows);
            }
            counts[bin] = Math.round(other * rows);
            counts[bin + 1] = Math.round(missing * rows);
            return counts;
        }

        @Override
        int of(double cell) {
            // NaN and -1, which is no answer, are neither
            return cell >= 0 && cell < bins.length ? bins[(int) cell] : other + 1;
        }

        @Override
        boolean isOutOfRange(int bin) {
            return bin == other && !othersWereSeen;
        }

        @Override
        boolean excludes(double cell) {
            return isOutOfRange(of(cell));
        }
    }
}
