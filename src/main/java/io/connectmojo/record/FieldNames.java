package io.connectmojo.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a Map's fields in their order, each with its number: shared by all Maps that have the same ones. Immutable. */
final class FieldNames {
    /** A Map with more fields is not worth to be compared with others name by name. */
    static final int MOST = 512;

    static final FieldNames NONE = new FieldNames(new String[0]);

    private final String[] names;
    private final Map<String, Integer> numbers;

    private FieldNames(String[] names) {
        this.names = names;
        this.numbers = new HashMap<>(names.length * 2);
        for (int i = 0; i < names.length; i++) {
            numbers.put(names[i], i);
        }
    }

    /** Those of a Map; null when it has too many, or keys that are no texts. */
    static @Nullable FieldNames of(Map<?, ?> map) {
        if (map.size() > MOST) {
            return null;
        }
        String[] names = new String[map.size()];
        int count = 0;
        for (Object key : map.keySet()) {
            if (count == names.length || !(key instanceof String name)) {
                return null;
            }
            names[count++] = name;
        }
        FieldNames made = new FieldNames(names);
        return count == names.length && made.numbers.size() == count ? made : null;
    }

    /** These, and behind them further ones that are not among them. */
    FieldNames with(Iterable<String> more) {
        List<String> all = new ArrayList<>(List.of(names));
        for (String name : more) {
            if (!numbers.containsKey(name)) {
                all.add(name);
            }
        }
        return new FieldNames(all.toArray(new String[0]));
    }

    int size() {
        return names.length;
    }

    String name(int number) {
        return names[number];
    }

    /** The number of a name; −1 when there is none. */
    int number(@Nullable Object name) {
        Integer number = numbers.get(name);
        return number == null ? -1 : number;
    }

    /** Copies a Map's values in their order; false when it has other names, or others first. */
    boolean read(Map<?, ?> map, @Nullable Object[] into) {
        if (map.size() != names.length) {
            return false;
        }
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        for (int i = 0; i < names.length; i++) {
            if (!entries.hasNext()) {
                return false;
            }
            Map.Entry<?, ?> entry = entries.next();
            Object name = entry.getKey();
            if (name != names[i] && !names[i].equals(name)) {
                return false;
            }
            into[i] = entry.getValue();
        }
        return true;
    }
}
