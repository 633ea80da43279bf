package io.connectmojo.score.compiled.tree.cover;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.Booster;
import io.connectmojo.score.compiled.tree.BoosterReader;
import io.connectmojo.score.compiled.tree.FlatTrees;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import io.connectmojo.score.compiled.tree.forest.Thresholds;

/**
 * A packed forest with what contributions need besides its splits: the cover of each node, that is the weight of the training
 * rows that reached it, and the feature that each split gives credit to. Made to be read once, by a compiler of contributions;
 * the keys of a row ({@link #read}) are all that it is asked for afterwards. Immutable.
 *
 * <p>Every split is one comparison: right when {@code keys[slot] > word}. Each distinct set of levels has a slot of its own,
 * behind those of the columns.
 */
public final class CoveredTrees {
    /** From this MOJO version on, all trees bring their node weights. */
    private static final double SURE_FORMAT = 1.3;

    private final Forest forest;
    private final Keys keys;
    private final float[] covers;
    private final int[] features;
    private final int featureCount;
    private final int[] setSlots;

    public CoveredTrees(Forest forest, Keys keys, float[] covers, int[] features, int featureCount) {
        this.forest = forest;
        this.keys = keys;
        this.covers = covers;
        this.features = features;
        this.featureCount = featureCount;
        this.setSlots = new int[forest.sets().length];
        for (int i = 0; i < forest.setStarts().length; i++) {
            setSlots[forest.setStarts()[i]] = forest.keys() + i;
        }
    }

    /** Of a GBM or DRF: a feature is a column. */
    public static CoveredTrees of(SharedTreeMojoModel model) throws NotCompiled {
        Forest forest = FlatTrees.forest(model);
        int[] features = new int[forest.nodes().length];
        for (int i = 0; i < features.length; i++) {
            long node = forest.nodes()[i];
            features[i] = PackedNode.isLeaf(node) ? 0 : forest.column(node);
        }
        float[] covers = NodeWeights.of(model, forest);
        return new CoveredTrees(forest, new Keys(forest, false, false), covers, features, forest.columns());
    }

    /** Of an XGBoost model: a feature is a number, a level or a missing level. */
    public static CoveredTrees of(XGBoostJavaMojoModel model) throws NotCompiled {
        Booster booster = Booster.of(model);
        Forest forest = new BoosterReader(model).read(booster.trees());
        float[] covers = new float[forest.nodes().length];
        int[] features = new int[covers.length];
        BoosterNodes.read(booster.trees(), forest, covers, features);
        int cells = model._cats == 0 ? 0 : model._catOffsets[model._cats];
        return new CoveredTrees(forest, new Keys(forest, true, model._sparse), covers, features, cells + model._nums);
    }

    /** Whether the model has what this needs, as far as that is known without reading its trees. */
    public static void check(SharedTreeMojoModel model) throws NotCompiled {
        if (model._mojo_version < SURE_FORMAT) {
            throw new NotCompiled("its trees are in an old format");
        }
        NodeWeights.auxiliaryTrees(model);
    }

    /** Whether the model has what this needs, as far as that is known without reading its trees. */
    public static void check(XGBoostJavaMojoModel model) throws NotCompiled {
        Booster.of(model);
    }

    public int classes() {
        return forest.trees().length;
    }

    /** How many trees a class has. */
    public int trees(int ofClass) {
        return forest.trees()[ofClass];
    }

    /** The first node of a tree. */
    public int root(int ofClass, int tree) {
        return forest.roots()[ofClass][tree];
    }

    public boolean isLeaf(int node) {
        return PackedNode.isLeaf(forest.nodes()[node]);
    }

    /** Of a leaf. */
    public float value(int leaf) {
        return PackedNode.value(forest.nodes()[leaf]);
    }

    /** The left child; the right one is the next node. */
    public int left(int split) {
        return split + PackedNode.distance(forest.nodes()[split]);
    }

    /** The key that a split compares. */
    public int slot(int split) {
        long node = forest.nodes()[split];
        return PackedNode.isLevelSet(node) ? setSlots[PackedNode.word(node)] : PackedNode.slot(node);
    }

    /** What a split compares with. */
    public int word(int split) {
        long node = forest.nodes()[split];
        return PackedNode.isLevelSet(node) ? 0 : PackedNode.word(node);
    }

    /** The share of a split's cover that went to a child; of a split without cover, half, as genmodel takes it. */
    public double share(int split, int child) {
        return covers[split] != 0 ? (double) covers[child] / covers[split] : 0.5;
    }

    /** One less the share: what of a split's cover did not go to the child. */
    public double otherShare(int split, int child) {
        return covers[split] != 0 ? ((double) covers[split] - covers[child]) / covers[split] : 0.5;
    }

    /** The feature that a split gives credit to. */
    public int feature(int split) {
        return features[split];
    }

    public int features() {
        return featureCount;
    }

    /** Length of the array of keys. */
    public int keys() {
        return forest.keys() + forest.setStarts().length;
    }

    /** Turns a row into keys. */
    public void read(double[] row, int[] into) {
        keys.readNumbers(row, into);
        keys.readLevels(row, into);
        int[] starts = forest.setStarts();
        int[] columns = forest.setColumns();
        int[] sets = forest.sets();
        int slot = forest.keys();
        for (int i = 0; i < starts.length; i++) {
            int level = into[1 + columns[i]];
            into[slot + i] = sets[starts[i] + (level >>> 5)] >>> level & 1;
        }
    }

    /** The sum of a class's leaves for the keys of a row. */
    public double sum(int[] keys, int ofClass) {
        double sum = 0;
        for (int t = 0; t < trees(ofClass); t++) {
            int node = root(ofClass, t);
            while (!isLeaf(node)) {
                node = left(node) + (keys[slot(node)] > word(node) ? 1 : 0);
            }
            sum += value(node);
        }
        return sum;
    }

    /** Per column, the thresholds of its numeric splits. */
    public float[][] thresholds() {
        return Thresholds.of(forest.nodes(), forest.columns());
    }
}
