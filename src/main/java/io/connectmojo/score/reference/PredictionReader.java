package io.connectmojo.score.reference;

import hex.genmodel.GenModel;
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
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.List;
import java.util.Set;

/** Reads H2O's prediction objects, one class for each category, into our one buffer. */
final class PredictionReader {
    private final GenModel model;
    private final PredictionShape shape;
    private final List<PartReading> parts;

    PredictionReader(GenModel model, PredictionShape shape, Set<OutputPart> parts) {
        this.model = model;
        this.shape = shape;
        this.parts = PartReading.of(parts);
    }

    Prediction newPrediction() {
        Prediction prediction = new Prediction();
        if (shape.category().hasProbabilities()) {
            prediction.probabilities = new double[shape.probabilityNames().size()];
        }
        prediction.dimensions = new double[shape.dimensions()];
        parts.forEach(part -> part.makeRoom(model, shape, prediction));
        return prediction;
    }

    /** Reads the prediction itself, and those of its parts that H2O's object holds. */
    void read(AbstractPrediction prediction, Prediction into) {
        readAnswer(prediction, into);
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).read(prediction, into);
        }
    }

    private void readAnswer(AbstractPrediction prediction, Prediction into) {
        if (prediction instanceof KLimeModelPrediction p) { // which is a regression to H2O, too
            into.value = p.value;
            into.cluster = p.cluster;
        } else if (prediction instanceof RegressionModelPrediction p) {
            into.value = p.value;
        } else if (prediction instanceof BinomialModelPrediction p) {
            into.label = p.labelIndex;
            PartReading.copy(p.classProbabilities, into.probabilities);
        } else if (prediction instanceof MultinomialModelPrediction p) {
            into.label = p.labelIndex;
            PartReading.copy(p.classProbabilities, into.probabilities);
        } else if (prediction instanceof OrdinalModelPrediction p) {
            into.label = p.labelIndex;
            PartReading.copy(p.classProbabilities, into.probabilities);
        } else if (prediction instanceof AnomalyDetectionPrediction p) {
            into.value = p.normalizedScore;
            into.anomaly = p.isAnomaly != null && p.isAnomaly;
        } else {
            readRare(prediction, into);
        }
    }

    private void readRare(AbstractPrediction prediction, Prediction into) {
        if (prediction instanceof ClusteringModelPrediction p) {
            into.cluster = p.cluster;
        } else if (prediction instanceof AutoEncoderModelPrediction p) {
            into.value = error(p);
        } else if (prediction instanceof DimReductionModelPrediction p) {
            PartReading.copy(p.dimensions, into.dimensions);
        } else if (prediction instanceof CoxPHModelPrediction p) {
            into.value = p.value;
        } else if (prediction instanceof UpliftBinomialModelPrediction p) {
            into.value = p.predictions[0];
            into.probabilities[0] = p.predictions[1];
            into.probabilities[1] = p.predictions[2];
        } else if (prediction instanceof TargetEncoderPrediction p) {
            PartReading.copy(p.transformations, into.dimensions);
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
}
