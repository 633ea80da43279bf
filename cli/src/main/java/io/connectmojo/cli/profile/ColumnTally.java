package io.connectmojo.cli.profile;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Counts the cells of one column. Not thread-safe. */
abstract class ColumnTally {
    private static final int MAX_LEVELS = 50;

    final ModelColumn column;
    private long missing;

    private ColumnTally(ModelColumn column) {
        this.column = column;
    }

    /** @param limit most groups of a sketch */
    static ColumnTally of(ModelColumn column, int limit) {
        return column.kind() == ModelColumn.Kind.CATEGORICAL ? new OfLevels(column) : new OfNumbers(column, limit);
    }

    /** @param cell as the model sees it; NaN when missing */
    final void add(double cell) {
        if (Double.isNaN(cell)) {
            missing++;
        } else {
            addPresent(cell);
        }
    }

    abstract void addPresent(double cell);

    /** @param missing share of the rows */
    abstract ColumnProfile profile(double missing, long rows);

    final ColumnProfile profile(long rows) {
        return profile((double) missing / rows, rows);
    }

    private static final class OfNumbers extends ColumnTally {
        private final ValueSketch values;

        OfNumbers(ModelColumn column, int limit) {
            super(column);
            values = new ValueSketch(limit);
        }

        @Override
        void addPresent(double cell) {
            values.add(cell);
        }

        @Override
        ColumnProfile profile(double missing, long rows) {
            return new ColumnProfile.Numeric(
                    column.name(),
                    column.kind() == ModelColumn.Kind.TIME,
                    missing,
                    values.total() == 0 ? Optional.empty() : Optional.of(values.bins()));
        }
    }

    private static final class OfLevels extends ColumnTally {
        private final long[] counts;

        OfLevels(ModelColumn column) {
            super(column);
            counts = new long[column.levels().size()];
        }

        @Override
        void addPresent(double cell) {
            counts[(int) cell]++;
        }

        @Override
        ColumnProfile profile(double missing, long rows) {
            List<Integer> byCount = IntStream.range(0, counts.length)
                    .filter(level -> counts[level] > 0)
                    .boxed()
                    .sorted((a, b) ->
                            counts[a] != counts[b] ? Long.compare(counts[b], counts[a]) : Integer.compare(a, b))
                    .toList();
            Map<String, Double> shares = new LinkedHashMap<>();
            byCount.stream()
                    .limit(MAX_LEVELS)
                    .forEach(level -> shares.put(column.levels().get(level), (double) counts[level] / rows));
            long others = byCount.stream()
                    .skip(MAX_LEVELS)
                    .mapToLong(level -> counts[level])
                    .sum();
            return new ColumnProfile.Categorical(column.name(), missing, shares, (double) others / rows);
        }
    }
}
