package io.connectmojo.score.explain;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.gbm.GBTree;
import biz.k11i.xgboost.tree.RegTree;
import biz.k11i.xgboost.tree.RegTreeNode;
import biz.k11i.xgboost.util.FVec;
import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.tree.SharedTreeNode;
import hex.genmodel.algos.tree.SharedTreeSubgraph;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.compiled.tree.ModelZips;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The trees of a model as genmodel's own objects tell them, per class: with nothing of ours in between. */
record GenmodelTrees(String name, MojoModel model, List<List<TreeNode>> classes) {
    /** All GBM, DRF and gbtree models that explain themselves or that are multinomial. */
    static Stream<GenmodelTrees> all() {
        return ModelZips.all().stream().flatMap(GenmodelTrees::of);
    }

    private static Stream<GenmodelTrees> of(Path zip) {
        GenModel model = ModelZips.loadWithMetadata(zip);
        if (model instanceof SharedTreeMojoModel trees
                && (trees instanceof GbmMojoModel
                        || trees instanceof DrfMojoModel forest && !forest.isBinomialDoubleTrees())
                && trees._mojo_version >= 1.3) {
            return Stream.of(new GenmodelTrees(ModelZips.name(zip), trees, read(trees)));
        }
        if (model instanceof XGBoostJavaMojoModel booster && booster._boosterType.equals("gbtree")) {
            return Stream.of(new GenmodelTrees(ModelZips.name(zip), booster, read(booster)));
        }
        return Stream.empty();
    }

    private static List<List<TreeNode>> read(SharedTreeMojoModel model) {
        List<List<TreeNode>> classes = new ArrayList<>();
        for (int c = 0; c < model.getNTreesPerGroup(); c++) {
            classes.add(new ArrayList<>());
        }
        for (int group = 0; group < model.getNTreeGroups(); group++) {
            for (int c = 0; c < classes.size(); c++) {
                if (model.treeBytes(group, c) != null) {
                    SharedTreeSubgraph tree = SharedTreeMojoModel.computeTreeGraph(
                            group,
                            "",
                            model.treeBytes(group, c),
                            ((byte[][]) hidden(SharedTreeMojoModel.class, model, "_compressed_trees_aux"))
                                    [c * model.getNTreeGroups() + group],
                            model.getNames(),
                            model.getDomainValues());
                    classes.get(c).add(read(tree.rootNode));
                }
            }
        }
        return classes;
    }

    private static TreeNode read(SharedTreeNode node) {
        if (node.isLeaf()) {
            return TreeNode.leaf(node.getWeight(), node.getLeafValue());
        }
        return new TreeNode(
                node.getColId(),
                node.getWeight(),
                0,
                row -> node.next((double[]) row) == node.getRightChildIndex(),
                read(node.getLeftChild()),
                read(node.getRightChild()));
    }

    private static List<List<TreeNode>> read(XGBoostJavaMojoModel model) {
        List<List<TreeNode>> classes = new ArrayList<>();
        for (RegTree[] ofClass : ((GBTree) predictor(model).getBooster()).getGroupedTrees()) {
            List<TreeNode> trees = new ArrayList<>();
            for (RegTree tree : ofClass) {
                trees.add(read(tree, 0));
            }
            classes.add(trees);
        }
        return classes;
    }

    private static TreeNode read(RegTree tree, int at) {
        RegTreeNode node = tree.getNodes()[at];
        double cover = tree.getStats()[at].getWeight();
        if (node.getLeftChildIndex() == -1) {
            return TreeNode.leaf(cover, node.getLeafValue());
        }
        return new TreeNode(
                node.getSplitIndex(),
                cover,
                0,
                row -> node.next((FVec) row) == node.getRightChildIndex(),
                read(tree, node.getLeftChildIndex()),
                read(tree, node.getRightChildIndex()));
    }

    static Predictor predictor(XGBoostJavaMojoModel model) {
        return (Predictor) hidden(XGBoostJavaMojoModel.class, model, "_predictor");
    }

    /** The row as the tree nodes take it. */
    Object row(double[] raw) {
        return model instanceof XGBoostJavaMojoModel booster ? oneHot(booster, raw) : raw;
    }

    static FVec oneHot(XGBoostJavaMojoModel model, double[] raw) {
        try {
            Object factory = hidden(XGBoostJavaMojoModel.class, model, "_1hotFactory");
            Method method = factory.getClass().getDeclaredMethod("fromArray", double[].class);
            method.setAccessible(true);
            return (FVec) method.invoke(factory, (Object) raw);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object hidden(Class<?> type, Object of, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
