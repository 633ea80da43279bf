package io.connectmojo.score.reference;

import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import hex.genmodel.algos.tree.CalibrationMojoHelper;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.tree.TreeBackedMojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.prediction.AbstractPrediction;
import hex.genmodel.easy.prediction.AnomalyDetectionPrediction;
import hex.genmodel.easy.prediction.AutoEncoderModelPrediction;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import hex.genmodel.easy.prediction.KLimeModelPrediction;
import hex.genmodel.easy.prediction.MultinomialModelPrediction;
import hex.genmodel.easy.prediction.RegressionModelPrediction;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How genmodel gives each part of a prediction: the row of {@link OutputPart} that only this ring can read. Which models have
 * it, what the wrapper must be told, room for the numbers, and where they come from: H2O's prediction, or the raw row.
 */
public enum PartReading {
    PROBABILITIES {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return shape.category().hasProbabilities(); // read with the prediction itself
        }
    },
    CALIBRATED_PROBABILITIES {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return shape.category() == Category.Binomial
                    && model instanceof CalibrationMojoHelper.MojoModelWithCalibration calibration
                    && (calibration.getCalibGlmBeta() != null || calibration.getIsotonicCalibrator() != null);
        }

        @Override
        void makeRoom(GenModel model, PredictionShape shape, Prediction into) {
            into.calibratedProbabilities = new double[shape.classes().size()];
        }

        @Override
        void read(AbstractPrediction from, Prediction into) {
            copy(((BinomialModelPrediction) from).calibratedClassProbabilities, into.calibratedProbabilities);
        }
    },
    CONTRIBUTIONS {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return !shape.contributions().isEmpty();
        }

        @Override
        void makeRoom(GenModel model, PredictionShape shape, Prediction into) {
            into.contributions = new double[shape.contributions().size() + 1];
        }

        @Override
        void read(AbstractPrediction from, Prediction into) {
            // of k-LIME, whose prediction holds them; an explaining scorer stands before this one otherwise
            copy(((KLimeModelPrediction) from).reasonCodes, into.contributions);
        }
    },
    LEAF_NODES {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return shape.category().hasTreePaths() && givesPaths(model);
        }

        @Override
        void configure(EasyPredictModelWrapper.Config wrapper, Category category) throws java.io.IOException {
            wrapper.setEnableLeafAssignment(true);
        }

        @Override
        void read(AbstractPrediction from, Prediction into) {
            if (from instanceof RegressionModelPrediction p) {
                into.leafPaths = p.leafNodeAssignments;
            } else if (from instanceof BinomialModelPrediction p) {
                into.leafPaths = p.leafNodeAssignments;
            } else if (from instanceof MultinomialModelPrediction p) {
                into.leafPaths = p.leafNodeAssignments;
            } else {
                into.leafPaths = ((AnomalyDetectionPrediction) from).leafNodeAssignments;
            }
        }
    },
    STAGED_PREDICTIONS {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return model instanceof SharedTreeMojoModel
                    && shape.category().hasTreePaths()
                    && shape.category() != Category.AnomalyDetection;
        }

        @Override
        void makeRoom(GenModel model, PredictionShape shape, Prediction into) {
            into.staged = new double[StagedPredictions.length(model)];
        }

        @Override
        @Nullable
        RawReading ofRaw(GenModel model, Category category) {
            return (raw, offset, into) -> StagedPredictions.of(model, raw, into.staged);
        }
    },
    DISTANCES {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return shape.category().isCluster() && model instanceof IClusteringModel;
        }

        @Override
        void makeRoom(GenModel model, PredictionShape shape, Prediction into) {
            into.distances = new double[shape.distances()];
        }

        @Override
        RawReading ofRaw(GenModel model, Category category) {
            IClusteringModel clusters = (IClusteringModel) model;
            return (raw, offset, into) -> into.cluster = clusters.distances(raw, into.distances);
        }
    },
    RECONSTRUCTION {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return shape.category() == Category.AutoEncoder;
        }

        @Override
        void makeRoom(GenModel model, PredictionShape shape, Prediction into) {
            into.reconstruction = new double[shape.reconstruction().size()];
        }

        @Override
        void read(AbstractPrediction from, Prediction into) {
            copy(((AutoEncoderModelPrediction) from).reconstructed, into.reconstruction);
        }
    },
    SCORE {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return shape.category() == Category.AnomalyDetection;
        }

        @Override
        void read(AbstractPrediction from, Prediction into) {
            OutputPart.SCORE.set(into, ((AnomalyDetectionPrediction) from).score);
        }
    },
    MARGIN {
        @Override
        boolean isGiven(GenModel model, PredictionShape shape) {
            return Margin.of(model, shape.category()).isPresent();
        }

        @Override
        RawReading ofRaw(GenModel model, Category category) {
            Margin margin = Margin.of(model, category).orElseThrow();
            return (raw, offset, into) -> OutputPart.MARGIN.set(into, margin.of(raw, offset));
        }
    };

    /** Gives a part that genmodel's prediction does not hold. One per scorer; not thread-safe. */
    public interface RawReading {
        /** @param raw the row as score0 takes it, or has left it */
        void read(double[] raw, double offset, Prediction into);
    }

    /** Those of the parts; what is no part of a prediction has no row here. */
    static List<PartReading> of(Set<OutputPart> parts) {
        return Stream.of(values())
                .filter(reading -> parts.contains(reading.part()))
                .toList();
    }

    /** Of those parts, what is computed from the raw row. */
    public static List<RawReading> ofRaw(GenModel model, Category category, Set<OutputPart> parts) {
        return of(parts).stream()
                .map(reading -> reading.ofRaw(model, category))
                .filter(reading -> reading != null)
                .toList();
    }

    /** What the model can give, of everything that its predictions look like otherwise. */
    static Set<OutputPart> available(GenModel model, PredictionShape shape) {
        Set<OutputPart> available = EnumSet.noneOf(OutputPart.class);
        for (PartReading reading : values()) {
            if (reading.isGiven(model, shape)) {
                available.add(reading.part());
            }
        }
        return available;
    }

    private OutputPart part() {
        return OutputPart.valueOf(name());
    }

    abstract boolean isGiven(GenModel model, PredictionShape shape);

    /** Tells the wrapper that the part will be asked for, where it must know. */
    void configure(EasyPredictModelWrapper.Config wrapper, Category category) throws java.io.IOException {}

    void makeRoom(GenModel model, PredictionShape shape, Prediction into) {}

    /** Reads the part from H2O's prediction, where that holds it. */
    void read(AbstractPrediction from, Prediction into) {}

    /** How it is computed from the raw row; null where H2O's prediction holds it. */
    @Nullable
    RawReading ofRaw(GenModel model, Category category) {
        return null;
    }

    private static boolean givesPaths(GenModel model) {
        try {
            double[] missing = new double[model.nfeatures()];
            Arrays.fill(missing, Double.NaN);
            return model instanceof TreeBackedMojoModel trees && trees.getDecisionPath(missing) != null;
        } catch (RuntimeException unsupported) {
            return false;
        }
    }

    /** The numbers, and NaN where there are none. */
    static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, Math.min(from.length, to.length));
        if (from.length < to.length) {
            Arrays.fill(to, from.length, to.length, Double.NaN);
        }
    }
}
