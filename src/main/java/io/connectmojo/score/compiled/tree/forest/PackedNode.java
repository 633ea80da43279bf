package io.connectmojo.score.compiled.tree.forest;

/**
 * One tree node in 64 bits: no pointers, no separate arrays, eight nodes per cache line.
 *
 * <pre>
 *   63 … 48   47 … 32   31 … 0
 *   distance  slot      word
 * </pre>
 *
 * The two children of a node are neighbours, {@code distance} nodes after it, the left one first. A step of the walk is
 * {@code i += distance + right}, where {@code right} is 0 or 1: arithmetic, so the processor has no branch to mispredict.
 *
 * <ul>
 *   <li>leaf: distance and slot are 0, the word holds the bits of the float value. Slot 0 of every row is the least int, so
 *       a leaf "steps" to itself and trees of different depth can be walked side by side;
 *   <li>comparison: right when {@code keys[slot] > word};
 *   <li>level set (slot marked with {@link #LEVEL_SET}): right when bit {@code keys[slot]} of the set at {@code word} is on.
 * </ul>
 */
public final class PackedNode {
    /** Marks the slot of a split on a set of levels. */
    public static final int LEVEL_SET = 0x8000;

    /** Largest distance that a node can hold. */
    static final int FARTHEST = 0xffff;

    private PackedNode() {}

    static long leaf(float value) {
        return Float.floatToRawIntBits(value) & 0xffffffffL;
    }

    public static long split(int distance, int slot, int word) {
        return (long) distance << 48 | (long) slot << 32 | word & 0xffffffffL;
    }

    public static boolean isLeaf(long node) {
        return node >>> 48 == 0;
    }

    public static int distance(long node) {
        return (int) (node >>> 48);
    }

    public static int slot(long node) {
        return (int) (node >>> 32) & 0xffff;
    }

    public static boolean isLevelSet(long node) {
        return (slot(node) & LEVEL_SET) != 0;
    }

    public static int word(long node) {
        return (int) node;
    }

    public static float value(long node) {
        return Float.intBitsToFloat((int) node);
    }
}
