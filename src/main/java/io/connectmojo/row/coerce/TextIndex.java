package io.connectmojo.row.coerce;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each text of a list stands. For short lists a perfect hash: a multiplier is looked for under which no two texts share a
 * place, so that a search compares one text, without a branch that depends on which one it is. Long lists, and texts whose hash
 * codes are equal, take a {@link HashMap}. Immutable.
 */
final class TextIndex {
    /** Texts of the longest list that gets a table of its own. */
    private static final int MAX_TEXTS = 128;

    /** Bits of the multiplier that change from trial to trial. */
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private static final int TRIALS = 64;

    /** Null where a place is free. */
    private final @Nullable String[] texts;

    private final int[] positions;
    private final int multiplier;
    private final int shift;

    /** Null when the table has all texts. */
    private final @Nullable Map<String, Integer> map;

    /** @param list of a text that stands twice, the last place counts */
    TextIndex(List<String> list) {
        int bits = 32 - Integer.numberOfLeadingZeros(list.size()) + 3;
        boolean isShort = list.size() <= MAX_TEXTS;
        shift = 32 - bits;
        texts = new String[isShort ? 1 << bits : 0];
        positions = new int[texts.length];
        multiplier = isShort ? fill(list) : 0;
        map = multiplier == 0 ? map(list) : null;
    }

    /** The multiplier under which the table is filled; 0 when there is none. */
    private int fill(List<String> list) {
        for (int trial = 0; trial < TRIALS; trial++) {
            int candidate = GOLDEN_RATIO * (2 * trial + 1);
            Arrays.fill(texts, null);
            if (fits(list, candidate)) {
                return candidate;
            }
        }
        return 0;
    }

    private boolean fits(List<String> list, int candidate) {
        for (int position = 0; position < list.size(); position++) {
            String text = list.get(position);
            int place = text.hashCode() * candidate >>> shift;
            if (texts[place] != null && !texts[place].equals(text)) {
                return false;
            }
            texts[place] = text;
            positions[place] = position;
        }
        return true;
    }

    private static Map<String, Integer> map(List<String> list) {
        Map<String, Integer> map = new HashMap<>(list.size() * 2);
        for (int position = 0; position < list.size(); position++) {
            map.put(list.get(position), position);
        }
        return map;
    }

    /** The position of exactly that text; −1 when the list has none. */
    int of(String text) {
        if (map != null) {
            Integer position = map.get(text);
            return position == null ? -1 : position;
        }
        int place = text.hashCode() * multiplier >>> shift;
        return text.equals(texts[place]) ? positions[place] : -1;
    }
}
