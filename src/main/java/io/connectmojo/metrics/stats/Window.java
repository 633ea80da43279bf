package io.connectmojo.metrics.stats;

import java.util.Locale;

/** What a statistic of outcomes is about. */
public enum Window {
    /** The last full minute of the clock. */
    MINUTE,
    /** The last 60 full minutes of the clock. */
    HOUR,
    /** All since the task started. */
    TOTAL;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Window of(String tag) {
        return valueOf(tag.toUpperCase(Locale.ROOT));
    }
}
