package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.Counters;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.RecordError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many records failed, by code. One thread adds, any thread reads. */
final class ErrorCounts {
    private static final String OTHER = "other";
    private static final List<String> CODES =
            Arrays.stream(RecordError.values()).map(RecordError::id).toList();

    private final Counters counts = new Counters(CODES.size() + 1);

    void increment(ErrorCode code) {
        counts.increment(code instanceof RecordError error ? error.ordinal() : CODES.size());
    }

    /** All codes of records, and one name for all others. */
    List<String> codes() {
        List<String> codes = new ArrayList<>(CODES);
        codes.add(OTHER);
        return codes;
    }

    long of(String code) {
        return counts.get(code.equals(OTHER) ? CODES.size() : CODES.indexOf(code));
    }
}
