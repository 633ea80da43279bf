package io.connectmojo.score.tree;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Collects sets of levels as bits in one array; equal sets are kept once. */
final class LevelSets {
    private final Map<IntBuffer, Integer> offsets = new HashMap<>();
    private int[] words = new int[64];
    /** The first word is never part of a set: comparisons read it in vain. */
    private int size = 1;

    /** Where the set begins; bit n of the set is bit n % 32 of word n / 32. */
    int add(int[] set) {
        Integer known = offsets.get(IntBuffer.wrap(set));
        if (known != null) {
            return known;
        }
        int offset = size;
        size += set.length;
        if (size > words.length) {
            words = Arrays.copyOf(words, Math.max(size, words.length * 2));
        }
        System.arraycopy(set, 0, words, offset, set.length);
        offsets.put(IntBuffer.wrap(set), offset);
        return offset;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(words, size);
    }

    /** A set of all levels and, as one more bit, missing; or of none. */
    static int[] all(int levels, boolean right) {
        int[] set = new int[(levels + 32) / 32];
        if (right) {
            Arrays.fill(set, -1);
            set[set.length - 1] >>>= -(levels + 1) & 31;
        }
        return set;
    }

    static void put(int[] set, int level, boolean right) {
        int bit = 1 << (level & 31);
        set[level >> 5] = right ? set[level >> 5] | bit : set[level >> 5] & ~bit;
    }
}
