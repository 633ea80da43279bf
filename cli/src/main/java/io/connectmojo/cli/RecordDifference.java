package io.connectmojo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What differs between two records, by the paths of their members: added, changed or removed. An object that both have is compared
 * member by member; any other value is one value.
 */
final class RecordDifference {
    final Map<String, JsonNode> added = new LinkedHashMap<>();
    final Map<String, Change> changed = new LinkedHashMap<>();
    final Map<String, JsonNode> removed = new LinkedHashMap<>();

    record Change(JsonNode before, JsonNode after) {}

    private RecordDifference() {}

    static RecordDifference between(JsonNode before, JsonNode after) {
        RecordDifference difference = new RecordDifference();
        difference.compare("", before, after);
        return difference;
    }

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (!before.isObject() || !after.isObject()) {
            if (!before.equals(after)) {
                changed.put(path.isEmpty() ? "value" : path, new Change(before, after));
            }
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        after.properties().forEach(member -> {
            String name = prefix + SampleFields.step(member.getKey());
            JsonNode old = before.get(member.getKey());
            if (old == null) {
                added.put(name, member.getValue());
            } else {
                compare(name, old, member.getValue());
            }
        });
        before.properties().forEach(member -> {
            if (!after.has(member.getKey())) {
                removed.put(prefix + SampleFields.step(member.getKey()), member.getValue());
            }
        });
    }
}
