package io.connectmojo.metrics.stats;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The most frequent texts of a stream in bounded memory (the space-saving algorithm: a new text takes the place and count of
 * the rarest). Counts are never too low, and exact while there are fewer texts than places. Thread-safe.
 */
public final class HeavyHitters {
    static final int MAX_LENGTH = 64;
    private static final int MIN_PLACES = 64;
    private static final int PLACES_PER_LEVEL = 4;

    private final int top;
    private final int places;
    private final Map<String, Long> counts = new HashMap<>();

    public HeavyHitters(int top) {
        this.top = top;
        this.places = Math.max(MIN_PLACES, PLACES_PER_LEVEL * top);
    }

    public synchronized void record(String level) {
        String text = cut(level);
        Long count = counts.get(text);
        if (count == null && counts.size() == places) {
            Map.Entry<String, Long> rarest =
                    counts.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
            counts.remove(rarest.getKey());
            count = rarest.getValue();
        }
        counts.put(text, count == null ? 1 : count + 1);
    }

    /** Never through the middle of a character. */
    private static String cut(String level) {
        if (level.length() <= MAX_LENGTH) {
            return level;
        }
        return level.substring(
                0, Character.isHighSurrogate(level.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
    }

    /** {@code green (17), blue (3)}: the most frequent first. */
    public synchronized String text() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(top)
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
