package io.connectmojo.record;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of names in the order of their coming, filled and cleared again and again. The names of usual records make no garbage.
 * Clearing takes as long as the names that are in it, however many there were before; a record of very many names, or of names
 * whose hash codes collide, gets a set of its own that goes with it. Not thread-safe.
 */
final class NameSet {
    /** Most names that are kept in the table. */
    static final int MAX_KEPT = 2048;

    /** Names that are looked at for one, before the hash codes count as colliding. */
    private static final int MAX_PROBES = 64;

    /** Open addressing with linear probing; the length is a power of two, at most half is used. */
    private String[] table = new String[128];

    /** Where in the table each name stands, in the order of their coming. */
    private int[] places = new int[64];

    private final Collection<String> inTable = new InTable();

    private int size;

    /** All names, when there are too many of them for the table or they collide; else null. Its chains become trees. */
    private @Nullable Set<String> overflow;

    /** False when the name was there. */
    boolean add(String name) {
        if (overflow != null) {
            return overflow.add(name);
        }
        if (size == places.length && !grow()) {
            return overflow().add(name);
        }
        int place = find(table, name);
        if (place < 0) {
            return overflow().add(name);
        }
        if (table[place] != null) {
            return false;
        }
        table[place] = name;
        places[size++] = place;
        return true;
    }

    /** Where the name stands, or is to stand; −1 when that takes too long to find. */
    private static int find(String[] table, String name) {
        int hash = name.hashCode();
        int at = (hash ^ hash >>> 16) & table.length - 1;
        for (int probes = 0; probes < MAX_PROBES; probes++) {
            if (table[at] == null || table[at].equals(name)) {
                return at;
            }
            at = at + 1 & table.length - 1;
        }
        return -1;
    }

    private Set<String> overflow() {
        Set<String> all = new LinkedHashSet<>(4 * size);
        all.addAll(names());
        forget();
        overflow = all;
        return all;
    }

    /** False when the names are too many, or collide in the larger table. */
    private boolean grow() {
        if (size == MAX_KEPT) {
            return false;
        }
        String[] larger = new String[2 * table.length];
        int[] placesInLarger = new int[2 * places.length];
        for (int i = 0; i < size; i++) {
            String name = table[places[i]];
            int place = find(larger, name);
            if (place < 0) {
                return false;
            }
            larger[place] = name;
            placesInLarger[i] = place;
        }
        table = larger;
        places = placesInLarger;
        return true;
    }

    boolean isEmpty() {
        return size == 0 && overflow == null;
    }

    /** The names in the order of their coming. Good until the next change. */
    Collection<String> names() {
        return overflow != null ? overflow : inTable;
    }

    void clear() {
        overflow = null;
        forget();
    }

    private void forget() {
        for (int i = 0; i < size; i++) {
            table[places[i]] = null;
        }
        size = 0;
    }

    private final class InTable extends AbstractCollection<String> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(places, 0, size)
                    .mapToObj(place -> table[place])
                    .iterator();
        }
    }
}
