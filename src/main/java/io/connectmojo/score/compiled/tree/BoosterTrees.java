package io.connectmojo.score.compiled.tree;

import biz.k11i.xgboost.learner.ObjFunction;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import hex.genmodel.algos.xgboost.XGBoostMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.kernel.Kernel;
import io.connectmojo.score.compiled.tree.kernel.KernelChoice;
import io.connectmojo.score.compiled.tree.kernel.Scratch;
import io.connectmojo.score.compiled.tree.kernel.TableBudget;
import io.connectmojo.score.compiled.tree.kernel.Walk;

/**
 * XGBoost models with the gbtree booster. Sums the leaves in single precision and in the order of the predictor that H2O
 * uses, and leaves everything after them to its objective function and to genmodel.
 */
public final class BoosterTrees implements FastTrees {
    private final XGBoostJavaMojoModel model;
    private final Walk walk;
    private final Booster booster;
    private final ObjFunction objective;

    private BoosterTrees(XGBoostJavaMojoModel model, Walk walk, Booster booster) {
        this.model = model;
        this.walk = walk;
        this.booster = booster;
        this.objective = ObjFunction.fromName(booster.objective());
    }

    public static BoosterTrees of(XGBoostJavaMojoModel model) throws NotCompiled {
        return of(model, KernelChoice.fastest(TableBudget.WORKER));
    }

    static BoosterTrees of(XGBoostJavaMojoModel model, KernelChoice kernels) throws NotCompiled {
        Booster booster = Booster.of(model);
        Forest forest = new BoosterReader(model).read(booster.trees());
        Kernel kernel = kernels.of(forest, new Keys(forest, true, model._sparse));
        return new BoosterTrees(model, new Walk(forest, kernel), booster);
    }

    @Override
    public void score(double[] row, double offset, double[] predictions, Scratch scratch) {
        if (offset != 0 && !model._hasOffset) {
            throw new UnsupportedOperationException("offset for a model without one");
        }
        float base = model._hasOffset ? (float) offset : booster.baseScore();
        walk.read(row, scratch);
        for (int c = 0; c < walk.classes(); c++) {
            // the predictor adds the sum to a zero: no zero keeps its sign
            scratch.margins[c] =
                    booster.baseScoreFirst() ? 0f + walk.sum(c, base, scratch) : 0f + walk.sum(c, 0f, scratch) + base;
        }
        float[] transformed = objective.predTransform(scratch.margins);
        XGBoostMojoModel.toPreds(
                row, transformed, predictions, model._nclasses, model._priorClassDistrib, model._defaultThreshold);
    }

    @Override
    public Scratch newScratch() {
        return walk.newScratch();
    }

    @Override
    public float[][] thresholds() {
        return walk.thresholds();
    }

    @Override
    public long bytes() {
        return walk.bytes();
    }

    @Override
    public String form() {
        return walk.form();
    }
}
