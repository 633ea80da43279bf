package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which leaves of each tree a column leaves, for each answer that it can give: a line for each rank of a number, or for each level, and one
 * for missing. A line has 16, 32 or 64 bits for each tree, one for each leaf from left to right. Immutable.
 */
final class LeafMasks {
    private static final int MIN_SHIFT = 4;
    private static final int MAX_SHIFT = 6;

    /** Half of the second cache of a core: beyond, a line comes from farther away than the nodes of a walk. */
    private static final long MOST_BYTES = 1 << 19;

    /** Bits of a tree are 2 to this power. */
    private final int shift;

    /** Words of a line. */
    private final int words;

    /** Per column with splits, numeric ones as {@link Ranks} has them and then the categorical ones: its first line. */
    private final int[] first;

    private final int numeric;

    /** Categorical columns. */
    private final int[] levels;

    private final long[] lines;

    /** The leaves of tree t begin at t times the bits of a tree. */
    private final float[] leaves;

    private LeafMasks(int shift, int words, int[] first, int numeric, int[] levels, long[] lines, float[] leaves) {
        this.shift = shift;
        this.words = words;
        this.first = first;
        this.numeric = numeric;
        this.levels = levels;
        this.lines = lines;
        this.leaves = leaves;
    }

    /** Null where a tree has too many leaves, or the lines take too much memory. */
    static @Nullable LeafMasks of(Forest forest, ForestShape shape, Keys keys, Ranks ranks, TableBudget budget) {
        int shift = shift(forest, shape);
        if (shift > MAX_SHIFT) {
            return null;
        }
        int words = words(shape.trees(), shift);
        int[] levels = keys.categorical();
        int[] first = new int[ranks.size() + levels.length];
        long next = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = (int) next * words;
            next += i < ranks.size() ? ranks.count(i) + 2 : forest.levels()[levels[i - ranks.size()]] + 1;
            long bytes = Long.BYTES * next * words + ((long) Float.BYTES * shape.trees() << shift);
            if (bytes > MOST_BYTES || !budget.allows(bytes)) {
                return null;
            }
        }
        long[] lines = new long[(int) next * words];
        Arrays.fill(lines, -1);
        float[] leaves = new float[shape.trees() << shift];
        LeafMasks masks = new LeafMasks(shift, words, first, ranks.size(), levels, lines, leaves);
        masks.new Filler(forest, ranks).fill();
        return masks;
    }

    /** Words of a line; very many where a tree has too many leaves. */
    static int words(Forest forest, ForestShape shape) {
        int shift = shift(forest, shape);
        return shift > MAX_SHIFT ? Integer.MAX_VALUE : words(shape.trees(), shift);
    }

    private static int words(int trees, int shift) {
        return (int) (((long) trees << shift) + Long.SIZE - 1 >> 6);
    }

    private static int shift(Forest forest, ForestShape shape) {
        if (shape.depth() >= 1 << MAX_SHIFT) {
            return Integer.SIZE;
        }
        int most = 1;
        for (int c = 0; c < forest.trees().length; c++) {
            for (int t = 0; t < forest.trees()[c]; t++) {
                most = Math.max(most, leaves(forest.nodes(), forest.roots()[c][t]));
            }
        }
        return Math.max(MIN_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros(most - 1));
    }

    private static int leaves(long[] nodes, int at) {
        if (PackedNode.isLeaf(nodes[at])) {
            return 1;
        }
        int child = at + PackedNode.distance(nodes[at]);
        return leaves(nodes, child) + leaves(nodes, child + 1);
    }

    int words() {
        return words;
    }

    long bytes() {
        return 8L * lines.length + 4L * leaves.length;
    }

    /** Finds the line of each column. */
    void find(double[] row, Keys keys, Ranks ranks, int[] into) {
        for (int i = 0; i < numeric; i++) {
            int key = keys.of(row[ranks.column(i)]);
            int line = key == OrderedKey.ABOVE_ALL ? ranks.count(i) + 1 : ranks.rank(i, key);
            into[i] = first[i] + line * words;
        }
        for (int i = 0; i < levels.length; i++) {
            into[numeric + i] = first[numeric + i] + keys.level(row, levels[i]) * words;
        }
    }

    /** What all of these lines leave: four at a time, so that a word is loaded and stored less often. */
    void and(int[] at, long[] into) {
        long[] lines = this.lines;
        int words = this.words;
        int i = at.length & 3;
        switch (i) {
            case 0 -> Arrays.fill(into, -1);
            case 1 -> System.arraycopy(lines, at[0], into, 0, words);
            case 2 -> and(lines, at[0], at[1], into, words);
            default -> and(lines, at[0], at[1], at[2], into, words);
        }
        for (; i < at.length; i += 4) {
            and(lines, at[i], at[i + 1], at[i + 2], at[i + 3], into, words);
        }
    }

    private static void and(long[] lines, int a, int b, long[] into, int words) {
        for (int i = 0; i < words; i++) {
            into[i] = lines[a + i] & lines[b + i];
        }
    }

    private static void and(long[] lines, int a, int b, int c, long[] into, int words) {
        for (int i = 0; i < words; i++) {
            into[i] = lines[a + i] & lines[b + i] & lines[c + i];
        }
    }

    private static void and(long[] lines, int a, int b, int c, int d, long[] into, int words) {
        for (int i = 0; i < words; i++) {
            into[i] &= lines[a + i] & lines[b + i] & lines[c + i] & lines[d + i];
        }
    }

    /** The leaf of a tree. Bits of the next tree are above: the lowest one is the tree's own. */
    private float leaf(long[] left, int tree) {
        int bit = tree << shift;
        return leaves[bit + Long.numberOfTrailingZeros(left[bit >> 6] >>> bit)];
    }

    void leaves(long[] left, int tree, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = leaf(left, tree + i);
        }
    }

    /** The leaves of some trees, added one after the other: the next ones are found meanwhile. */
    double sum(long[] left, int tree, int count, double start) {
        double sum = start;
        for (int i = 0; i < count; i++) {
            sum += leaf(left, tree + i);
        }
        return sum;
    }

    float sum(long[] left, int tree, int count, float start) {
        float sum = start;
        for (int i = 0; i < count; i++) {
            sum += leaf(left, tree + i);
        }
        return sum;
    }

    /** Goes through all nodes once. */
    private final class Filler {
        private final Forest forest;
        private final Ranks ranks;
        private final int[] places;
        private final int[] placeOfLevels;

        Filler(Forest forest, Ranks ranks) {
            this.forest = forest;
            this.ranks = ranks;
            this.places = ranks.places();
            this.placeOfLevels = new int[forest.columns()];
            for (int i = 0; i < levels.length; i++) {
                placeOfLevels[levels[i]] = numeric + i;
            }
        }

        void fill() {
            int tree = 0;
            for (int c = 0; c < forest.trees().length; c++) {
                for (int t = 0; t < forest.trees()[c]; t++) {
                    fill(forest.roots()[c][t], tree++ << shift);
                }
            }
            // a number answers all splits below its own too
            for (int i = 0; i < numeric; i++) {
                for (int rank = 1; rank <= ranks.count(i); rank++) {
                    int at = first[i] + rank * words;
                    for (int w = 0; w < words; w++) {
                        lines[at + w] &= lines[at - words + w];
                    }
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
                    lines[first[placeOfLevels[column]] + level * words + word] &= ~left;
                }
            }
        }
    }
}
