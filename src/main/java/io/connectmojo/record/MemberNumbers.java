package io.connectmojo.record;

import java.util.Arrays;

/** Numbers names from 0 on, as long as they are not too many and their hash codes do not collide. Not thread-safe. */
final class MemberNumbers {
    /** Instead of a number. */
    static final int NONE = -1;

    /** Most names that are numbered. */
    static final int MAX_NAMES = 2048;

    /** Names that are looked at for one, before the hash codes count as colliding. */
    private static final int MAX_PROBES = 64;

    /** By number. */
    private String[] names = new String[64];

    /** Open addressing with linear probing: a number and one, or 0. The length is a power of two, at most half is used. */
    private int[] table = new int[128];

    private int size;
    private boolean isFull;

    int size() {
        return size;
    }

    String name(int number) {
        return names[number];
    }

    /** Whether a name found no room. */
    boolean isFull() {
        return isFull;
    }

    /** The number of the name; {@link #NONE} when it has none. */
    int find(String name) {
        int place = place(table, names, name);
        return place < 0 ? NONE : table[place] - 1;
    }

    /** Gives the next number to a name that has none; {@link #NONE} when there is no room for it. */
    int add(String name) {
        int place = size == names.length && !grow() ? -1 : place(table, names, name);
        if (place < 0) {
            isFull = true;
            return NONE;
        }
        names[size] = name;
        table[place] = size + 1;
        return size++;
    }

    /** Where the name stands, or is to stand; −1 when that takes too long to find. */
    private static int place(int[] table, String[] names, String name) {
        int hash = name.hashCode();
        int at = (hash ^ hash >>> 16) & table.length - 1;
        for (int probes = 0; probes < MAX_PROBES; probes++) {
            int number = table[at] - 1;
            if (number < 0 || names[number].equals(name)) {
                return at;
            }
            at = at + 1 & table.length - 1;
        }
        return -1;
    }

    /** False when there are too many names, or they collide in the larger table. */
    private boolean grow() {
        if (size == MAX_NAMES) {
            return false;
        }
        int[] larger = new int[2 * table.length];
        for (int number = 0; number < size; number++) {
            int place = place(larger, names, names[number]);
            if (place < 0) {
                return false;
            }
            larger[place] = number + 1;
        }
        table = larger;
        names = Arrays.copyOf(names, 2 * size);
        return true;
    }
}
