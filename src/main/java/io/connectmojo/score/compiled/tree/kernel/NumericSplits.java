package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import io.connectmojo.score.compiled.tree.forest.Thresholds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Answers all numeric splits of a forest for a row at once, one bit each: 1 is right. Splits of a column with the same
 * threshold and direction of missing values are one split.
 *
 * <p>A column's words stand in ascending order, so its answers are ones up to the rank of the row's key and zeros from there
 * on. The rank is found by bisection without branches, for all columns side by side: one column's search is a chain of
 * dependent loads. A column has two runs of answers where missing values go left in one split and right in another.
 */
final class NumericSplits {
    private static final int NONE = -1;

    private final int columns;

    /** Columns with splits, those with most words first; the other arrays go by the place here. */
    private final int[] column;

    /** Where the words of each begin, and one end more. */
    private final int[] start;

    /** The words of all columns. */
    private final int[] words;

    /** First word of the answers where missing goes left, and where it goes right; or none. */
    private final int[] left;

    private final int[] right;

    /** How many columns have at least 2^n words. */
    private final int[] searching;

    private final int end;

    /** As many words of ones as the longest run has, then as many zeros: a run is a part of it but for one word. */
    private final long[] onesThenZeros;

    /** @param first first word of the answers */
    NumericSplits(Forest forest, int first) {
        columns = forest.columns();
        int[][] perColumn = Thresholds.words(forest.nodes(), columns);
        column = IntStream.range(0, columns)
                .filter(c -> perColumn[c].length > 0)
                .boxed()
                .sorted(Comparator.comparingInt(c -> -perColumn[c].length))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] slots = slots(forest);
        start = new int[column.length + 1];
        left = new int[column.length];
        right = new int[column.length];
        int next = first;
        for (int i = 0; i < column.length; i++) {
            int count = perColumn[column[i]].length;
            start[i + 1] = start[i] + count;
            left[i] = slots[1 + column[i]] ? next : NONE;
            next += left[i] == NONE ? 0 : run(count);
            right[i] = slots[1 + columns + column[i]] ? next : NONE;
            next += right[i] == NONE ? 0 : run(count);
        }
        end = next;
        words = new int[start[column.length]];
        for (int i = 0; i < column.length; i++) {
            System.arraycopy(perColumn[column[i]], 0, words, start[i], count(i));
        }
        int most = column.length == 0 ? 0 : count(0);
        searching = IntStream.range(0, Integer.SIZE - Integer.numberOfLeadingZeros(most))
                .map(n -> (int) Arrays.stream(column)
                        .filter(c -> perColumn[c].length >= 1 << n)
                        .count())
                .toArray();
        onesThenZeros = new long[2 * run(most)];
        Arrays.fill(onesThenZeros, 0, run(most), -1);
    }

    private static boolean[] slots(Forest forest) {
        boolean[] slots = new boolean[forest.keys()];
        for (long node : forest.nodes()) {
            if (!PackedNode.isLeaf(node) && !PackedNode.isLevelSet(node)) {
                slots[PackedNode.slot(node)] = true;
            }
        }
        return slots;
    }

    /** Words of as many answers; one answer more, so that every rank lies in one of them. */
    private static int run(int count) {
        return count / Long.SIZE + 1;
    }

    private int count(int place) {
        return start[place + 1] - start[place];
    }

    /** First word behind the answers. */
    int end() {
        return end;
    }

    /** Length of the ranks. */
    int ranks() {
        return column.length;
    }

    /** Per column, where it is in the arrays here: for {@link #number}. */
    int[] places() {
        int[] places = new int[columns];
        for (int i = 0; i < column.length; i++) {
            places[column[i]] = i;
        }
        return places;
    }

    /** The bit that answers a split. */
    int number(long split, int[] places) {
        int slot = PackedNode.slot(split);
        int place = places[(slot - 1) % columns];
        int run = slot > columns ? right[place] : left[place];
        int rank = Arrays.binarySearch(words, start[place], start[place + 1], PackedNode.word(split)) - start[place];
        return run * Long.SIZE + rank;
    }

    /** Writes the answers for the keys of a row. */
    void answer(int[] keys, int[] ranks, long[] answers) {
        rank(keys, ranks);
        for (int i = 0; i < column.length; i++) {
            int count = start[i + 1] - start[i];
            int rank = ranks[i] - start[i];
            if (left[i] != NONE) {
                write(answers, left[i], run(count), rank);
            }
            if (right[i] != NONE) {
                boolean missing = keys[1 + columns + column[i]] == OrderedKey.ABOVE_ALL;
                write(answers, right[i], run(count), missing ? count : rank);
            }
        }
    }

    /**
     * Where, in all words, the first one is that is not below the column's key. The first step leaves a range of one less than
     * a power of two, whatever the number of words; each further step halves it.
     */
    private void rank(int[] keys, int[] ranks) {
        int[] column = this.column;
        int[] start = this.start;
        int[] words = this.words;
        for (int i = 0; i < column.length; i++) {
            int count = start[i + 1] - start[i];
            int power = Integer.highestOneBit(count);
            ranks[i] = start[i] + (count + 1 - power & below(words[start[i] + power - 1], keys[1 + column[i]]));
        }
        for (int n = searching.length - 2; n >= 0; n--) {
            int half = 1 << n;
            int last = searching[n + 1];
            for (int i = 0; i < last; i++) {
                int from = ranks[i];
                ranks[i] = from + (half & below(words[from + half - 1], keys[1 + column[i]]));
            }
        }
    }

    /** All bits where the word is below the key, else none. */
    private static int below(int word, int key) {
        return (int) ((long) word - key >> 63);
    }

    private void write(long[] answers, int at, int run, int ones) {
        int full = ones >> 6;
        if (run > 1) {
            System.arraycopy(onesThenZeros, (onesThenZeros.length >> 1) - full, answers, at, run);
        }
        answers[at + full] = (1L << ones) - 1;
    }

    float[][] thresholds() {
        float[][] thresholds = new float[columns][0];
        for (int i = 0; i < column.length; i++) {
            thresholds[column[i]] = Thresholds.of(words, start[i], start[i + 1]);
        }
        return thresholds;
    }

    long bytes() {
        return 4L * words.length + 8L * onesThenZeros.length + 16L * column.length;
    }
}
