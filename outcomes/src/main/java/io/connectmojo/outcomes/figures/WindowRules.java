package io.connectmojo.outcomes.figures;

import java.time.Duration;

/**
 * How windows are counted.
 *
 * @param size in milliseconds of the records' time
 * @param grace how long a window waits for late records, in milliseconds
 * @param actual name of the outcome's member in the counts
 * @param predicted name of the prediction's member in the counts
 * @param positive the class whose probability ranks the records of two classes; null for the second one
 */
public record WindowRules(long size, long grace, String actual, String predicted, String positive) {
    public WindowRules(Duration size, Duration grace, String actual, String predicted, String positive) {
        this(size.toMillis(), grace.toMillis(), actual, predicted, positive);
    }
}
