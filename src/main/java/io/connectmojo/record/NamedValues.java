package io.connectmojo.record;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Map in the order of its names, which many of them share: it has values of its own, and takes a tenth of the memory and of the time of
 * a {@link LinkedHashMap}. It becomes one as soon as fields come or go. Not thread-safe.
 */
final class NamedValues extends AbstractMap<Object, @Nullable Object> implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient SharedNames names;
    private final transient @Nullable Object[] values;

    /** What it has become; null while the fields are those of the names. */
    private transient @Nullable Map<Object, @Nullable Object> changed;

    /** How often fields came or went. */
    private transient int changes;

    /** @param values one for each name, the Map's own from now on */
    NamedValues(SharedNames names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    SharedNames names() {
        return names;
    }

    private Map<Object, @Nullable Object> change() {
        changes++;
        if (changed == null) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>(values.length * 2);
            for (int i = 0; i < values.length; i++) {
                all.put(names.name(i), values[i]);
            }
            changed = all;
        }
        return changed;
    }

    @Override
    public int size() {
        return changed == null ? values.length : changed.size();
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        if (changed != null) {
            return changed.get(key);
        }
        int number = names.number(key);
        return number < 0 ? null : values[number];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return changed == null ? names.number(key) >= 0 : changed.containsKey(key);
    }

    @Override
    public @Nullable Object put(Object key, @Nullable Object value) {
        int number = changed == null ? names.number(key) : -1;
        if (number >= 0) {
            Object before = values[number];
            values[number] = value;
            return before;
        }
        return changed != null && changed.containsKey(key) ? changed.put(key, value) : change().put(key, value);
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        return containsKey(key) ? change().remove(key) : null;
    }

    @Override
    public void clear() {
        change().clear();
    }

    @Override
    public Set<Map.Entry<Object, @Nullable Object>> entrySet() {
        return new Entries();
    }

    /** Whoever writes Java objects writes a Map that every Java has. */
    private Object writeReplace() {
        return new LinkedHashMap<>(this);
    }

    private final class Entries extends AbstractSet<Map.Entry<Object, @Nullable Object>> {
        @Override
        public int size() {
            return NamedValues.this.size();
        }

        @Override
        public void clear() {
            NamedValues.this.clear();
        }

        @Override
        public Iterator<Map.Entry<Object, @Nullable Object>> iterator() {
            return changed == null ? new InOrder() : changed.entrySet().iterator();
        }
    }

    /** Begins while the fields are those of the names, and may be what removes some. */
    private final class InOrder implements Iterator<Map.Entry<Object, @Nullable Object>> {
        private int next;
        private int expected = changes;

        /** Of the entry that came last; −1 when there is none to remove. */
        private int last = -1;

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Map.Entry<Object, @Nullable Object> next() {
            check();
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            last = next++;
            return new Entry(last);
        }

        @Override
        public void remove() {
            if (last < 0) {
                throw new IllegalStateException("no entry to remove");
            }
            check();
            change().remove(names.name(last));
            expected = changes;
            last = -1;
        }

        private void check() {
            if (expected != changes) {
                throw new ConcurrentModificationException();
            }
        }
    }

    private final class Entry implements Map.Entry<Object, @Nullable Object> {
        private final int number;

        Entry(int number) {
            this.number = number;
        }

        @Override
        public Object getKey() {
            return names.name(number);
        }

        @Override
        public @Nullable Object getValue() {
            return changed == null ? values[number] : changed.get(getKey());
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            return put(getKey(), value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Map.Entry<?, ?> && new SimpleEntry<>(this).equals(other);
        }

        @Override
        public int hashCode() {
            return new SimpleEntry<>(this).hashCode();
        }

        @Override
        public String toString() {
            return new SimpleEntry<>(this).toString();
        }
    }
}
