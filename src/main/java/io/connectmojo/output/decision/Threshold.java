package io.connectmojo.output.decision;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.PredictionShape;
import java.util.List;

/** What {@code output.threshold} says: a number, or a criterion whose threshold each model brings along. */
public sealed interface Threshold {
    /**
     * The number that the scores of that model are compared with.
     *
     * @throws MojoException C011 when the model does not have it
     */
    double of(PredictionShape shape);

    /** The same for every model. */
    record Fixed(double number) implements Threshold {
        @Override
        public double of(PredictionShape shape) {
            return number;
        }
    }

    /**
     * Where H2O found the maximum of a criterion.
     *
     * @param criterion by H2O's name, such as {@code max f1}
     */
    record OfCriterion(String criterion) implements Threshold {
        @Override
        public double of(PredictionShape shape) {
            Double threshold = shape.thresholds().get(criterion);
            if (threshold != null) {
                return threshold;
            }
            List<String> known = List.copyOf(shape.thresholds().keySet());
            Problem problem = Problem.of(ConfigError.THRESHOLD, "The model has no threshold for '" + criterion + "'")
                    .where("output.threshold");
            return refuse(shape, known, problem);
        }

        private static double refuse(PredictionShape shape, List<String> known, Problem problem) {
            if (!known.isEmpty()) {
                throw problem.why("it has " + MojoException.firstThree("other", known))
                        .fix("use one of the criteria below, or a number")
                        .withItems(known);
            }
            throw problem.why(
                            shape.category().thresholdDecidesLabel()
                                    ? "the MOJO holds no table of H2O's maximum metrics, or one without max f1"
                                    : "H2O finds criteria for Binomial models, and this one is of category "
                                            + shape.category())
                    .fix("set a number, or remove output.threshold");
        }
    }
}
