package io.connectmojo.bench;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The longest that the fastest run of a command may take: {@code -Dmojo.bench.limits=--help=500,inspect=1000}, in milliseconds.
 * Names are {@code --help}, {@code inspect}, {@code grown} (inspect of a model of 10 MB) and {@code score}; one that is left out
 * has no limit.
 */
record CommandLimits(Map<String, Double> millis) {
    static CommandLimits ofSystemProperty() {
        return parse(System.getProperty("mojo.bench.limits", ""));
    }

    private static CommandLimits parse(String text) {
        Map<String, Double> millis = new HashMap<>();
        for (String limit : text.split(",")) {
            if (limit.isBlank()) {
                continue;
            }
            int equals = limit.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not name=milliseconds: " + limit);
            }
            millis.put(
                    limit.substring(0, equals).strip(),
                    Double.valueOf(limit.substring(equals + 1).strip()));
        }
        return new CommandLimits(millis);
    }

    /** What is wrong with the fastest run of a command; empty when it is fast enough. */
    Optional<String> complaint(String name, String what, double fastest) {
        Double limit = millis.get(name);
        return limit == null || fastest <= limit
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "Too slow: %s takes %.0f ms, the limit is %.0f ms", what, fastest, limit));
    }
}
