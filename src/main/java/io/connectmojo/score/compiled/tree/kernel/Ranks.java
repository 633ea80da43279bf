package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import io.connectmojo.score.compiled.tree.forest.Thresholds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where a row's numbers lie among the words that the numeric splits of a forest compare with: per column, how many of them are below.
 * Found by bisection without branches, for all columns side by side: one column's search is a chain of dependent loads. Immutable.
 */
final class Ranks {
    private final int columns;

    /** Columns with splits, those with most words first; the other arrays go by the place here. */
    private final int[] column;

    /** Where the words of each begin, and one end more. */
    private final int[] start;

    /** The words of all columns, ascending for each. */
    private final int[] words;

    /** How many columns have at least 2^n words. */
    private final int[] searching;

    Ranks(Forest forest) {
        columns = forest.columns();
        int[][] perColumn = Thresholds.words(forest.nodes(), columns);
        column = IntStream.range(0, columns)
                .filter(c -> perColumn[c].length > 0)
                .boxed()
                .sorted(Comparator.comparingInt(c -> -perColumn[c].length))
                .mapToInt(Integer::intValue)
                .toArray();
        start = new int[column.length + 1];
        for (int i = 0; i < column.length; i++) {
            start[i + 1] = start[i] + perColumn[column[i]].length;
        }
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
    }

    /** How many columns have splits. */
    int size() {
        return column.length;
    }

    int column(int place) {
        return column[place];
    }

    /** How many words the column at a place has. */
    int count(int place) {
        return start[place + 1] - start[place];
    }

    /** Where the words of the column at a place begin. */
    int start(int place) {
        return start[place];
    }

    /** Those of the column at a place. */
    int[] words(int place) {
        return Arrays.copyOfRange(words, start[place], start[place + 1]);
    }

    /** All, each column with one more behind, which is below no key. */
    int[] wordsWithEnds() {
        int[] all = new int[words.length + column.length];
        Arrays.fill(all, OrderedKey.ABOVE_ALL);
        for (int i = 0; i < column.length; i++) {
            System.arraycopy(words, start[i], all, start[i] + i, count(i));
        }
        return all;
    }

    /** Per column, where it is in the arrays here. */
    int[] places() {
        int[] places = new int[columns];
        for (int i = 0; i < column.length; i++) {
            places[column[i]] = i;
        }
        return places;
    }

    /** How many words of the column at a place are below one of them. */
    int of(int place, int word) {
        return Arrays.binarySearch(words, start[place], start[place + 1], word) - start[place];
    }

    /** The rank of the column at a place, among what {@link #find} has found. */
    int of(int place, int[] found) {
        return found[place] - start[place];
    }

    boolean isMissing(int place, int[] keys) {
        return keys[1 + columns + column[place]] == OrderedKey.ABOVE_ALL;
    }

    /**
     * Where, in all words, the first one is that is not below the column's key. The first step leaves a range of one less than
     * a power of two, whatever the number of words; each further step halves it.
     */
    void find(int[] keys, int[] found) {
        int[] column = this.column;
        int[] start = this.start;
        int[] words = this.words;
        for (int i = 0; i < column.length; i++) {
            int count = start[i + 1] - start[i];
            int power = Integer.highestOneBit(count);
            found[i] = start[i] + (count + 1 - power & below(words[start[i] + power - 1], keys[1 + column[i]]));
        }
        for (int n = searching.length - 2; n >= 0; n--) {
            int half = 1 << n;
            int last = searching[n + 1];
            for (int i = 0; i < last; i++) {
                int from = found[i];
                found[i] = from + (half & below(words[from + half - 1], keys[1 + column[i]]));
            }
        }
    }

    /** All bits where the word is below the key, else none. */
    private static int below(int word, int key) {
        return (int) ((long) word - key >> 63);
    }

    float[][] thresholds() {
        float[][] thresholds = new float[columns][0];
        for (int i = 0; i < column.length; i++) {
            thresholds[column[i]] = Thresholds.of(words, start[i], start[i + 1]);
        }
        return thresholds;
    }

    long bytes() {
        return 4L * words.length + 8L * column.length;
    }
}
