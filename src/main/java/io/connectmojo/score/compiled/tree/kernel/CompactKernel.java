package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import io.connectmojo.score.compiled.tree.forest.Thresholds;

/**
 * The compact form: the forest as it is. Every step computes both answers, that of a comparison and that of a level set,
 * and picks one with a mask: dearer than a comparison alone, cheaper than a mispredicted branch.
 */
public final class CompactKernel implements Kernel {
    private final int keyCount;
    private final long[] nodes;
    private final int[] sets;
    private final TreeBlocks blocks;
    private final int columns;
    private final Keys keys;

    public CompactKernel(Forest forest, Keys keys) {
        this.keyCount = forest.keys();
        this.nodes = forest.nodes();
        this.sets = forest.sets();
        this.blocks = new TreeBlocks(forest);
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

    @Override
    public void leaves(Scratch scratch, int ofClass, int from, int count) {
        long[] nodes = this.nodes;
        int[] sets = this.sets;
        int[] keys = scratch.keys;
        int[] places = scratch.places;
        blocks.start(ofClass, from, count, places);
        for (int steps = blocks.depth(ofClass, from); steps > 0; steps--) {
            for (int i = 0; i < count; i++) {
                int place = places[i];
                places[i] = place + step(nodes[place], keys, sets);
            }
        }
        for (int i = 0; i < count; i++) {
            scratch.leaves[i] = PackedNode.value(nodes[places[i]]);
        }
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
