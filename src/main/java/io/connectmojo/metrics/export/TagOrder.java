package io.connectmojo.metrics.export;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** How tags stand in the names of metrics: the arm first, the others by name. */
final class TagOrder {
    private static final Comparator<String> ARM_FIRST =
            Comparator.comparing((String name) -> !name.equals("arm")).thenComparing(Comparator.naturalOrder());

    private TagOrder() {}

    static Map<String, String> of(Map<String, String> tags) {
        Map<String, String> ordered = new TreeMap<>(ARM_FIRST);
        ordered.putAll(tags);
        return ordered;
    }
}
