package io.connectmojo.record;

import io.connectmojo.problem.RecordProblems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way from a Map down to the Map that gets the outputs: itself, or one inside of it. Immutable. */
final class ParentPath {
    private final String[] steps;

    /** @param steps empty for the Map itself */
    ParentPath(List<String> steps) {
        this.steps = steps.toArray(new String[0]);
    }

    /** The value there; null when it is null or absent. */
    @Nullable
    Object find(Map<?, ?> map) {
        Object at = map;
        for (int i = 0; i < steps.length; i++) {
            at = at instanceof Map<?, ?> container ? container.get(steps[i]) : null;
        }
        return at;
    }

    /** Whether it ends in null, rather than in nothing or in what has no fields. */
    boolean isNull(Map<?, ?> map) {
        Object at = map;
        for (int i = 0; i < steps.length; i++) {
            if (!(at instanceof Map<?, ?> container) || !container.containsKey(steps[i])) {
                return false;
            }
            at = container.get(steps[i]);
            if (at == null) {
                return true;
            }
        }
        return false;
    }

    /** A copy of the Map, in its order, in which the one at the end of the path has these fields. Throws when there is none. */
    Map<Object, Object> with(Map<?, ?> map, Map<String, ?> additions) {
        return with(map, 0, additions);
    }

    private Map<Object, Object> with(@Nullable Object at, int level, Map<String, ?> additions) {
        if (!(at instanceof Map<?, ?> map)) {
            throw RecordProblems.noParent(String.join(".", steps));
        }
        boolean last = level == steps.length;
        Map<Object, Object> result = new LinkedHashMap<>((map.size() + (last ? additions.size() : 0)) * 2);
        result.putAll(map);
        if (last) {
            result.putAll(additions);
        } else {
            result.put(steps[level], with(map.get(steps[level]), level + 1, additions));
        }
        return result;
    }
}
