package io.connectmojo.output;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.score.BooleanPair;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.connect.data.Schema;

/** The prediction itself as a value of {@code output.type}: a number, or the label of a class. */
final class PredictionValue {
    private PredictionValue() {}

    static OutputField of(String name, PredictionShape shape, OutputOptions options) {
        if (shape.category().hasClasses()) {
            return label(name, shape, options);
        }
        if (shape.category().isCluster()) {
            return number(name, typeOr(OutputType.INT32, options), p -> p.cluster < 0 ? Double.NaN : p.cluster, true);
        }
        if (!shape.category().isNumber()) {
            throw new IllegalArgumentException(shape.category() + " has no single prediction");
        }
        return number(name, typeOr(OutputType.FLOAT64, options), p -> p.value, false);
    }

    /** The same for what was before a change; null where nothing was. */
    static OutputField ofPrevious(String name, PredictionShape shape, OutputOptions options) {
        OutputField now = of(name, shape, options);
        return OutputField.of(
                name, now.schema(), p -> p.previous == null ? null : now.value().apply(p.previous));
    }

    private static OutputType typeOr(OutputType auto, OutputOptions options) {
        return options.type() == OutputType.AUTO ? auto : options.type();
    }

    private static OutputField number(
            String name, OutputType type, ToDoubleFunction<Prediction> number, boolean whole) {
        if (type == OutputType.BOOLEAN) {
            throw impossible("a number is no boolean", "use a number type, string or auto");
        }
        return OutputField.of(name, type.schema(), p -> {
            double value = number.applyAsDouble(p);
            if (Double.isNaN(value)) {
                return null;
            }
            return switch (type) {
                case INT32 -> (Object) (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, name);
                case INT64 -> (long) whole(value, Long.MIN_VALUE, Long.MAX_VALUE, name);
                case FLOAT32 -> single(value, name);
                case STRING -> whole ? Integer.toString((int) value) : Double.toString(value);
                default -> value;
            };
        });
    }

    /** Rounded half-even. 2^63 itself is a double, but no long. */
    private static double whole(double value, double least, double most, String name) {
        double rounded = Math.rint(value);
        if (!(rounded >= least && rounded <= most) || rounded == 0x1p63) {
            throw outOfRange(name);
        }
        return rounded;
    }

    private static float single(double value, String name) {
        float single = (float) value;
        if (Float.isInfinite(single) && !Double.isInfinite(value)) {
            throw outOfRange(name);
        }
        return single;
    }

    private static MojoException outOfRange(String name) {
        return Problem.of(RecordError.OUTPUT_RANGE, "The prediction does not fit output.type")
                .where("output '" + name + "'")
                .why("it is out of the type's range")
                .fix("set output.type to a wider type, such as float64");
    }

    private static OutputField label(String name, PredictionShape shape, OutputOptions options) {
        Object[] labels = shape.classes().stream()
                .map(labelAs(options.type(), shape.classes()))
                .toArray();
        Schema schema = options.type() == OutputType.AUTO
                ? OutputType.STRING.schema()
                : options.type().schema();
        PredictedClass predicted = PredictedClass.of(shape, options.decisions());
        return OutputField.of(name, schema, p -> {
            int label = predicted.applyAsInt(p);
            return label < 0 ? null : labels[label];
        });
    }

    private static Function<String, Object> labelAs(OutputType type, List<String> classes) {
        return switch (type) {
            case AUTO, STRING -> label -> label;
            case BOOLEAN -> pairOf(classes);
            default ->
                label -> {
                    try {
                        BigDecimal value = Labels.number(label);
                        return switch (type) {
                            case INT32 -> (Object) value.intValueExact();
                            case INT64 -> value.longValueExact();
                            case FLOAT32 -> finite(value.floatValue());
                            default -> finite(value.doubleValue());
                        };
                    } catch (ArithmeticException | NumberFormatException e) {
                        throw impossible(
                                "the class '" + label + "' is not a number of that type", "use string or auto");
                    }
                };
        };
    }

    private static Double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new ArithmeticException();
        }
        return value;
    }

    private static Float finite(float value) {
        if (Float.isInfinite(value)) {
            throw new ArithmeticException();
        }
        return value;
    }

    private static Function<String, Object> pairOf(List<String> classes) {
        List<String> lower =
                classes.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
        for (BooleanPair pair : BooleanPair.ALL) {
            if (lower.size() == 2 && lower.contains(pair.whenTrue()) && lower.contains(pair.whenFalse())) {
                return label -> label.toLowerCase(Locale.ROOT).equals(pair.whenTrue());
            }
        }
        throw impossible(
                "the classes are no pair such as true/false, yes/no, y/n, t/f, 1/0 or on/off", "use string or auto");
    }

    static MojoException impossible(String why, String fix) {
        return Problem.of(ConfigError.OUTPUT_TYPE, "The prediction cannot be given as output.type")
                .where("output.type")
                .why(why)
                .fix(fix);
    }
}
