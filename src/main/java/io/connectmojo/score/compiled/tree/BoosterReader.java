package io.connectmojo.score.compiled.tree;

import biz.k11i.xgboost.tree.RegTree;
import biz.k11i.xgboost.tree.RegTreeNode;
import hex.genmodel.GenModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestBuilder;
import io.connectmojo.score.compiled.tree.forest.LevelSets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Reads an XGBoost model's trees into a forest. XGBoost sees a categorical column as one cell per level, of which one is hot;
 * here a split on such a cell becomes a set of levels of the column, so that no cell is ever written.
 */
public final class BoosterReader {
    /** The predictor keeps an object of 56 bytes per node, its reference and the node's statistics. */
    private static final int HEAP_PER_NODE = 80;

    private static final int NONE = -1;

    private final XGBoostJavaMojoModel model;
    private final int[] levels;
    private final int cells;

    /** Column of each one-hot cell, and the level that makes it hot: the number of levels for missing. */
    private final int[] cellColumn;

    private final int[] cellLevel;

    public BoosterReader(XGBoostJavaMojoModel model) throws NotCompiled {
        this.model = model;
        this.levels = new int[model._cats + model._nums];
        Arrays.fill(levels, Forest.NUMERIC);
        this.cells = model._cats == 0 ? 0 : model._catOffsets[model._cats];
        this.cellColumn = new int[cells];
        this.cellLevel = new int[cells];
        Arrays.fill(cellLevel, NONE);
        if (levels.length != model.nfeatures()) {
            throw new NotCompiled("its booster has another number of columns than the model");
        }
        for (int c = 0; c < model._cats; c++) {
            String[] domain = model.getDomainValues(c);
            if (domain == null) {
                throw new NotCompiled("its booster takes a numeric column for a categorical one");
            }
            levels[c] = domain.length;
        }
        findCells();
    }

    /** Asks genmodel which cell each level makes hot. */
    private void findCells() throws NotCompiled {
        int most = Arrays.stream(levels).max().orElse(0);
        double[] row = new double[levels.length];
        int[] hot = new int[model._cats];
        for (int level = 0; level <= most; level++) {
            for (int c = 0; c < model._cats; c++) {
                row[c] = level < levels[c] ? level : Double.NaN;
            }
            GenModel.setCats(row, hot, model._cats, model._catOffsets, model._useAllFactorLevels);
            for (int c = 0; c < model._cats; c++) {
                int cell = hot[c];
                if (cell < 0 || level > levels[c]) {
                    continue;
                }
                if (cell >= cells || cellLevel[cell] != NONE) {
                    throw new NotCompiled("two levels share a cell of its booster");
                }
                cellColumn[cell] = c;
                cellLevel[cell] = level;
            }
        }
    }

    public Forest read(RegTree[][] trees) throws NotCompiled {
        ForestBuilder forest = new ForestBuilder(levels, trees.length, 0, HEAP_PER_NODE);
        for (int c = 0; c < trees.length; c++) {
            for (RegTree tree : trees[c]) {
                read(tree.getNodes(), forest, forest.tree(c));
            }
        }
        return forest.build();
    }

    private record Pending(int node, int place) {}

    private void read(RegTreeNode[] nodes, ForestBuilder forest, int root) throws NotCompiled {
        Queue<Pending> pending = new ArrayDeque<>();
        pending.add(new Pending(0, root));
        for (int read = 0; !pending.isEmpty(); read++) {
            Pending at = pending.remove();
            if (read > nodes.length || at.node < 0 || at.node >= nodes.length) {
                throw new NotCompiled("a tree of its booster is no tree");
            }
            RegTreeNode node = nodes[at.node];
            if (node.getLeftChildIndex() == NONE) {
                forest.leaf(at.place, node.getLeafValue());
                continue;
            }
            int left = split(node, at.place, forest);
            pending.add(new Pending(node.getLeftChildIndex(), left));
            pending.add(new Pending(node.getRightChildIndex(), left + 1));
        }
    }

    private int split(RegTreeNode node, int place, ForestBuilder forest) throws NotCompiled {
        int feature = node.getSplitIndex();
        float condition = node.getSplitCondition();
        boolean missingRight = !node.default_left();
        if (feature >= cells + model._nums || Float.isNaN(condition)) {
            throw new NotCompiled("a tree of its booster has a split of unknown kind");
        }
        if (feature >= cells) {
            return forest.threshold(place, model._cats + feature - cells, condition, missingRight);
        }
        boolean hotRight = 1f >= condition;
        boolean coldRight = model._sparse ? missingRight : 0f >= condition;
        int column = cellColumn[feature];
        int[] set = LevelSets.all(levels[column], coldRight);
        if (cellLevel[feature] != NONE) {
            LevelSets.put(set, cellLevel[feature], hotRight);
        }
        return forest.levelSet(place, column, set);
    }
}
