package io.connectmojo.outcomes.join;

import java.time.Duration;

/**
 * Who meets whom.
 *
 * @param window the longest time between a prediction and its outcome, either way, in milliseconds
 * @param grace how much out of order the records may come, in milliseconds
 * @param lastWins whether the last outcome counts, which is known when the window is over; else the first, at once
 */
public record JoinRules(long window, long grace, boolean lastWins) {
    public JoinRules(Duration window, Duration grace, boolean lastWins) {
        this(window.toMillis(), grace.toMillis(), lastWins);
    }

    /** From this time on nothing can meet the record any more. */
    long end(Entry entry) {
        // a later prediction may wait for its last outcome when its first one is as old as the window
        boolean twice = lastWins && entry.kind().isOutcome();
        return entry.time() + window + grace + (twice ? window : 0);
    }
}
