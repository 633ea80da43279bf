package io.connectmojo.score.compiled.tree.forest;

import java.util.Arrays;

/** The thresholds of packed nodes, read back. */
public final class Thresholds {
    /** The word that no number is above, only a missing one. */
    public static final int MISSING = OrderedKey.ABOVE_ALL - 1;

    private Thresholds() {}

    /** Per column, each once, in ascending order. */
    public static float[][] of(long[] nodes, int columns) {
        int[][] words = words(nodes, columns);
        float[][] thresholds = new float[columns][];
        for (int c = 0; c < columns; c++) {
            thresholds[c] = of(words[c], 0, words[c].length);
        }
        return thresholds;
    }

    /** Of some ascending words. */
    public static float[] of(int[] words, int from, int end) {
        int last = end > from && words[end - 1] == MISSING ? end - 1 : end;
        float[] thresholds = new float[last - from];
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = OrderedKey.toFloat(words[from + i] + 1);
        }
        return thresholds;
    }

    /** Per column, the words that its numeric splits compare with, each once, in ascending order. */
    public static int[][] words(long[] nodes, int columns) {
        int[][] found = new int[columns][0];
        int[] counts = new int[columns];
        for (long node : nodes) {
            int slot = PackedNode.slot(node);
            if (PackedNode.isLeaf(node) || slot > 2 * columns) {
                continue;
            }
            int column = (slot - 1) % columns;
            if (counts[column] == found[column].length) {
                found[column] = Arrays.copyOf(found[column], Math.max(8, counts[column] * 2));
            }
            found[column][counts[column]++] = PackedNode.word(node);
        }
        for (int c = 0; c < columns; c++) {
            found[c] = distinct(Arrays.copyOf(found[c], counts[c]));
        }
        return found;
    }

    private static int[] distinct(int[] values) {
        Arrays.sort(values);
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (i == 0 || values[i] != values[count - 1]) {
                values[count++] = values[i];
            }
        }
        return Arrays.copyOf(values, count);
    }
}
