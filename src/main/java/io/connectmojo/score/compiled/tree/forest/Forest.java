package io.connectmojo.score.compiled.tree.forest;

/**
 * The trees of a model as packed nodes, immutable. Tree roots are grouped by class.
 *
 * <p>A row of n columns becomes 2n + 1 int keys: slot 0 is the least int, slot 1 + c is column c with missing below all
 * thresholds (or the index of its level, the number of levels when missing), slot 1 + n + c is column c with missing above
 * all thresholds. So the direction of missing values costs nothing: it is the choice of the slot.
 *
 * @param levels number of levels per column, {@link #NUMERIC} for a numeric one
 * @param nodes {@link PackedNode}s
 * @param roots per class, indexes into the nodes
 * @param trees per class, how many of the roots are trees
 * @param sets bits of the level sets
 * @param setStarts where each set begins
 * @param setColumns the column of each set
 */
public record Forest(
        int[] levels, long[] nodes, int[][] roots, int[] trees, int[] sets, int[] setStarts, int[] setColumns) {
    public static final int NUMERIC = -1;

    /** Most columns whose slots a node can name. */
    static final int MAX_COLUMNS = (PackedNode.LEVEL_SET - 1) / 2;

    public int columns() {
        return levels.length;
    }

    public int keys() {
        return 1 + 2 * levels.length;
    }

    /** The column of a split. */
    public int column(long node) {
        return ((PackedNode.slot(node) & ~PackedNode.LEVEL_SET) - 1) % levels.length;
    }

    /** The columns that some split asks for: the others need no keys. */
    boolean[] used() {
        boolean[] used = new boolean[levels.length];
        for (long node : nodes) {
            if (!PackedNode.isLeaf(node)) {
                used[column(node)] = true;
            }
        }
        return used;
    }
}
