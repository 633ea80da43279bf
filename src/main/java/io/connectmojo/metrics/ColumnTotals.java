package io.connectmojo.metrics;

import io.connectmojo.row.ColumnCounts;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The columns' counts since the task started: those of the serving model, and on top what earlier models had counted for
 * columns of the same name. Made anew at a reload; any thread reads.
 */
public final class ColumnTotals {
    static final int MISSING = 0;
    static final int UNKNOWN = 1;
    static final int INVALID = 2;

    private final ColumnCounts current;
    private final Map<String, Integer> places = new HashMap<>();

    /** By name the counts of earlier models; has every column of the serving model, too. */
    private final Map<String, long[]> earlier = new LinkedHashMap<>();

    private final long earlierCells;
    private final long earlierNas;

    ColumnTotals(ColumnCounts first) {
        this(first, Map.of(), 0, 0);
    }

    private ColumnTotals(ColumnCounts counts, Map<String, long[]> earlier, long earlierCells, long earlierNas) {
        this.current = counts;
        this.earlier.putAll(earlier);
        this.earlierCells = earlierCells;
        this.earlierNas = earlierNas;
        for (String name : counts.names()) {
            places.put(name, places.size());
            this.earlier.computeIfAbsent(name, ignored -> new long[3]);
        }
    }

    /** The counts that go on under another model. Called by the thread that counts. */
    ColumnTotals withNext(ColumnCounts next) {
        Map<String, long[]> all = new LinkedHashMap<>();
        for (String name : earlier.keySet()) {
            all.put(name, new long[] {of(name, MISSING), of(name, UNKNOWN), of(name, INVALID)});
        }
        return new ColumnTotals(next, all, cells(), nas());
    }

    /** All columns that there have been. */
    Collection<String> names() {
        return Collections.unmodifiableSet(earlier.keySet());
    }

    long of(String column, int kind) {
        long[] before = earlier.get(column);
        Integer place = places.get(column);
        return (before == null ? 0 : before[kind]) + (place == null ? 0 : current(place, kind));
    }

    private long current(int column, int kind) {
        return switch (kind) {
            case MISSING -> current.missing(column);
            case UNKNOWN -> current.unknown(column);
            default -> current.invalid(column);
        };
    }

    /** Cells that were to be filled. */
    public long cells() {
        return earlierCells + current.records() * places.size();
    }

    /** Cells that were not: missing, unknown or invalid. */
    public long nas() {
        long sum = earlierNas;
        for (int column = 0; column < places.size(); column++) {
            sum += current.missing(column) + current.unknown(column) + current.invalid(column);
        }
        return sum;
    }
}
