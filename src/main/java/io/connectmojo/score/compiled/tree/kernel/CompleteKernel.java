package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.PackedNode;

/**
 * The complete form, for many shallow trees. Before the walks all splits of the forest are answered, one bit each, so that a
 * step is one look at a bit and has nothing to compare; and all trees of a block go down a level before any goes further, so
 * that no step waits for the one before it.
 */
public final class CompleteKernel implements Kernel {
    /** With fewer steps per numeric column, finding its rank costs more than the steps save. */
    private static final int MIN_STEPS_PER_COLUMN = 32;

    private final Keys keys;
    private final int keyCount;
    private final NumericSplits numeric;
    private final LevelSplits levelSets;
    private final CompleteTrees trees;

    /** Per class, its first tree. */
    private final int[] firstTree;

    public CompleteKernel(Forest forest, ForestShape shape, Keys keys) {
        this.keys = keys;
        this.keyCount = forest.keys();
        this.numeric = new NumericSplits(forest, 1);
        this.levelSets = new LevelSplits(forest, numeric.end());
        int[] places = numeric.places();
        int[] setNumbers = levelSets.fill(forest);
        long[] nodes = forest.nodes();
        this.trees = CompleteTrees.of(
                forest,
                shape,
                node -> PackedNode.isLevelSet(nodes[node])
                        ? setNumbers[PackedNode.word(nodes[node])]
                        : numeric.number(nodes[node], places));
        this.firstTree = new int[forest.trees().length];
        for (int c = 1; c < firstTree.length; c++) {
            firstTree[c] = firstTree[c - 1] + forest.trees()[c - 1];
        }
    }

    /** Whether this is faster than to compare at every step. */
    static boolean pays(ForestShape shape, Keys keys) {
        return shape.steps() >= MIN_STEPS_PER_COLUMN * keys.numeric().length;
    }

    @Override
    public Scratch newScratch(int classes) {
        return new Scratch(keyCount, levelSets.end(), numeric.ranks(), classes);
    }

    @Override
    public void read(double[] row, Scratch scratch) {
        keys.readNumbers(row, scratch.keys);
        numeric.answer(scratch.keys, scratch.ranks, scratch.answers);
        levelSets.answer(row, keys, scratch.answers);
    }

    @Override
    public void leaves(Scratch scratch, int ofClass, int from, int count) {
        int first = firstTree[ofClass] + from;
        descend(scratch.answers, scratch.places, first, count);
        lastStep(scratch.answers, scratch.places, first, count, scratch.leaves);
    }

    private void descend(long[] answers, int[] places, int first, int count) {
        for (int i = 0; i < count; i++) {
            places[i] = first + i;
        }
        for (int[] level : trees.levels()) {
            for (int i = 0; i < count; i++) {
                int place = places[i];
                places[i] = 2 * place + answer(answers, level[place]);
            }
        }
    }

    private void lastStep(long[] answers, int[] places, int first, int count, float[] into) {
        int[] last = trees.last();
        int[] firstLeaf = trees.firstLeaf();
        float[] leaves = trees.leaves();
        for (int i = 0; i < count; i++) {
            int node = last[places[i]];
            int left = firstLeaf[first + i] + (node & (1 << CompleteTrees.LEAF_BITS) - 1);
            into[i] = leaves[left + answer(answers, node >>> CompleteTrees.LEAF_BITS)];
        }
    }

    private static int answer(long[] answers, int split) {
        return (int) (answers[split >>> 6] >>> split) & 1;
    }

    @Override
    public float[][] thresholds() {
        return numeric.thresholds();
    }

    @Override
    public long bytes() {
        return trees.bytes() + numeric.bytes() + levelSets.bytes();
    }

    @Override
    public String form() {
        return "complete";
    }
}
