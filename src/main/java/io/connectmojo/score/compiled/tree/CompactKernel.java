package io.connectmojo.score.compiled.tree;

/**
 * The compact form: the forest as it is. Every step computes both answers, that of a comparison and that of a level set,
 * and picks one with a mask: dearer than a comparison alone, cheaper than a mispredicted branch.
 */
final class CompactKernel implements Kernel {
    private final int keyCount;
    private final long[] nodes;
    private final int[] sets;
    private final int[][] roots;
    private final int columns;
    private final Keys keys;

    CompactKernel(Forest forest, Keys keys) {
        this.keyCount = forest.keys();
        this.nodes = forest.nodes();
        this.sets = forest.sets();
        this.roots = forest.roots();
        this.columns = forest.columns();
        this.keys = keys;
    }

    @Override
    public Scratch newScratch(int classes) {
        return new Scratch(keyCount, 0, 0, classes);
    }

    @Override
    public void read(double[] row, Scratch scratch) {
        keys.readNumbers(row, scratch.keys);
        keys.readLevels(row, scratch.keys);
    }

    /** By halves of the lanes: a step needs more registers here, and the values of four walks fit. */
    @Override
    public void leaves(Scratch scratch, int ofClass, int from, int count) {
        for (int i = 0; i < count; i += LANES / 2) {
            four(scratch.keys, roots[ofClass], from + i, scratch.leaves, i);
        }
    }

    private void four(int[] keys, int[] roots, int from, float[] into, int at) {
        long[] nodes = this.nodes;
        int[] sets = this.sets;
        int i0 = roots[from];
        int i1 = roots[from + 1];
        int i2 = roots[from + 2];
        int i3 = roots[from + 3];
        long n0 = nodes[i0];
        long n1 = nodes[i1];
        long n2 = nodes[i2];
        long n3 = nodes[i3];
        while (!PackedNode.isLeaf(n0 | n1 | n2 | n3)) {
            n0 = nodes[i0 += step(n0, keys, sets)];
            n1 = nodes[i1 += step(n1, keys, sets)];
            n2 = nodes[i2 += step(n2, keys, sets)];
            n3 = nodes[i3 += step(n3, keys, sets)];
        }
        into[at] = PackedNode.value(n0);
        into[at + 1] = PackedNode.value(n1);
        into[at + 2] = PackedNode.value(n2);
        into[at + 3] = PackedNode.value(n3);
    }

    private static int step(long node, int[] keys, int[] sets) {
        int high = (int) (node >>> 32);
        int word = (int) node;
        int key = keys[high & PackedNode.LEVEL_SET - 1];
        int isSet = high << 16 >> 31;
        int above = (int) ((long) word - key >>> 63);
        int member = sets[(word & isSet) + ((key & isSet) >>> 5)] >>> key;
        return (high >>> 16) + ((above & ~isSet | member & isSet) & 1);
    }

    @Override
    public float[][] thresholds() {
        return Thresholds.of(nodes, columns);
    }

    @Override
    public long bytes() {
        return 8L * nodes.length + 4L * sets.length;
    }

    @Override
    public String form() {
        return "compact";
    }
}
