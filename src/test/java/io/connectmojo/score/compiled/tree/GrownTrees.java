package io.connectmojo.score.compiled.tree;

import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.cover.CoveredTrees;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestBuilder;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.LevelSets;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Trees that no training grew: deep, with features that repeat on a path, covers that do not add up and covers of 0. A test reads
 * them as nodes of its own and, packed, as the engine does.
 */
public final class GrownTrees {
    private static final int LEVELS = 40;

    private final Random random;
    private final int depth;
    private final int columns;
    private final ForestBuilder forest;
    private final List<Float> covers = new ArrayList<>();
    private final List<Node> roots = new ArrayList<>();

    /** Even columns are numbers, odd ones have levels. */
    public static final class Node {
        public final double cover;
        public final int column;
        public final double value;
        public final Node left;
        public final Node right;
        private final float threshold;
        private final boolean[] levelsRight;
        private final boolean missingRight;
        private int place;

        private Node(double cover, double value) {
            this(cover, value, -1, 0, null, false, null, null);
        }

        private Node(
                double cover,
                double value,
                int column,
                float threshold,
                boolean[] levelsRight,
                boolean missingRight,
                Node left,
                Node right) {
            this.cover = cover;
            this.value = value;
            this.column = column;
            this.threshold = threshold;
            this.levelsRight = levelsRight;
            this.missingRight = missingRight;
            this.left = left;
            this.right = right;
        }

        public boolean goesRight(double[] row) {
            double cell = row[column];
            return Double.isNaN(cell)
                    ? missingRight
                    : levelsRight == null ? cell >= threshold : levelsRight[(int) cell];
        }
    }

    public GrownTrees(long seed, int trees, int depth, int columns) throws NotCompiled {
        this.random = new Random(seed);
        this.depth = depth;
        this.columns = columns;
        int[] levels = new int[columns];
        for (int c = 0; c < columns; c++) {
            levels[c] = c % 2 == 0 ? Forest.NUMERIC : LEVELS;
        }
        this.forest = new ForestBuilder(levels, 1, Long.MAX_VALUE / 4, 0);
        for (int t = 0; t < trees; t++) {
            Node root = grow(0, 1000);
            roots.add(root);
            root.place = forest.tree(0);
            pack(root);
        }
    }

    /** One path goes down as far as asked; the others end somewhere. */
    private Node grow(int level, float cover) {
        boolean onSpine = random.nextInt(10) < 8;
        if (level == depth || level > 2 && !onSpine) {
            return new Node(cover, (float) random.nextGaussian());
        }
        int column = random.nextInt(columns);
        float left = random.nextInt(20) == 0 ? 0 : cover * random.nextFloat();
        float right = random.nextInt(20) == 0 ? cover : cover - left;
        Node spine = grow(level + 1, right);
        Node side = level > 3 && random.nextInt(3) > 0
                ? new Node(left, (float) random.nextGaussian())
                : grow(level + 1, left);
        boolean[] levelsRight = null;
        if (column % 2 == 1) {
            levelsRight = new boolean[LEVELS];
            for (int i = 0; i < LEVELS; i++) {
                levelsRight[i] = random.nextBoolean();
            }
        }
        return new Node(
                cover, 0, column, (float) random.nextGaussian(), levelsRight, random.nextBoolean(), side, spine);
    }

    private void pack(Node root) throws NotCompiled {
        List<Node> queue = new ArrayList<>(List.of(root));
        for (int i = 0; i < queue.size(); i++) {
            Node node = queue.get(i);
            put(node.place, (float) node.cover);
            if (node.left == null) {
                forest.leaf(node.place, (float) node.value);
                continue;
            }
            int left;
            if (node.levelsRight == null) {
                left = forest.threshold(node.place, node.column, node.threshold, node.missingRight);
            } else {
                int[] set = LevelSets.all(LEVELS, node.missingRight);
                for (int level = 0; level < LEVELS; level++) {
                    LevelSets.put(set, level, node.levelsRight[level]);
                }
                left = forest.levelSet(node.place, node.column, set);
            }
            node.left.place = left;
            node.right.place = left + 1;
            queue.add(node.left);
            queue.add(node.right);
        }
    }

    private void put(int place, float cover) {
        while (covers.size() <= place) {
            covers.add(0f);
        }
        covers.set(place, cover);
    }

    public List<Node> roots() {
        return roots;
    }

    public CoveredTrees packed() {
        Forest built = forest.build();
        float[] all = new float[built.nodes().length];
        int[] features = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < covers.size() ? covers.get(i) : 0;
            features[i] = PackedNode.isLeaf(built.nodes()[i]) ? 0 : built.column(built.nodes()[i]);
        }
        return new CoveredTrees(built, new Keys(built, false, false), all, features, columns);
    }

    public double[] row() {
        double[] row = new double[columns];
        for (int c = 0; c < columns; c++) {
            row[c] = random.nextInt(10) == 0 ? Double.NaN : c % 2 == 0 ? random.nextGaussian() : random.nextInt(LEVELS);
        }
        return row;
    }
}
