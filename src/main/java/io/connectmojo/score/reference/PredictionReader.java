package io.connectmojo.score.reference;

import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.easy.prediction.AbstractPrediction;
import hex.genmodel.easy.prediction.AnomalyDetectionPrediction;
import hex.genmodel.easy.prediction.AutoEncoderModelPrediction;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import hex.genmodel.easy.prediction.ClusteringModelPrediction;
import hex.genmodel.easy.prediction.CoxPHModelPrediction;
import hex.genmodel.easy.prediction.DimReductionModelPrediction;
import hex.genmodel.easy.prediction.KLimeModelPrediction;
import hex.genmodel.easy.prediction.MultinomialModelPrediction;
import hex.genmodel.easy.prediction.OrdinalModelPrediction;
import hex.genmodel.easy.prediction.RegressionModelPrediction;
import hex.genmodel.easy.prediction.TargetEncoderPrediction;
import hex.genmodel.easy.prediction.UpliftBinomialModelPrediction;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.Arrays;
import java.util.Set;

/** Reads H2O's prediction objects, one class for each category, into our one buffer. */
final class PredictionReader {
    private final GenModel model;
    private final PredictionShape shape;
    private final Set<OutputPart> parts;

    PredictionReader(GenModel model, PredictionShape shape, Set<OutputPart> parts) {
        this.model = model;
        this.shape = shape;
        this.parts = parts;
    }

    Prediction newPrediction() {
        Prediction prediction = new Prediction();
        int classes = shape.category() == Category.BinomialUplift
                ? 2
                : shape.classes().size();
        prediction.probabilities = new double[classes];
        prediction.calibratedProbabilities = room(OutputPart.CALIBRATED_PROBABILITIES, classes);
        prediction.contributions =
                room(OutputPart.CONTRIBUTIONS, shape.contributions().size() + 1);
        prediction.distances = room(OutputPart.DISTANCES, shape.distances());
        prediction.reconstruction =
                room(OutputPart.RECONSTRUCTION, shape.reconstruction().size());
        prediction.dimensions = new double[shape.dimensions()];
        if (parts.contains(OutputPart.STAGED_PREDICTIONS)) {
            prediction.staged = new double[StagedPredictions.length(model)];
        }
        return prediction;
    }

    private double[] room(OutputPart part, int length) {
        return parts.contains(part) ? new double[length] : Prediction.NONE;
    }

    void read(AbstractPrediction prediction, Prediction into) {
        if (prediction instanceof KLimeModelPrediction p) { // which is a regression to H2O, too
            into.value = p.value;
            into.cluster = p.cluster;
            if (into.contributions.length > 0) {
                copy(p.reasonCodes, into.contributions);
                into.contributions[p.reasonCodes.length] = Double.NaN;
            }
        } else if (prediction instanceof RegressionModelPrediction p) {
            into.value = p.value;
            leaves(p.leafNodeAssignments, into);
        } else if (prediction instanceof BinomialModelPrediction p) {
            into.label = p.labelIndex;
            copy(p.classProbabilities, into.probabilities);
            if (into.calibratedProbabilities.length > 0) {
                copy(p.calibratedClassProbabilities, into.calibratedProbabilities);
            }
            leaves(p.leafNodeAssignments, into);
        } else if (prediction instanceof MultinomialModelPrediction p) {
            into.label = p.labelIndex;
            copy(p.classProbabilities, into.probabilities);
            leaves(p.leafNodeAssignments, into);
        } else if (prediction instanceof OrdinalModelPrediction p) {
            into.label = p.labelIndex;
            copy(p.classProbabilities, into.probabilities);
        } else if (prediction instanceof AnomalyDetectionPrediction p) {
            into.value = p.normalizedScore;
            into.score = p.score;
            into.anomaly = p.isAnomaly != null && p.isAnomaly;
            leaves(p.leafNodeAssignments, into);
        } else {
            readRare(prediction, into);
        }
    }

    private void readRare(AbstractPrediction prediction, Prediction into) {
        if (prediction instanceof ClusteringModelPrediction p) {
            into.cluster = p.cluster;
        } else if (prediction instanceof AutoEncoderModelPrediction p) {
            into.value = error(p);
            copy(p.reconstructed, into.reconstruction);
        } else if (prediction instanceof DimReductionModelPrediction p) {
            copy(p.dimensions, into.dimensions);
        } else if (prediction instanceof CoxPHModelPrediction p) {
            into.value = p.value;
        } else if (prediction instanceof UpliftBinomialModelPrediction p) {
            into.value = p.predictions[0];
            into.probabilities[0] = p.predictions[1];
            into.probabilities[1] = p.predictions[2];
        } else if (prediction instanceof TargetEncoderPrediction p) {
            copy(p.transformations, into.dimensions);
        } else {
            throw new IllegalStateException(prediction.getClass().getSimpleName());
        }
    }

    /** The wrapper knows the error of DeepLearning MOJOs only; that of others is the mean squared difference. */
    private double error(AutoEncoderModelPrediction p) {
        if (model instanceof DeeplearningMojoModel) {
            return p.mse;
        }
        double sum = 0;
        for (int i = 0; i < p.original.length; i++) {
            double difference = p.reconstructed[i] - p.original[i];
            sum += difference * difference;
        }
        return sum / p.original.length;
    }

    void words(float[] embedding, Prediction into) {
        for (int i = 0; i < embedding.length; i++) {
            into.dimensions[i] = embedding[i];
        }
    }

    void distances(double[] raw, Prediction into) {
        into.cluster = ((IClusteringModel) model).distances(raw, into.distances);
    }

    private void leaves(String[] paths, Prediction into) {
        if (parts.contains(OutputPart.LEAF_NODES)) {
            into.leafPaths = paths;
        }
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, Math.min(from.length, to.length));
        if (from.length < to.length) {
            Arrays.fill(to, from.length, to.length, Double.NaN);
        }
    }
}
