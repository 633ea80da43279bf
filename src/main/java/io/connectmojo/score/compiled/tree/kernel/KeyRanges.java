package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Thresholds;
import java.util.Arrays;

/**
 * Cuts the keys of a numeric column into ranges of equal size: how many of its words lie below a range is written down, so only the few
 * words of one range need to be compared with a key.
 *
 * @param least the first word: lower keys belong to its range
 * @param most the last word: higher keys belong to its range
 * @param shift a range has 2 to this power of keys
 * @param steps how many words the fullest range has
 * @param below per range, how many words lie below its first key
 */
record KeyRanges(int least, int most, int shift, int steps, char[] below) {
    /** With so few words in each range, more ranges save nothing. */
    private static final int FEW = 1;

    private static final int MOST_RANGES = 1024;
    private static final int MOST_RANGES_PER_WORD = 8;

    /** @param words ascending, each once, at most as many as a char can count */
    static KeyRanges of(int[] words) {
        int count = words.length;
        if (count > 0 && words[count - 1] == Thresholds.MISSING) {
            count--;
        }
        if (count == 0) {
            return new KeyRanges(0, 0, 0, 0, new char[1]);
        }
        int[] ofNumbers = Arrays.copyOf(words, count);
        int mostRanges = Math.min(MOST_RANGES, count * MOST_RANGES_PER_WORD);
        int shift = Integer.SIZE - 1;
        KeyRanges best = of(ofNumbers, shift);
        while (shift > 0 && best.steps > FEW && best.most - best.least >>> shift - 1 < mostRanges) {
            best = of(ofNumbers, --shift);
        }
        return best;
    }

    private static KeyRanges of(int[] words, int shift) {
        int least = words[0];
        int most = words[words.length - 1];
        int last = most - least >>> shift;
        char[] below = new char[last + 1];
        int[] counts = new int[last + 1];
        for (int word : words) {
            counts[word - least >>> shift]++;
        }
        for (int range = 0; range < last; range++) {
            below[range + 1] = (char) (below[range] + counts[range]);
        }
        return new KeyRanges(least, most, shift, Arrays.stream(counts).max().orElseThrow(), below);
    }
}
