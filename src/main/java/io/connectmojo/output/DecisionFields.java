package io.connectmojo.output;

import io.connectmojo.output.decision.Bands;
import io.connectmojo.output.decision.Decisions;
import io.connectmojo.output.decision.Threshold;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The fields that say what follows from a prediction, in both layouts: anomaly or not, exceeded or not, a band, an interval. */
final class DecisionFields {
    private DecisionFields() {}

    /**
     * The fields in their order.
     *
     * @param prefix of their names
     * @param bound the conformity score at the coverage; empty when none is known
     */
    static List<OutputField> of(String prefix, PredictionShape shape, Decisions decisions, OptionalDouble bound) {
        List<OutputField> fields = new ArrayList<>();
        if (shape.anomalyThreshold()) {
            fields.add(
                    OutputField.of(prefix + "is_anomaly", Schema.OPTIONAL_BOOLEAN_SCHEMA, DecisionFields::isAnomaly));
        }
        if (decisions.threshold() != null && !shape.category().thresholdDecidesLabel()) {
            fields.add(exceeded(prefix + "exceeded", decisions.threshold().of(shape)));
        }
        if (decisions.bands() != null) {
            fields.add(band(prefix + "band", decisions.bands(), shape::score));
        }
        if (decisions.hasCoverage()) {
            fields.addAll(ConformalFields.of(prefix, shape, bound.orElseThrow()));
        }
        return fields;
    }

    private static @Nullable Object isAnomaly(Prediction prediction) {
        return Double.isNaN(prediction.value) ? null : (Object) prediction.anomaly;
    }

    private static OutputField exceeded(String name, double threshold) {
        return OutputField.of(
                name,
                Schema.OPTIONAL_BOOLEAN_SCHEMA,
                prediction -> Double.isNaN(prediction.value) ? null : (Object) (prediction.value >= threshold));
    }

    private static OutputField band(String name, Bands bands, ToDoubleFunction<Prediction> score) {
        return OutputField.of(
                name, Schema.OPTIONAL_STRING_SCHEMA, prediction -> bands.of(score.applyAsDouble(prediction)));
    }

    /** Whether the model has what the decisions are made from. */
    static void require(PredictionShape shape, Decisions decisions) {
        Threshold threshold = decisions.threshold();
        if (threshold != null && !shape.category().takesThreshold()) {
            throw Problem.of(ConfigError.THRESHOLD, "The model has no use for a threshold")
                    .where("output.threshold")
                    .why(shape.category() + " predictions are not compared with one")
                    .fix("remove output.threshold");
        }
        if (threshold != null) {
            threshold.of(shape);
        }
        if (decisions.bands() != null && !shape.category().hasScore()) {
            throw Problem.of(ConfigError.BANDS, "The model has no score that falls into bands")
                    .where("output.bands")
                    .why("the prediction of a " + shape.category()
                            + " model is neither a number nor one of two classes")
                    .fix("remove output.bands");
        }
    }
}
