package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import java.util.Arrays;

/**
 * Finds the lines of a row, see {@link LeafMasks}. What it knows of a column stands side by side: a row asks for all of it, and comes
 * when the caches have been used for other things. Immutable.
 */
final class LineFinder {
    /** What is known of a numeric column, beginning with its index in a row. */
    private static final int COLUMN = 0;

    /** See {@link KeyRanges}. */
    private static final int LEAST = 1;

    private static final int MOST = 2;
    private static final int SHIFT = 3;
    private static final int STEPS = 4;

    /** Where its ranges begin. */
    private static final int RANGES = 5;

    /** Where its words begin. */
    private static final int WORDS = 6;

    /** The answer when the number is missing. */
    private static final int MISSING = 7;

    private static final int GROUP = 8;

    /** From one answer to the next, in words of a line. */
    private static final int STRIDE = 9;

    private static final int NUMBER_SIZE = 10;

    /** The same of a categorical column, beginning with its index in a row. */
    private static final int LEVELS = 1;

    private static final int GROUP_OF_LEVEL = 2;
    private static final int STRIDE_OF_LEVEL = 3;
    private static final int LEVEL_SIZE = 4;

    private final Keys keys;

    /** Per group, where its first line begins. */
    private final int[] first;

    private final int[] numbers;
    private final int[] levels;

    /** The words of all numeric columns, ascending for each, which ends with one that is below no key. */
    private final int[] words;

    /** Per range, how many words of the column lie below it. */
    private final char[] ranges;

    LineFinder(Keys keys, Ranks ranks, ColumnGroups groups, int wordsOfLine) {
        this.keys = keys;
        first = new int[groups.size()];
        Arrays.setAll(first, g -> groups.first(g) * wordsOfLine);
        numbers = new int[ranks.size() * NUMBER_SIZE];
        int[] ends = new int[ranks.size() + 1];
        KeyRanges[] rangesOf = new KeyRanges[ranks.size()];
        for (int i = 0; i < ranks.size(); i++) {
            rangesOf[i] = KeyRanges.of(ranks.words(i));
            ends[i + 1] = ends[i] + rangesOf[i].below().length;
        }
        ranges = new char[ends[ranks.size()]];
        words = ranks.wordsWithEnds();
        for (int i = 0; i < ranks.size(); i++) {
            KeyRanges of = rangesOf[i];
            System.arraycopy(of.below(), 0, ranges, ends[i], of.below().length);
            int at = i * NUMBER_SIZE;
            numbers[at + COLUMN] = ranks.column(i);
            numbers[at + LEAST] = of.least();
            numbers[at + MOST] = of.most();
            numbers[at + SHIFT] = of.shift();
            numbers[at + STEPS] = of.steps();
            numbers[at + RANGES] = ends[i];
            numbers[at + WORDS] = ranks.start(i) + i;
            numbers[at + MISSING] = ranks.count(i) + 1;
            numbers[at + GROUP] = groups.group(i);
            numbers[at + STRIDE] = groups.stride(i) * wordsOfLine;
        }
        int[] categorical = keys.categorical();
        levels = new int[categorical.length * LEVEL_SIZE];
        for (int i = 0; i < categorical.length; i++) {
            int at = i * LEVEL_SIZE;
            levels[at + COLUMN] = categorical[i];
            levels[at + LEVELS] = keys.levels(categorical[i]);
            levels[at + GROUP_OF_LEVEL] = groups.group(ranks.size() + i);
            levels[at + STRIDE_OF_LEVEL] = groups.stride(ranks.size() + i) * wordsOfLine;
        }
    }

    /** How many lines a row has. */
    int groups() {
        return first.length;
    }

    /** Writes where each line begins. */
    void find(double[] row, int[] into) {
        System.arraycopy(first, 0, into, 0, first.length);
        int[] of = numbers;
        for (int at = 0; at < of.length; at += NUMBER_SIZE) {
            int key = keys.of(row[of[at + COLUMN]]);
            int answer = key == OrderedKey.ABOVE_ALL ? of[at + MISSING] : rank(of, at, key);
            into[of[at + GROUP]] += answer * of[at + STRIDE];
        }
        int[] ofLevels = levels;
        for (int at = 0; at < ofLevels.length; at += LEVEL_SIZE) {
            int level = Keys.level(row[ofLevels[at + COLUMN]], ofLevels[at + LEVELS]);
            into[ofLevels[at + GROUP_OF_LEVEL]] += level * ofLevels[at + STRIDE_OF_LEVEL];
        }
    }

    private int rank(int[] of, int at, int key) {
        int least = of[at + LEAST];
        int inside = Math.max(least, Math.min(of[at + MOST], key));
        int first = of[at + WORDS];
        int word = first + ranges[of[at + RANGES] + (inside - least >>> of[at + SHIFT])];
        for (int steps = of[at + STEPS]; steps > 0; steps--) {
            word += words[word] < key ? 1 : 0;
        }
        return word - first;
    }

    long bytes() {
        return 4L * (numbers.length + levels.length + words.length) + 2L * ranges.length;
    }
}
