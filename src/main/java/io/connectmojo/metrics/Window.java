package io.connectmojo.metrics;

import java.util.Locale;

/** What a statistic of outcomes is about. */
enum Window {
    /** The last full minute of the clock. */
    MINUTE,
    /** The last 60 full minutes of the clock. */
    HOUR,
    /** All since the task started. */
    TOTAL;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Window of(String tag) {
        return valueOf(tag.toUpperCase(Locale.ROOT));
    }
}
