package io.connectmojo.score.compiled.net;

import hex.genmodel.GenModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.deeplearning.NeuralNetwork;
import io.connectmojo.score.NotCompiled;

/**
 * A deep learning model whose inputs are mostly cells of one-hot categories, and so mostly zero. The first layer leaves them
 * out; the others, and what is before and after the network, are computed by genmodel. Immutable, shared by all tasks; each
 * brings its own {@link Scratch}.
 */
public final class SparseNet {
    /** One of so many inputs may be other than zero: from there on the plain product is as fast. */
    private static final int MAX_FILLED = 3;

    private final DeeplearningMojoModel model;
    private final FirstLayer first;

    private SparseNet(DeeplearningMojoModel model, FirstLayer first) {
        this.model = model;
        this.first = first;
    }

    public static SparseNet of(DeeplearningMojoModel model) throws NotCompiled {
        if (model.isAutoEncoder()) {
            throw new NotCompiled("it is an auto-encoder");
        }
        if (MAX_FILLED * (model._cats + model._nums) > model._units[0]) {
            throw new NotCompiled("few of its inputs are zero");
        }
        return new SparseNet(model, FirstLayer.of(model));
    }

    /** What one task needs to score: not thread-safe. */
    public static final class Scratch {
        private final double[] numbers;
        private final int[] categories;
        private final double[] input;
        private final NonZeros nonZeros;
        private final double[] sums;

        Scratch(DeeplearningMojoModel model) {
            numbers = new double[model._nums];
            categories = new int[model._cats];
            input = new double[model._units[0]];
            nonZeros = new NonZeros(model._units[0]);
            sums = new double[model._units[1]];
        }
    }

    public Scratch newScratch() {
        return new Scratch(model);
    }

    /** Scores like the model's score0, which ignores offsets. Leaves the row as it is. */
    public void score(double[] row, double[] predictions, Scratch scratch) {
        GenModel.setInput(
                row,
                scratch.input,
                scratch.numbers,
                scratch.categories,
                model._nums,
                model._cats,
                model._catoffsets,
                model._normmul,
                model._normsub,
                model._use_all_factor_levels,
                true);
        scratch.nonZeros.assign(scratch.input, scratch.input.length);
        double[] values = first.activate(scratch.nonZeros, scratch.sums);
        for (int i = 1; i < model._numLayers; i++) {
            values = new NeuralNetwork(
                            model._allActivations[i],
                            model._all_drop_out_ratios[i],
                            model._weightsAndBias[i],
                            values,
                            model._units[i + 1])
                    .fprop1Layer();
        }
        model.modifyOutputs(values, predictions, row);
    }
}
