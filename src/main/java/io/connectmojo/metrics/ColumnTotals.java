package io.connectmojo.metrics;

import io.connectmojo.row.ColumnCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns' counts since the task started: those of the models that serve, and on top what earlier models had counted for
 * columns of the same name. Made anew when a model comes or goes; any thread reads. Keeps no object for each column: a worker has
 * as many of these as tasks.
 */
public final class ColumnTotals {
    static final int MISSING = 0;
    static final int UNKNOWN = 1;
    static final int INVALID = 2;

    /** Columns that can be shown, at most. */
    static final int MAX_SHOWN = 500;

    /** Columns of a model whose counters are shown from the start, at most: those of more would take more of the heap than the rest. */
    static final int MAX_FROM_START = 50;

    /** Of no model yet. */
    static final ColumnTotals NONE = new ColumnTotals(List.of(), List.of(), new long[0], 0, 0);

    private static final int KINDS = 3;

    /** All columns that there have been; a column keeps its place. */
    private final List<String> names;

    private final Serving[] serving;

    /** The counts of earlier models, by place and kind; too short where they had counted nothing. */
    private final long[] earlier;

    private final long earlierCells;
    private final long earlierNas;

    /**
     * A model that serves.
     *
     * @param places in its counts by place among all names, -1 for none; null when both are the same
     */
    private record Serving(ColumnCounts counts, int @Nullable [] places) {
        static Serving of(ColumnCounts counts, List<String> names) {
            return new Serving(
                    counts,
                    counts.names().equals(names)
                            ? null
                            : names.stream().mapToInt(counts.names()::indexOf).toArray());
        }

        long of(int place, int kind) {
            int own = places == null ? place : places[place];
            if (own < 0) {
                return 0;
            }
            return switch (kind) {
                case MISSING -> counts.missing(own);
                case UNKNOWN -> counts.unknown(own);
                default -> counts.invalid(own);
            };
        }

        long cells() {
            return counts.records() * counts.names().size();
        }
    }

    ColumnTotals(ColumnCounts first) {
        this(first.names(), List.of(new Serving(first, null)), new long[0], 0, 0);
    }

    private ColumnTotals(
            List<String> names, List<Serving> serving, long[] earlier, long earlierCells, long earlierNas) {
        this.names = names;
        this.serving = serving.toArray(new Serving[0]);
        this.earlier = earlier;
        this.earlierCells = earlierCells;
        this.earlierNas = earlierNas;
    }

    /** The names with those that are new behind them; the same list when none is. */
    private static List<String> union(List<String> names, List<String> more) {
        if (names.equals(more)) {
            return names;
        }
        Set<String> all = new LinkedHashSet<>(names);
        return all.addAll(more) ? List.copyOf(all) : names;
    }

    /** The counts that go on under another model. Called by the thread that counts. */
    ColumnTotals withNext(ColumnCounts next) {
        List<String> all = union(names, next.names());
        return new ColumnTotals(all, List.of(Serving.of(next, all)), sums(), cells(), nas());
    }

    /** What is counted now, by place and kind. */
    private long[] sums() {
        return IntStream.range(0, nas() == 0 ? 0 : names.size() * KINDS)
                .mapToLong(i -> of(i / KINDS, i % KINDS))
                .toArray();
    }

    /** The counts that go on with a further model beside the ones that serve. */
    ColumnTotals withAlso(ColumnCounts further) {
        List<String> all = union(names, further.names());
        List<Serving> with = new ArrayList<>();
        for (Serving one : serving) {
            with.add(all == names ? one : Serving.of(one.counts, all));
        }
        with.add(Serving.of(further, all));
        return new ColumnTotals(all, with, earlier, earlierCells, earlierNas);
    }

    /** The counts that go on when one of several models serves no longer. */
    ColumnTotals without(ColumnCounts gone) {
        List<Serving> left = new ArrayList<>();
        long[] before = earlier;
        long cells = earlierCells;
        long nas = earlierNas;
        for (Serving one : serving) {
            if (one.counts != gone) {
                left.add(one);
                continue;
            }
            cells += one.cells();
            nas += gone.nas();
            if (gone.nas() > 0) {
                before = Arrays.copyOf(before, names.size() * KINDS);
                for (int i = 0; i < before.length; i++) {
                    before[i] += one.of(i / KINDS, i % KINDS);
                }
            }
        }
        return new ColumnTotals(names, left, before, cells, nas);
    }

    /** All columns that there have been. */
    List<String> names() {
        return names;
    }

    /** Whether there are so many columns that each is shown with its first count alone. */
    public boolean areMany() {
        return names.size() > MAX_FROM_START;
    }

    /** The columns that are shown now, of the first {@value #MAX_SHOWN}. */
    public List<String> shown() {
        if (!areMany()) {
            return names;
        }
        return nas() == 0
                ? List.of()
                : IntStream.range(0, Math.min(MAX_SHOWN, names.size()))
                        .filter(place -> of(place, MISSING) + of(place, UNKNOWN) + of(place, INVALID) > 0)
                        .mapToObj(names::get)
                        .toList();
    }

    long of(String column, int kind) {
        int place = names.indexOf(column);
        return place < 0 ? 0 : of(place, kind);
    }

    private long of(int place, int kind) {
        int at = place * KINDS + kind;
        long sum = at < earlier.length ? earlier[at] : 0;
        for (Serving one : serving) {
            sum += one.of(place, kind);
        }
        return sum;
    }

    /** Cells that were to be filled. */
    public long cells() {
        long sum = earlierCells;
        for (Serving one : serving) {
            sum += one.cells();
        }
        return sum;
    }

    /** Cells that were not: missing, unknown or invalid. */
    public long nas() {
        long sum = earlierNas;
        for (Serving one : serving) {
            sum += one.counts.nas();
        }
        return sum;
    }
}
