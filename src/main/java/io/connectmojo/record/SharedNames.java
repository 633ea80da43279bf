package io.connectmojo.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a Map's fields in their order, each with its number: shared by all Maps that have the same ones. Immutable. */
final class SharedNames {
    /** A Map with more fields is not worth to be compared with others name by name. */
    static final int MOST = 512;

    static final SharedNames NONE = new SharedNames(new String[0]);

    private final String[] names;
    private final List<String> list;
    private final Map<String, Integer> numbers;

    private SharedNames(String[] names) {
        this.names = names;
        this.list = List.of(names);
        this.numbers = new HashMap<>(names.length * 2);
        for (int i = 0; i < names.length; i++) {
            numbers.put(names[i], i);
        }
    }

    /** Those of a Map; null when it has too many, or keys that are no texts. */
    static @Nullable SharedNames of(Map<?, ?> map) {
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
        SharedNames made = new SharedNames(names);
        return count == names.length && made.numbers.size() == count ? made : null;
    }

    /** These, and behind them further ones that are not among them. */
    SharedNames with(Iterable<String> more) {
        List<String> all = new ArrayList<>(list);
        for (String name : more) {
            if (!numbers.containsKey(name)) {
                all.add(name);
            }
        }
        return new SharedNames(all.toArray(new String[0]));
    }

    /** Whether the others are the same in the same order. */
    boolean isLike(SharedNames others) {
        return this == others || list.equals(others.list);
    }

    /** All of them. */
    List<String> list() {
        return list;
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
