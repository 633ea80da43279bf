package io.connectmojo.outcomes;

import java.util.LinkedHashMap;
import java.util.Map;

/** The counts of one window; immutable. Beyond {@link #MAX_PAIRS} different pairs, further ones count as {@link #OTHER}. */
record Tally(Map<String, Map<String, Long>> counts, int pairs, long correct, long total, long scored, long high) {
    static final int MAX_PAIRS = 1_000;
    static final String OTHER = "(other)";
    static final Tally NONE = new Tally(Map.of(), 0, 0, 0, 0, 0);

    Tally plus(Scored record) {
        long moreScored = scored + (record.high() == null ? 0 : 1);
        long moreHigh = high + (Boolean.TRUE.equals(record.high()) ? 1 : 0);
        if (record.actual() == null) {
            return new Tally(counts, pairs, correct, total, moreScored, moreHigh);
        }
        boolean known = counts.getOrDefault(record.actual(), Map.of()).containsKey(record.predicted());
        boolean counted = known || pairs < MAX_PAIRS;
        String actual = counted ? record.actual() : OTHER;
        String predicted = counted ? record.predicted() : OTHER;
        Map<String, Map<String, Long>> more = new LinkedHashMap<>(counts);
        Map<String, Long> row = new LinkedHashMap<>(more.getOrDefault(actual, Map.of()));
        row.merge(predicted, 1L, Long::sum);
        more.put(actual, row);
        boolean right = record.actual().equals(record.predicted());
        return new Tally(
                more,
                known || !counted ? pairs : pairs + 1,
                correct + (right ? 1 : 0),
                total + 1,
                moreScored,
                moreHigh);
    }
}
