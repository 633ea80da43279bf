package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Answers all numeric splits of a forest for a row at once, one bit each: 1 is right. Splits of a column with the same
 * threshold and direction of missing values are one split.
 *
 * <p>A column's words stand in ascending order, so its answers are ones up to the rank of the row's key and zeros from there
 * on. A column has two runs of answers where missing values go left in one split and right in another.
 */
final class NumericSplits {
    private static final int NONE = -1;

    private final int columns;
    private final Ranks all;

    /** First word of the answers where missing goes left, and where it goes right; or none. */
    private final int[] left;

    private final int[] right;

    private final int end;

    /** As many words of ones as the longest run has, then as many zeros: a run is a part of it but for one word. */
    private final long[] onesThenZeros;

    /** @param first first word of the answers */
    NumericSplits(Forest forest, int first) {
        columns = forest.columns();
        all = new Ranks(forest);
        boolean[] slots = slots(forest);
        left = new int[all.size()];
        right = new int[all.size()];
        int next = first;
        for (int i = 0; i < all.size(); i++) {
            left[i] = slots[1 + all.column(i)] ? next : NONE;
            next += left[i] == NONE ? 0 : run(all.count(i));
            right[i] = slots[1 + columns + all.column(i)] ? next : NONE;
            next += right[i] == NONE ? 0 : run(all.count(i));
        }
        end = next;
        int most = IntStream.range(0, all.size()).map(all::count).max().orElse(0);
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

    /** First word behind the answers. */
    int end() {
        return end;
    }

    /** Length of the ranks. */
    int ranks() {
        return all.size();
    }

    /** Per column, where it is in the arrays here: for {@link #number}. */
    int[] places() {
        return all.places();
    }

    /** The bit that answers a split. */
    int number(long split, int[] places) {
        int slot = PackedNode.slot(split);
        int place = places[(slot - 1) % columns];
        int run = slot > columns ? right[place] : left[place];
        return run * Long.SIZE + all.of(place, PackedNode.word(split));
    }

    /** Writes the answers for the keys of a row. */
    void answer(int[] keys, int[] ranks, long[] answers) {
        all.find(keys, ranks);
        for (int i = 0; i < left.length; i++) {
            int count = all.count(i);
            int rank = all.of(i, ranks);
            if (left[i] != NONE) {
                write(answers, left[i], run(count), rank);
            }
            if (right[i] != NONE) {
                write(answers, right[i], run(count), all.isMissing(i, keys) ? count : rank);
            }
        }
    }

    private void write(long[] answers, int at, int run, int ones) {
        int full = ones >> 6;
        if (run > 1) {
            System.arraycopy(onesThenZeros, (onesThenZeros.length >> 1) - full, answers, at, run);
        }
        answers[at + full] = (1L << ones) - 1;
    }

    float[][] thresholds() {
        return all.thresholds();
    }

    long bytes() {
        return all.bytes() + 8L * onesThenZeros.length + 8L * left.length;
    }
}
