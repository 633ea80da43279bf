package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.forest.Keys;
import org.jspecify.annotations.Nullable;

/**
 * No walk at all: the leaves of a tree are bits of a word, from left to right, and a split that sends a row to the right takes away
 * the leaves on its left. What is left of all splits of the tree begins with the row's leaf (Lucchese et al., QuickScorer, 2015). All
 * splits of one column are taken together beforehand: {@link LeafMasks} has a line for each answer that a column can give.
 *
 * <p>So a row costs one line for each column, whatever the depth, and one leaf for each tree.
 */
public final class LeafMaskKernel implements Kernel {
    /** With fewer steps per numeric column, finding its rank costs more than the steps save. */
    private static final int MIN_STEPS_PER_COLUMN = 8;

    /** A word takes about a sixth of the time of a step, and a leaf for each tree comes on top. */
    private static final int MAX_WORDS_PER_STEP = 2;

    private final Ranks ranks;
    private final LeafMasks masks;

    /** Per class, its first tree. */
    private final int[] firstTree;

    private LeafMaskKernel(Forest forest, Ranks ranks, LeafMasks masks) {
        this.ranks = ranks;
        this.masks = masks;
        this.firstTree = new int[forest.trees().length];
        for (int c = 1; c < firstTree.length; c++) {
            firstTree[c] = firstTree[c - 1] + forest.trees()[c - 1];
        }
    }

    /** The form for this forest; null where a tree has too many leaves, or the lines take too much memory. */
    public static @Nullable LeafMaskKernel of(Forest forest, ForestShape shape, Keys keys, TableBudget budget) {
        Ranks ranks = new Ranks(forest);
        LeafMasks masks = LeafMasks.of(forest, shape, keys, ranks, budget);
        if (masks == null) {
            return null;
        }
        LeafMaskKernel kernel = new LeafMaskKernel(forest, ranks, masks);
        return budget.grant(masks.bytes(), kernel) ? kernel : null;
    }

    /** Whether the ranks are found and the lines combined in less time than a walk takes. */
    static boolean pays(Forest forest, ForestShape shape, Keys keys) {
        double columns = (double) keys.numeric().length + keys.categorical().length;
        return shape.steps() >= MIN_STEPS_PER_COLUMN * keys.numeric().length
                && LeafMasks.words(forest, shape) * columns <= MAX_WORDS_PER_STEP * shape.steps();
    }

    @Override
    public Scratch newScratch(int classes) {
        return new Scratch(0, masks.words(), masks.groups(), classes);
    }

    @Override
    public void read(double[] row, Scratch scratch) {
        masks.find(row, scratch.ranks);
        masks.and(scratch.ranks, scratch.answers);
    }

    @Override
    public void leaves(Scratch scratch, int ofClass, int from, int count) {
        masks.leaves(scratch.answers, firstTree[ofClass] + from, count, scratch.leaves);
    }

    @Override
    public double sum(Scratch scratch, int ofClass, int from, int count, double start) {
        return masks.sum(scratch.answers, firstTree[ofClass] + from, count, start);
    }

    @Override
    public float sum(Scratch scratch, int ofClass, int from, int count, float start) {
        return masks.sum(scratch.answers, firstTree[ofClass] + from, count, start);
    }

    @Override
    public float[][] thresholds() {
        return ranks.thresholds();
    }

    @Override
    public long bytes() {
        return masks.bytes() + ranks.bytes();
    }

    @Override
    public String form() {
        return "leaf-mask";
    }
}
