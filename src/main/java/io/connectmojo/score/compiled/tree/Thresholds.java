package io.connectmojo.score.compiled.tree;

import java.util.Arrays;

/** The thresholds of packed nodes, read back. */
public final class Thresholds {
    private Thresholds() {}

    /** Per column, each once. */
    public static float[][] of(long[] nodes, int columns) {
        float[][] found = new float[columns][0];
        int[] counts = new int[columns];
        for (long node : nodes) {
            int slot = PackedNode.slot(node);
            int key = PackedNode.word(node) + 1;
            if (PackedNode.isLeaf(node) || slot > 2 * columns || key == OrderedKey.ABOVE_ALL) {
                continue;
            }
            int column = (slot - 1) % columns;
            if (counts[column] == found[column].length) {
                found[column] = Arrays.copyOf(found[column], Math.max(8, counts[column] * 2));
            }
            found[column][counts[column]++] = OrderedKey.toFloat(key);
        }
        for (int c = 0; c < columns; c++) {
            found[c] = distinct(Arrays.copyOf(found[c], counts[c]));
        }
        return found;
    }

    private static float[] distinct(float[] values) {
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
