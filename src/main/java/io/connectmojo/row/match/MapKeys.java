package io.connectmojo.row.match;

import io.connectmojo.problem.RecordProblems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Relaxed matching of the keys of each record with the columns, in one pass over the keys. */
public final class MapKeys {
    private final FieldNames names;
    private final String[] keys;
    private final Object[] values;

    public MapKeys(RowSpec spec) {
        names = new FieldNames(spec);
        keys = new String[names.size()];
        values = new Object[names.size()];
    }

    /** Finds the value of each column in the record. */
    public void resolve(Map<?, ?> map, RecordProblems problems) {
        Arrays.fill(keys, null);
        Arrays.fill(values, MapPath.ABSENT);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String key) {
                List<Integer> slots = names.fits(key);
                names.record(key, slots, keys, problems);
                for (int i = 0; i < slots.size(); i++) {
                    values[slots.get(i)] = entry.getValue();
                }
            }
        }
    }

    /** Whether the column is looked for by its name. */
    public boolean looks(int slot) {
        return names.looks(slot);
    }

    public @Nullable Object value(int slot) {
        return values[slot];
    }

    /** The key that was found for the column; null for none. */
    public String key(int slot) {
        return keys[slot];
    }

    /** The keys of a record, for a person. */
    public static List<String> of(Map<?, ?> map) {
        List<String> names = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            names.add(String.valueOf(key));
        }
        return names;
    }
}
