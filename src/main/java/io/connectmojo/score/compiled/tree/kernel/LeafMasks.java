package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which leaves of each tree a column leaves, for each answer that it can give: a line for each rank of a number, or for each level, and one
 * for missing. Columns with few answers share lines, see {@link ColumnGroups}. A line has 16, 32 or 64 bits for each tree, one for each leaf
 * from left to right. Immutable.
 */
final class LeafMasks {
    private static final int MIN_SHIFT = 4;
    private static final int MAX_SHIFT = 6;

    /** Half of the second cache of a core: beyond, a line comes from farther away than the nodes of a walk. */
    private static final long MOST_BYTES = 1 << 19;

    /** Most lines that columns have together: more take more room in the caches than they save. */
    private static final int MOST_SHARED = 64;

    /** Bits of a tree are 2 to this power. */
    private final int shift;

    /** Words of a line. */
    private final int words;

    private final LineFinder finder;
    private final long[] lines;

    /** The leaves of tree t begin at t times the bits of a tree. */
    private final float[] leaves;

    /** Whether leaves may be added in any order. */
    private final boolean exact;

    private LeafMasks(int shift, int words, LineFinder finder, long[] lines, float[] leaves) {
        this.shift = shift;
        this.words = words;
        this.finder = finder;
        this.lines = lines;
        this.leaves = leaves;
        this.exact = ExactSums.of(leaves, 1 << shift);
    }

    /** Null where a tree has too many leaves, or the lines take too much memory. */
    static @Nullable LeafMasks of(Forest forest, ForestShape shape, Keys keys, Ranks ranks, TableBudget budget) {
        int shift = shift(forest, shape);
        if (shift > MAX_SHIFT) {
            return null;
        }
        int words = words(shape.trees(), shift);
        int[] answers = answers(forest, keys, ranks);
        for (int mostShared : new int[] {MOST_SHARED, 1}) {
            ColumnGroups groups = ColumnGroups.of(answers, mostShared);
            long bytes = Long.BYTES * groups.lines() * words + ((long) Float.BYTES * shape.trees() << shift);
            if (bytes <= MOST_BYTES && budget.allows(bytes)) {
                LeafFiller filler = new LeafFiller(forest, keys, ranks, answers, shift, words, shape.trees());
                LineFinder finder = new LineFinder(keys, ranks, groups, words);
                return new LeafMasks(shift, words, finder, groups.combine(filler.lines(), words), filler.leaves());
            }
        }
        return null;
    }

    /** Per column with splits, numeric ones as {@link Ranks} has them and then the categorical ones: how many answers it can give. */
    private static int[] answers(Forest forest, Keys keys, Ranks ranks) {
        int[] levels = keys.categorical();
        int[] answers = new int[ranks.size() + levels.length];
        Arrays.setAll(
                answers, i -> i < ranks.size() ? ranks.count(i) + 2 : forest.levels()[levels[i - ranks.size()]] + 1);
        return answers;
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

    /** How many lines a row has. */
    int groups() {
        return finder.groups();
    }

    long bytes() {
        return 8L * lines.length + 4L * leaves.length + finder.bytes();
    }

    /** Finds the lines of a row. */
    void find(double[] row, int[] into) {
        finder.find(row, into);
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

    /** The leaves of some trees, added one after the other where the order matters: an addition waits for the one before. */
    double sum(long[] left, int tree, int count, double start) {
        int last = tree + count;
        int at = tree;
        double sum = start;
        if (exact) {
            double second = 0;
            double third = 0;
            double fourth = 0;
            for (; at < last - 3; at += 4) {
                sum += leaf(left, at);
                second += leaf(left, at + 1);
                third += leaf(left, at + 2);
                fourth += leaf(left, at + 3);
            }
            sum = sum + second + (third + fourth);
        }
        for (; at < last; at++) {
            sum += leaf(left, at);
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
}
