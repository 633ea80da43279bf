package io.connectmojo.score.compiled.net;

import hex.genmodel.algos.deeplearning.ActivationUtils.ActivationFunctions;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.deeplearning.NeuralNetwork;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;

/**
 * The first layer of a network. Leaves out the inputs that are zero (a weight times zero changes no sum that began at zero)
 * and adds the others in genmodel's order, four outputs at a time. Immutable; the weights are the model's own.
 *
 * @param weights row by row
 */
record FirstLayer(float[] weights, double[] biases, int inputs, ActivationFunctions activation, double dropout) {
    static FirstLayer of(DeeplearningMojoModel model) throws NotCompiled {
        Object stored = model._weightsAndBias[0];
        float[] weights = HiddenMember.read(stored, "_wValues", float[].class, NotCompiled::new);
        double[] biases = HiddenMember.read(stored, "_bValues", double[].class, NotCompiled::new);
        int inputs = model._units[0];
        int outputs = model._units[1];
        if (biases.length != outputs || weights.length != inputs * outputs) {
            throw new NotCompiled("its network has maxout layers");
        }
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new NotCompiled("its network has weights that are not finite");
            }
        }
        String activation = model._allActivations[0];
        double dropout = model._all_drop_out_ratios[0];
        ActivationFunctions function = new NeuralNetwork(
                        activation, dropout, model._weightsAndBias[0], new double[inputs], outputs)
                .createActFuns(activation);
        return new FirstLayer(weights, biases, inputs, function, dropout);
    }

    int outputs() {
        return biases.length;
    }

    /** The layer's output, in an array of the activation function's making. */
    double[] activate(NonZeros input, double[] sums) {
        int last = outputs() - 1;
        for (int row = 0; row <= last; row += 4) {
            four(row, Math.min(row + 1, last), Math.min(row + 2, last), Math.min(row + 3, last), input, sums);
        }
        return activation.eval(sums, dropout, 1);
    }

    private void four(int row0, int row1, int row2, int row3, NonZeros input, double[] sums) {
        float[] weights = this.weights;
        int[] columns = input.columns;
        double[] values = input.values;
        int at0 = row0 * inputs;
        int at1 = row1 * inputs;
        int at2 = row2 * inputs;
        int at3 = row3 * inputs;
        double out0 = 0;
        double out1 = 0;
        double out2 = 0;
        double out3 = 0;
        int k = 0;
        for (int half = 0; half < NonZeros.LANES; half += 4) {
            double half0 = 0;
            double half1 = 0;
            double half2 = 0;
            double half3 = 0;
            for (int lane = half; lane < half + 4; lane++) {
                double sum0 = 0;
                double sum1 = 0;
                double sum2 = 0;
                double sum3 = 0;
                for (int end = input.ends[lane]; k < end; k++) {
                    int column = columns[k];
                    double value = values[k];
                    sum0 += weights[at0 + column] * value;
                    sum1 += weights[at1 + column] * value;
                    sum2 += weights[at2 + column] * value;
                    sum3 += weights[at3 + column] * value;
                }
                half0 += sum0;
                half1 += sum1;
                half2 += sum2;
                half3 += sum3;
            }
            out0 += half0;
            out1 += half1;
            out2 += half2;
            out3 += half3;
        }
        for (int end = input.ends[NonZeros.LANES]; k < end; k++) {
            int column = columns[k];
            double value = values[k];
            out0 += weights[at0 + column] * value;
            out1 += weights[at1 + column] * value;
            out2 += weights[at2 + column] * value;
            out3 += weights[at3 + column] * value;
        }
        sums[row0] = out0 + biases[row0];
        sums[row1] = out1 + biases[row1];
        sums[row2] = out2 + biases[row2];
        sums[row3] = out3 + biases[row3];
    }
}
