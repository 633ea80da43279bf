package io.connectmojo.metrics;

import io.connectmojo.row.ColumnCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns' counts since the task started: those of the models that serve, and on top what earlier models had counted for
 * columns of the same name. Made anew when a model comes or goes; any thread reads.
 */
public final class ColumnTotals {
    static final int MISSING = 0;
    static final int UNKNOWN = 1;
    static final int INVALID = 2;

    /** Of no model yet. */
    static final ColumnTotals NONE = new ColumnTotals(List.of(), Map.of(), 0, 0);

    private final Serving[] serving;

    /** By name the counts of earlier models; has every column of the serving ones, too. */
    private final Map<String, long[]> earlier = new LinkedHashMap<>();

    private final long earlierCells;
    private final long earlierNas;

    /**
     * A model that serves.
     *
     * @param places of its columns by name
     */
    private record Serving(ColumnCounts counts, Map<String, Integer> places) {
        long of(String column, int kind) {
            Integer place = places.get(column);
            if (place == null) {
                return 0;
            }
            return switch (kind) {
                case MISSING -> counts.missing(place);
                case UNKNOWN -> counts.unknown(place);
                default -> counts.invalid(place);
            };
        }

        long cells() {
            return counts.records() * places.size();
        }
    }

    ColumnTotals(ColumnCounts first) {
        this(List.of(new Serving(first, places(first))), Map.of(), 0, 0);
    }

    private ColumnTotals(List<Serving> serving, Map<String, long[]> earlier, long earlierCells, long earlierNas) {
        this.serving = serving.toArray(new Serving[0]);
        this.earlier.putAll(earlier);
        this.earlierCells = earlierCells;
        this.earlierNas = earlierNas;
        for (Serving one : serving) {
            for (String name : one.counts.names()) {
                this.earlier.computeIfAbsent(name, ignored -> new long[3]);
            }
        }
    }

    private static Map<String, Integer> places(ColumnCounts counts) {
        Map<String, Integer> places = new HashMap<>();
        for (String name : counts.names()) {
            places.put(name, places.size());
        }
        return places;
    }

    /** The counts that go on under another model. Called by the thread that counts. */
    ColumnTotals withNext(ColumnCounts next) {
        Map<String, long[]> all = new LinkedHashMap<>();
        for (String name : earlier.keySet()) {
            all.put(name, new long[] {of(name, MISSING), of(name, UNKNOWN), of(name, INVALID)});
        }
        return new ColumnTotals(List.of(new Serving(next, places(next))), all, cells(), nas());
    }

    /** The counts that go on with a further model beside the ones that serve. */
    ColumnTotals withAlso(ColumnCounts further) {
        List<Serving> all = new ArrayList<>(List.of(serving));
        // many models of one kind have the same columns
        Map<String, Integer> known = serving.length == 0 ? Map.of() : serving[0].places;
        boolean same = serving.length > 0 && serving[0].counts.names().equals(further.names());
        all.add(new Serving(further, same ? known : places(further)));
        return new ColumnTotals(all, earlier, earlierCells, earlierNas);
    }

    /** The counts that go on when one of several models serves no longer. */
    ColumnTotals without(ColumnCounts gone) {
        List<Serving> left = new ArrayList<>();
        Map<String, long[]> before = new LinkedHashMap<>(earlier);
        long cells = earlierCells;
        long nas = earlierNas;
        for (Serving one : serving) {
            if (one.counts != gone) {
                left.add(one);
                continue;
            }
            cells += one.cells();
            nas += gone.nas();
            for (String name : gone.names()) {
                long[] sums = before.getOrDefault(name, new long[3]).clone();
                for (int kind = 0; kind < sums.length; kind++) {
                    sums[kind] += one.of(name, kind);
                }
                before.put(name, sums);
            }
        }
        return new ColumnTotals(left, before, cells, nas);
    }

    /** All columns that there have been. */
    Collection<String> names() {
        return Collections.unmodifiableSet(earlier.keySet());
    }

    long of(String column, int kind) {
        long[] before = earlier.get(column);
        long sum = before == null ? 0 : before[kind];
        for (Serving one : serving) {
            sum += one.of(column, kind);
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
