package io.connectmojo.output;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@code output.interval}, split-conformal: everything that is no farther from the prediction than a bound, which a
 * number of the wanted coverage did not exceed in calibration. Where the bound is infinite, nothing can be ruled out: null.
 */
final class ConformalFields {
    private static final String SETTING = "output.interval";
    private static final char SEPARATOR = '|';

    private ConformalFields() {}

    /**
     * The interval of a number, or the set of labels.
     *
     * @param prefix of their names; the labels are one text where there is one, else an array
     * @param bound the largest distance; infinite when there were too few rows to say
     */
    static List<OutputField> of(String prefix, PredictionShape shape, double bound) {
        if (shape.category() != Category.Regression) {
            return List.of(prefix.isEmpty() ? array(shape.classes(), bound) : text(prefix, shape.classes(), bound));
        }
        return List.of(
                OutputField.ofDouble(prefix + "lower", x -> end(x.value, -bound)),
                OutputField.ofDouble(prefix + "upper", x -> end(x.value, bound)));
    }

    /** NaN for none. Rounded outwards: an outcome as far off as the bound is inside, however subtraction and addition round. */
    private static double end(double value, double distance) {
        double direction = Math.copySign(Double.POSITIVE_INFINITY, distance);
        double end = Math.nextAfter(value + Math.nextAfter(distance, direction), direction);
        return Double.isFinite(value) && Double.isFinite(end) ? end : Double.NaN;
    }

    private static OutputField array(List<String> classes, double bound) {
        return OutputField.of("set", PredictionValues.TEXTS, x -> labels(classes, x, bound));
    }

    private static OutputField text(String prefix, List<String> classes, double bound) {
        return OutputField.of(prefix + "set", Schema.OPTIONAL_STRING_SCHEMA, x -> {
            List<String> labels = labels(classes, x, bound);
            return labels == null ? null : String.join(String.valueOf(SEPARATOR), labels);
        });
    }

    /** In the order of the classes. The distance is calculated as in calibration, so that equal probabilities stay equal. */
    private static @Nullable List<String> labels(List<String> classes, Prediction prediction, double bound) {
        if (Double.isInfinite(bound) || Double.isNaN(prediction.probabilities[0])) {
            return null;
        }
        List<String> labels = new ArrayList<>(classes.size());
        for (int c = 0; c < classes.size(); c++) {
            if (1 - prediction.probabilities[c] <= bound) {
                labels.add(classes.get(c));
            }
        }
        return labels;
    }

    /**
     * Throws when the model has nothing that an interval could be made of.
     *
     * @param bound empty when the model comes without a calibration
     */
    static void require(PredictionShape shape, OptionalDouble bound, boolean flat) {
        boolean hasDistance = switch (shape.category()) {
            case Regression, Binomial, Multinomial -> true;
            default -> false;
        };
        if (!hasDistance) {
            throw refused(
                    "intervals and sets are for Regression, Binomial and Multinomial models, and this one is of category "
                            + shape.category(),
                    "remove output.interval");
        }
        if (bound.isEmpty()) {
            throw refused(
                    "the model's profile has no calibration, or there is no profile",
                    "make a profile from rows with outcomes, mojo profile --actual, or remove output.interval");
        }
        for (String label : shape.classes()) {
            if (flat && label.indexOf(SEPARATOR) >= 0) {
                throw refused(
                        "the class '" + label + "' holds the " + SEPARATOR + " that separates labels in one text",
                        "set output.layout=nested, where they are an array");
            }
        }
    }

    private static MojoException refused(String why, String fix) {
        return Problem.of(ConfigError.INTERVAL, "The model has no interval or set of labels")
                .where(SETTING)
                .why(why)
                .fix(fix);
    }
}
