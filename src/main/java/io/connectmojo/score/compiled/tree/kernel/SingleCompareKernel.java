package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import io.connectmojo.score.compiled.tree.forest.Thresholds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The single-compare form: every split is one comparison of ints. Each distinct level set of a column becomes a slot of its
 * own, whose key says "right" or "left"; the keys of all sets of a column are looked up at once, by the row's level, from a
 * table with one line per level. Fast, but the tables may be large: they are made only where they pay and fit.
 */
public final class SingleCompareKernel implements Kernel {
    private static final int RIGHT = OrderedKey.ABOVE_ALL;
    private static final int LEFT = OrderedKey.BELOW_ALL;

    /** A set's key is above this when its level goes right. */
    private static final int SET_WORD = 0;

    private static final int MAX_SLOTS = 0xffff;

    /** Beyond this many slots per step of an average walk, copying the lines costs more than the steps save. */
    private static final int MAX_SLOTS_PER_STEP = 8;

    /** The answers of all level sets of one column: a line of keys per level, and one for missing. */
    private record Table(int column, int firstSlot, int slots, int[] lines) {}

    private final int keyCount;
    private final long[] nodes;
    private final Table[] tables;
    private final TreeBlocks blocks;
    private final int columns;
    private final Keys keys;

    private SingleCompareKernel(Forest forest, int keyCount, long[] nodes, Table[] tables, Keys keys) {
        this.blocks = new TreeBlocks(forest);
        this.columns = forest.columns();
        this.keyCount = keyCount;
        this.nodes = nodes;
        this.tables = tables;
        this.keys = keys;
    }

    /** The form for this forest; null where it does not pay or the budget is spent. */
    public static @Nullable SingleCompareKernel of(Forest forest, ForestShape shape, Keys keys, TableBudget budget) {
        int sets = forest.setStarts().length;
        if (sets == 0) {
            return new SingleCompareKernel(forest, forest.keys(), forest.nodes(), new Table[0], keys);
        }
        int[] setsOfColumn = new int[forest.columns()];
        long bytes = 0;
        for (int column : forest.setColumns()) {
            setsOfColumn[column]++;
            bytes += 4L * (forest.levels()[column] + 1);
        }
        if (forest.keys() + sets > MAX_SLOTS || !budget.allows(bytes) || sets > MAX_SLOTS_PER_STEP * shape.steps()) {
            return null;
        }
        Map<Integer, Table> tables = new LinkedHashMap<>();
        int next = forest.keys();
        for (int column : keys.categorical()) {
            int slots = setsOfColumn[column];
            if (slots > 0) {
                tables.put(column, new Table(column, next, slots, new int[slots * (forest.levels()[column] + 1)]));
                next += slots;
            }
        }
        int[] slotOfSet = fill(forest, tables);
        long[] nodes = forest.nodes().clone();
        for (int i = 0; i < nodes.length; i++) {
            if (PackedNode.isLevelSet(nodes[i])) {
                int slot = slotOfSet[PackedNode.word(nodes[i])];
                nodes[i] = PackedNode.split(PackedNode.distance(nodes[i]), slot, SET_WORD);
            }
        }
        SingleCompareKernel kernel =
                new SingleCompareKernel(forest, next, nodes, tables.values().toArray(new Table[0]), keys);
        return budget.grant(bytes, kernel) ? kernel : null;
    }

    /** Fills the tables; the answer is the slot of each set, found by where the set begins. */
    private static int[] fill(Forest forest, Map<Integer, Table> tables) {
        int[] sets = forest.sets();
        int[] slotOfSet = new int[sets.length];
        int[] filled = new int[forest.columns()];
        for (int i = 0; i < forest.setStarts().length; i++) {
            int start = forest.setStarts()[i];
            Table table = Objects.requireNonNull(tables.get(forest.setColumns()[i]), "a set without a table");
            int number = filled[table.column]++;
            slotOfSet[start] = table.firstSlot + number;
            for (int level = 0; level <= forest.levels()[table.column]; level++) {
                boolean right = (sets[start + (level >> 5)] >>> level & 1) != 0;
                table.lines[level * table.slots + number] = right ? RIGHT : LEFT;
            }
        }
        return slotOfSet;
    }

    @Override
    public Scratch newScratch(int classes) {
        return new Scratch(keyCount, 0, 0, classes);
    }

    @Override
    public void read(double[] row, Scratch scratch) {
        int[] into = scratch.keys;
        keys.readNumbers(row, into);
        for (Table table : tables) {
            int line = keys.level(row, table.column) * table.slots;
            System.arraycopy(table.lines, line, into, table.firstSlot, table.slots);
        }
    }

    @Override
    public void leaves(Scratch scratch, int ofClass, int from, int count) {
        long[] nodes = this.nodes;
        int[] keys = scratch.keys;
        int[] places = scratch.places;
        blocks.start(ofClass, from, count, places);
        for (int steps = blocks.depth(ofClass, from); steps > 0; steps--) {
            for (int i = 0; i < count; i++) {
                int place = places[i];
                places[i] = place + step(nodes[place], keys);
            }
        }
        for (int i = 0; i < count; i++) {
            scratch.leaves[i] = PackedNode.value(nodes[places[i]]);
        }
    }

    private static int step(long node, int[] keys) {
        return PackedNode.distance(node) + (int) ((long) (int) node - keys[(int) (node >>> 32) & 0xffff] >>> 63);
    }

    @Override
    public float[][] thresholds() {
        return Thresholds.of(nodes, columns);
    }

    @Override
    public long bytes() {
        long bytes = 8L * nodes.length;
        for (Table table : tables) {
            bytes += 4L * table.lines.length;
        }
        return bytes;
    }

    @Override
    public String form() {
        return "single-compare";
    }
}
