package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.Arrays;

/** Goes through all nodes once and makes the lines of each column for itself, see {@link LeafMasks}. */
final class LeafFiller {
    private final Forest forest;
    private final Ranks ranks;
    private final int words;

    /** Per column of the forest: where it is among those with splits. */
    private final int[] places;

    /** Per column with splits: where its first line begins. */
    private final int[] first;

    private final long[] lines;
    private final float[] leaves;

    LeafFiller(Forest forest, Keys keys, Ranks ranks, int[] answers, int shift, int words, int trees) {
        this.forest = forest;
        this.ranks = ranks;
        this.words = words;
        places = ranks.places();
        int[] levels = keys.categorical();
        for (int i = 0; i < levels.length; i++) {
            places[levels[i]] = ranks.size() + i;
        }
        first = new int[answers.length];
        for (int i = 1; i < first.length; i++) {
            first[i] = first[i - 1] + answers[i - 1] * words;
        }
        lines = new long[Arrays.stream(answers).sum() * words];
        leaves = new float[trees << shift];
        Arrays.fill(lines, -1);
        int tree = 0;
        for (int c = 0; c < forest.trees().length; c++) {
            for (int t = 0; t < forest.trees()[c]; t++) {
                fill(forest.roots()[c][t], tree++ << shift);
            }
        }
        takeLowerRanks();
    }

    /** Of all columns, one behind the other. */
    long[] lines() {
        return lines;
    }

    /** See {@link LeafMasks}. */
    float[] leaves() {
        return leaves;
    }

    /** A number answers all splits below its own too. */
    private void takeLowerRanks() {
        for (int i = 0; i < ranks.size(); i++) {
            int end = first[i] + (ranks.count(i) + 1) * words;
            for (int at = first[i] + words; at < end; at++) {
                lines[at] &= lines[at - words];
            }
        }
    }

    /** Fills in a subtree; the answer is the bit behind its last leaf. */
    private int fill(int at, int bit) {
        long node = forest.nodes()[at];
        if (PackedNode.isLeaf(node)) {
            leaves[bit] = PackedNode.value(node);
            return bit + 1;
        }
        int child = at + PackedNode.distance(node);
        int middle = fill(child, bit);
        long left = (1L << middle - bit) - 1 << bit;
        if (PackedNode.isLevelSet(node)) {
            ofLevels(node, bit >> 6, left);
        } else {
            ofNumbers(node, bit >> 6, left);
        }
        return fill(child + 1, middle);
    }

    private void ofNumbers(long node, int word, long left) {
        int slot = PackedNode.slot(node);
        int place = places[(slot - 1) % forest.columns()];
        int rank = ranks.of(place, PackedNode.word(node)) + 1;
        lines[first[place] + rank * words + word] &= ~left;
        if (slot > forest.columns() && PackedNode.word(node) != OrderedKey.ABOVE_ALL) {
            lines[first[place] + (ranks.count(place) + 1) * words + word] &= ~left;
        }
    }

    private void ofLevels(long node, int word, long left) {
        int column = forest.column(node);
        int set = PackedNode.word(node);
        for (int level = 0; level <= forest.levels()[column]; level++) {
            if ((forest.sets()[set + (level >> 5)] >>> level & 1) != 0) {
                lines[first[places[column]] + level * words + word] &= ~left;
            }
        }
    }
}
