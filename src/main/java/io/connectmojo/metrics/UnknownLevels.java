package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.HeavyHitters;
import io.connectmojo.row.ColumnCounts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The most frequent unknown levels of each column, where they are asked for. One thread adds, any thread reads. */
final class UnknownLevels {
    private final int kept;
    private final Map<String, HeavyHitters> byColumn = new ConcurrentHashMap<>();

    /** @param kept how many of each column; 0 for none at all */
    UnknownLevels(int kept) {
        this.kept = kept;
    }

    boolean areKept() {
        return kept > 0;
    }

    /** Goes on with what is counted for another model. */
    void listenTo(ColumnCounts counts) {
        if (areKept()) {
            HeavyHitters[] tops = counts.names().stream().map(this::of).toArray(HeavyHitters[]::new);
            counts.listen((column, level) -> tops[column].record(level));
        }
    }

    String text(String column) {
        return of(column).text();
    }

    private HeavyHitters of(String column) {
        return byColumn.computeIfAbsent(column, name -> new HeavyHitters(kept));
    }
}
