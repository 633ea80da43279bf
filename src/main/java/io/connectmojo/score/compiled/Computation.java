package io.connectmojo.score.compiled;

import hex.genmodel.GenModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.isoforextended.ExtendedIsolationForestMojoModel;
import hex.genmodel.algos.rulefit.RuleFitMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.net.SparseNet;
import io.connectmojo.score.compiled.rule.FlatRules;
import io.connectmojo.score.compiled.tree.BoosterTrees;
import io.connectmojo.score.compiled.tree.FastTrees;
import io.connectmojo.score.compiled.tree.FlatTrees;
import io.connectmojo.score.compiled.tree.isolation.IsolationTrees;
import io.connectmojo.score.compiled.tree.kernel.Scratch;

/** The fastest way to do what a model's score0 does, to the last bit. Immutable. */
sealed interface Computation {
    /** Computes the predictions of one raw row. One per task. */
    @FunctionalInterface
    interface RawScorer {
        /** May overwrite the row. */
        void score(double[] raw, double offset, double[] predictions);
    }

    RawScorer newScorer();

    /** Per raw column, what is worth probing; empty where nothing is known. */
    float[][] thresholds();

    /** For the log. */
    String description();

    static Computation of(GenModel model) {
        try {
            if (model instanceof SharedTreeMojoModel trees) {
                return new Trees(FlatTrees.of(trees));
            }
            if (model instanceof XGBoostJavaMojoModel booster) {
                return new Trees(BoosterTrees.of(booster));
            }
            if (model instanceof ExtendedIsolationForestMojoModel forest) {
                return new Trees(IsolationTrees.of(forest));
            }
            if (model instanceof DeeplearningMojoModel network) {
                return new Network(SparseNet.of(network));
            }
            if (model instanceof RuleFitMojoModel rules) {
                return new Rules(FlatRules.of(rules), rules.nfeatures());
            }
            return new Score0(model, "genmodel's score0");
        } catch (NotCompiled e) {
            return new Score0(model, "genmodel's score0, because " + e.getMessage());
        }
    }

    record Trees(FastTrees trees) implements Computation {
        @Override
        public RawScorer newScorer() {
            Scratch scratch = trees.newScratch();
            return (raw, offset, predictions) -> trees.score(raw, offset, predictions, scratch);
        }

        @Override
        public float[][] thresholds() {
            return trees.thresholds();
        }

        @Override
        public String description() {
            return "packed trees in " + trees.form() + " form";
        }
    }

    record Network(SparseNet net) implements Computation {
        @Override
        public RawScorer newScorer() {
            SparseNet.Scratch scratch = net.newScratch();
            return (raw, offset, predictions) -> net.score(raw, predictions, scratch);
        }

        @Override
        public float[][] thresholds() {
            return new float[0][];
        }

        @Override
        public String description() {
            return "a network with a sparse first layer";
        }
    }

    record Rules(FlatRules rules, int columns) implements Computation {
        @Override
        public RawScorer newScorer() {
            FlatRules.Scratch scratch = rules.newScratch();
            return (raw, offset, predictions) -> rules.score(raw, predictions, scratch);
        }

        @Override
        public float[][] thresholds() {
            return rules.thresholds(columns);
        }

        @Override
        public String description() {
            return rules.description();
        }
    }

    record Score0(GenModel model, String description) implements Computation {
        @Override
        public RawScorer newScorer() {
            return (raw, offset, predictions) -> {
                // as EasyPredictModelWrapper does it
                if (model.requiresOffset() || offset != 0) {
                    model.score0(raw, offset, predictions);
                } else {
                    model.score0(raw, predictions);
                }
            };
        }

        @Override
        public float[][] thresholds() {
            return new float[0][];
        }
    }
}
