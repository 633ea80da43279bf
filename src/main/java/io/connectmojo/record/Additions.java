package io.connectmojo.record;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that are added to records: always the same names, and the values for one record after the other. Not thread-safe. */
public final class Additions extends AbstractMap<String, @Nullable Object> {
    final SharedNames names;

    @Nullable
    Object[] values;

    /** @param names in the order of the fields, each once */
    public Additions(Collection<String> names) {
        this.names = SharedNames.NONE.with(names);
        this.values = new Object[this.names.size()];
    }

    /** Of one record only. */
    Additions(Map<String, ?> fields) {
        this(fields.keySet());
        new ArrayList<>(fields.values()).toArray(values);
    }

    /** Goes on to another record; all values are null. */
    public void begin() {
        values = new Object[values.length];
    }

    /** Sets the value of the name at that place. */
    public void set(int place, @Nullable Object value) {
        values[place] = value;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int number = names.number(name);
        return number < 0 ? null : values[number];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return names.number(name) >= 0;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new InOrder();
            }
        };
    }

    private final class InOrder implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int place = next++;
            return new SimpleImmutableEntry<>(names.name(place), values[place]);
        }
    }
}
