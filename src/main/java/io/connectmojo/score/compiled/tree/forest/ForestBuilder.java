package io.connectmojo.score.compiled.tree.forest;

import io.connectmojo.score.NotCompiled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs trees, node by node, into a {@link Forest}. A split takes the places of both its children, and the reader fills
 * them next: breadth first, so that they stay near.
 */
public final class ForestBuilder {
    /** A forest of this size need not be compared with its model. */
    private static final int SMALL = 1 << 14;

    private final int[] levels;
    private final long modelBytes;
    private final int modelBytesPerNode;
    private final LevelSets sets = new LevelSets();
    private final List<List<Integer>> roots = new ArrayList<>();
    private long[] nodes = new long[1024];
    private int size;

    /**
     * @param levels number of levels per column, {@link Forest#NUMERIC} for a numeric one
     * @param modelBytes memory that the model takes for its trees, besides
     * @param modelBytesPerNode that for each node: the forest may take half of both
     */
    public ForestBuilder(int[] levels, int classes, long modelBytes, int modelBytesPerNode) throws NotCompiled {
        if (levels.length > Forest.MAX_COLUMNS) {
            throw new NotCompiled("its trees have more than " + Forest.MAX_COLUMNS + " columns");
        }
        this.levels = levels;
        this.modelBytes = modelBytes;
        this.modelBytesPerNode = modelBytesPerNode;
        for (int c = 0; c < classes; c++) {
            roots.add(new ArrayList<>());
        }
    }

    /** Begins a tree; the answer is the place of its root. */
    public int tree(int ofClass) throws NotCompiled {
        int root = allocate(1);
        roots.get(ofClass).add(root);
        return root;
    }

    public void leaf(int at, float value) {
        nodes[at] = PackedNode.leaf(value);
    }

    /**
     * Values from the threshold on go right.
     *
     * @return the place of the left child; the right child's is the next one
     */
    public int threshold(int at, int column, float threshold, boolean missingRight) throws NotCompiled {
        return split(at, slot(column, missingRight), OrderedKey.of(threshold) - 1);
    }

    /** All values that are not missing go left. */
    public int missing(int at, int column, boolean missingRight) throws NotCompiled {
        return split(at, slot(column, missingRight), OrderedKey.ABOVE_ALL - 1);
    }

    /** Levels in the set go right; the bit after the last level stands for missing. */
    public int levelSet(int at, int column, int[] set) throws NotCompiled {
        return split(at, slot(column, false) | PackedNode.LEVEL_SET, sets.add(column, set));
    }

    public int levels(int column) {
        return levels[column];
    }

    public int columns() {
        return levels.length;
    }

    public Forest build() {
        int[][] rootsOfClass = new int[roots.size()][];
        int[] trees = new int[roots.size()];
        for (int c = 0; c < trees.length; c++) {
            rootsOfClass[c] = roots.get(c).stream().mapToInt(Integer::intValue).toArray();
            trees[c] = rootsOfClass[c].length;
        }
        return new Forest(
                levels, Arrays.copyOf(nodes, size), rootsOfClass, trees, sets.toArray(), sets.starts(), sets.columns());
    }

    private int slot(int column, boolean missingRight) {
        return missingRight ? 1 + levels.length + column : 1 + column;
    }

    private int split(int at, int slot, int word) throws NotCompiled {
        int child = allocate(2);
        if (child - at > PackedNode.FARTHEST) {
            throw new NotCompiled("a tree is too wide for the packed form");
        }
        nodes[at] = PackedNode.split(child - at, slot, word);
        return child;
    }

    private int allocate(int count) throws NotCompiled {
        int first = size;
        size += count;
        if (8L * size + 4L * sets.words() > SMALL + (modelBytes + (long) modelBytesPerNode * size) / 2) {
            throw new NotCompiled("its packed trees would take more memory than half of the model");
        }
        if (size > nodes.length) {
            nodes = Arrays.copyOf(nodes, nodes.length * 2);
        }
        return first;
    }
}
