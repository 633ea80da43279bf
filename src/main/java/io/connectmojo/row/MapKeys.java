package io.connectmojo.row;

import io.connectmojo.problem.RecordError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Relaxed matching of the keys of each record with the columns, in one pass over the keys. */
final class MapKeys {
    private static final int REMEMBERED = 10_000;

    /** Columns, and the offset behind them, by their relaxed name. */
    private final Map<String, List<Integer>> byNormal = new HashMap<>();

    private final Map<String, List<Integer>> byKey = new HashMap<>();
    private final Set<String> exact = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final String[] names;
    private final String[] keys;
    private final Object[] values;

    MapKeys(RowSpec spec) {
        int n = spec.columns().size();
        names = new String[n + 1];
        keys = new String[n + 1];
        values = new Object[n + 1];
        for (int i = 0; i < n; i++) {
            ColumnSpec column = spec.columns().get(i);
            if (column.field() == null) {
                register(i, column.name());
            } else {
                taken.add(column.field().steps().get(0));
            }
        }
        if (spec.offset() != null && spec.offset().field() == null) {
            register(n, spec.offset().column());
        }
    }

    private void register(int slot, String name) {
        names[slot] = name;
        exact.add(name);
        byNormal.computeIfAbsent(FieldNames.normal(name), ignored -> new ArrayList<>())
                .add(slot);
    }

    /** Finds the value of each column in the record. */
    void look(Map<?, ?> map, Problems problems) {
        Arrays.fill(keys, null);
        Arrays.fill(values, MapPath.ABSENT);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String key) {
                List<Integer> slots = slots(key);
                for (int i = 0; i < slots.size(); i++) {
                    put(slots.get(i), key, entry.getValue(), problems);
                }
            }
        }
    }

    private void put(int slot, String key, Object value, Problems problems) {
        if (keys[slot] != null) {
            problems.add(
                    RecordError.AMBIGUOUS,
                    names[slot],
                    "fields '" + keys[slot] + "', '" + key + "'",
                    "more than one field fits under input.match=relaxed");
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private List<Integer> slots(String key) {
        List<Integer> known = byKey.get(key);
        if (known != null) {
            return known;
        }
        List<Integer> slots = new ArrayList<>();
        if (!taken.contains(key)) {
            for (int slot : byNormal.getOrDefault(FieldNames.normal(key), List.of())) {
                if (names[slot].equals(key) || !exact.contains(key)) {
                    slots.add(slot);
                }
            }
        }
        if (byKey.size() < REMEMBERED) {
            byKey.put(key, slots);
        }
        return slots;
    }

    Object value(int slot) {
        return values[slot];
    }

    /** The key that was found for the column; null for none. */
    String key(int slot) {
        return keys[slot];
    }

    Object offset() {
        return values[values.length - 1];
    }

    static List<String> names(Map<?, ?> map) {
        List<String> names = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            names.add(String.valueOf(key));
        }
        return names;
    }
}
