package io.connectmojo.score.compiled.tree.forest;

import java.util.Arrays;

/**
 * Sets of levels as bits, one after the other in one array. Equal sets of a column are kept once: a hash table of set numbers
 * finds them.
 */
public final class LevelSets {
    private static final int FREE = -1;

    /** The first word is never part of a set: comparisons read it in vain. */
    private int[] words = new int[64];

    private int[] starts = {1};
    private int[] columns = new int[16];
    private int count;
    private int[] table = freeTable(64);

    /** Where the set begins; bit n of the set is bit n % 32 of word n / 32. */
    int add(int column, int[] set) {
        int place = hash(column, set) & table.length - 1;
        while (table[place] != FREE) {
            if (equal(table[place], column, set)) {
                return starts[table[place]];
            }
            place = place + 1 & table.length - 1;
        }
        table[place] = count;
        int start = starts[count];
        int end = start + set.length;
        words = end > words.length ? Arrays.copyOf(words, Math.max(end, words.length * 2)) : words;
        System.arraycopy(set, 0, words, start, set.length);
        columns = count == columns.length ? Arrays.copyOf(columns, count * 2) : columns;
        columns[count++] = column;
        starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
        starts[count] = end;
        if (2 * count > table.length) {
            rehash();
        }
        return start;
    }

    private boolean equal(int number, int column, int[] set) {
        return columns[number] == column
                && Arrays.equals(words, starts[number], starts[number + 1], set, 0, set.length);
    }

    private static int hash(int column, int[] set) {
        int hash = 31 * Arrays.hashCode(set) + column;
        return hash ^ hash >>> 15;
    }

    private static int[] freeTable(int size) {
        int[] table = new int[size];
        Arrays.fill(table, FREE);
        return table;
    }

    private void rehash() {
        table = freeTable(2 * table.length);
        for (int number = 0; number < count; number++) {
            int[] set = Arrays.copyOfRange(words, starts[number], starts[number + 1]);
            int place = hash(columns[number], set) & table.length - 1;
            while (table[place] != FREE) {
                place = place + 1 & table.length - 1;
            }
            table[place] = number;
        }
    }

    /** Length of all sets. */
    int words() {
        return starts[count];
    }

    /** Bits of all sets. */
    int[] toArray() {
        return Arrays.copyOf(words, words());
    }

    /** Where each set begins. */
    int[] starts() {
        return Arrays.copyOf(starts, count);
    }

    /** The column of each set. */
    int[] columns() {
        return Arrays.copyOf(columns, count);
    }

    /** A set of all levels and, as one more bit, missing; or of none. */
    public static int[] all(int levels, boolean right) {
        int[] set = new int[(levels + 32) / 32];
        if (right) {
            Arrays.fill(set, -1);
            set[set.length - 1] >>>= -(levels + 1) & 31;
        }
        return set;
    }

    public static void put(int[] set, int level, boolean right) {
        put(set, level, 1, right ? 1 : 0);
    }

    /** Sets as many bits from that level on to the lowest bits given; at most 32 at once. */
    public static void put(int[] set, int level, int count, int bits) {
        long mask = (1L << count) - 1 << (level & 31);
        long shifted = (bits & 0xffffffffL) << (level & 31) & mask;
        int word = level >> 5;
        set[word] = set[word] & ~(int) mask | (int) shifted;
        if (mask >>> 32 != 0) {
            set[word + 1] = set[word + 1] & ~(int) (mask >>> 32) | (int) (shifted >>> 32);
        }
    }
}
