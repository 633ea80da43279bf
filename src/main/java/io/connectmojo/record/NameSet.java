package io.connectmojo.record;

import java.util.Arrays;

/** A set of names that is filled and cleared again and again and makes no garbage doing so. Not thread-safe. */
final class NameSet {
    /** Open addressing with linear probing; the length is a power of two, at most half is used. */
    private String[] table = new String[128];

    private int size;

    /** False when the name was there. */
    boolean add(String name) {
        if (2 * (size + 1) > table.length) {
            grow();
        }
        if (!insert(name)) {
            return false;
        }
        size++;
        return true;
    }

    private boolean insert(String name) {
        int hash = name.hashCode();
        int at = (hash ^ hash >>> 16) & table.length - 1;
        while (table[at] != null) {
            if (table[at].equals(name)) {
                return false;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = name;
        return true;
    }

    private void grow() {
        String[] names = table;
        table = new String[2 * names.length];
        for (String name : names) {
            if (name != null) {
                insert(name);
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(table, null);
            size = 0;
        }
    }
}
