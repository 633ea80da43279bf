package io.connectmojo.score.tree;

/**
 * The compact form: the forest as it is. Every step computes both answers, that of a comparison and that of a level set,
 * and picks one with a mask: dearer than a comparison alone, cheaper than a mispredicted branch.
 */
final class CompactKernel implements Kernel {
    private final int keyCount;
    private final long[] nodes;
    private final int[] sets;
    private final Keys keys;

    CompactKernel(Forest forest, Keys keys) {
        this.keyCount = forest.keys();
        this.nodes = forest.nodes();
        this.sets = forest.sets();
        this.keys = keys;
    }

    @Override
    public int keys() {
        return keyCount;
    }

    @Override
    public void read(double[] row, int[] into) {
        keys.readNumbers(row, into);
        keys.readLevels(row, into);
    }

    @Override
    public void leaves(int[] keys, int[] roots, int from, float[] into) {
        long[] nodes = this.nodes;
        int[] sets = this.sets;
        int i0 = roots[from];
        int i1 = roots[from + 1];
        int i2 = roots[from + 2];
        int i3 = roots[from + 3];
        int i4 = roots[from + 4];
        int i5 = roots[from + 5];
        int i6 = roots[from + 6];
        int i7 = roots[from + 7];
        long n0 = nodes[i0];
        long n1 = nodes[i1];
        long n2 = nodes[i2];
        long n3 = nodes[i3];
        long n4 = nodes[i4];
        long n5 = nodes[i5];
        long n6 = nodes[i6];
        long n7 = nodes[i7];
        while (!PackedNode.isLeaf(n0 | n1 | n2 | n3 | n4 | n5 | n6 | n7)) {
            n0 = nodes[i0 += step(n0, keys, sets)];
            n1 = nodes[i1 += step(n1, keys, sets)];
            n2 = nodes[i2 += step(n2, keys, sets)];
            n3 = nodes[i3 += step(n3, keys, sets)];
            n4 = nodes[i4 += step(n4, keys, sets)];
            n5 = nodes[i5 += step(n5, keys, sets)];
            n6 = nodes[i6 += step(n6, keys, sets)];
            n7 = nodes[i7 += step(n7, keys, sets)];
        }
        into[0] = PackedNode.value(n0);
        into[1] = PackedNode.value(n1);
        into[2] = PackedNode.value(n2);
        into[3] = PackedNode.value(n3);
        into[4] = PackedNode.value(n4);
        into[5] = PackedNode.value(n5);
        into[6] = PackedNode.value(n6);
        into[7] = PackedNode.value(n7);
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
    public long[] nodes() {
        return nodes;
    }

    @Override
    public long bytes() {
        return 8L * nodes.length + 4L * sets.length;
    }
}
