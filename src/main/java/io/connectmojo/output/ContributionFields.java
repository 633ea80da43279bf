package io.connectmojo.output;

import static io.connectmojo.output.Labels.asName;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** The fields of contributions in both layouts: all of them, those of each class, or the largest and what is left. */
final class ContributionFields {
    private static final String BIAS = "bias";
    private static final Schema BY_CLASS = SchemaBuilder.map(Schema.STRING_SCHEMA, PredictionValues.NUMBERS)
            .optional()
            .build();

    private ContributionFields() {}

    static List<OutputField> flat(PredictionShape shape, OutputOptions options) {
        String p = options.field() + "_";
        List<OutputField> fields = new ArrayList<>();
        if (options.contributions().top() > 0) {
            reasons(p, shape, options.contributions().top(), fields);
        } else if (options.contributions().allClasses()) {
            for (int c = 0; c < shape.classes().size(); c++) {
                String prefix = p + "contribution_" + asName(shape.classes().get(c)) + "_";
                each(prefix, shape, c * names(shape).size(), fields);
            }
        } else {
            each(p + "contribution_", shape, 0, fields);
        }
        return fields;
    }

    private static void each(String prefix, PredictionShape shape, int first, List<OutputField> into) {
        List<String> names = names(shape);
        for (int i = 0; i < names.size(); i++) {
            into.add(contribution(prefix + asName(names.get(i)), first + i));
        }
    }

    private static OutputField contribution(String name, int index) {
        return number(name, x -> x.contributions[index]);
    }

    private static OutputField number(String name, ToDoubleFunction<Prediction> value) {
        return OutputField.ofDouble(name, x -> x.explained ? value.applyAsDouble(x) : Double.NaN);
    }

    private static void reasons(String p, PredictionShape shape, int top, List<OutputField> into) {
        List<String> names = shape.contributions();
        for (int rank = 0; rank < Math.min(top, names.size()); rank++) {
            int place = rank;
            String reason = p + "reason_" + (rank + 1);
            into.add(OutputField.of(
                    reason, Schema.OPTIONAL_STRING_SCHEMA, x -> x.explained ? names.get(x.reasons[place]) : null));
            into.add(number(reason + "_value", x -> x.contributions[x.reasons[place]]));
        }
        into.add(number(p + "reason_rest", x -> x.rest));
        if (shape.category().contributionsHaveBias()) {
            into.add(contribution(p + "contribution_bias", names.size()));
        }
    }

    static List<OutputField> nested(PredictionShape shape, ContributionOptions options) {
        List<OutputField> members = new ArrayList<>();
        List<String> names = names(shape);
        Labels.requireUnique("contributions", options.top() > 0 ? shape.contributions() : names);
        if (options.top() > 0) {
            members.add(OutputField.of("contributions", PredictionValues.NUMBERS, x -> largest(names, x)));
            members.add(number("reason_rest", x -> x.rest));
            if (shape.category().contributionsHaveBias()) {
                members.add(
                        contribution("contribution_bias", shape.contributions().size()));
            }
        } else if (options.allClasses()) {
            members.add(OutputField.of("contributions", BY_CLASS, x -> byClass(shape.classes(), names, x)));
        } else {
            members.add(OutputField.of(
                    "contributions",
                    PredictionValues.NUMBERS,
                    x -> x.explained ? map(names, x.contributions, 0) : null));
        }
        return members;
    }

    private static @Nullable Map<String, Double> largest(List<String> names, Prediction prediction) {
        if (!prediction.explained) {
            return null;
        }
        Map<String, Double> largest = new LinkedHashMap<>();
        for (int i : prediction.reasons) {
            largest.put(names.get(i), PredictionValues.orNull(prediction.contributions[i]));
        }
        return largest;
    }

    private static @Nullable Map<String, Object> byClass(
            List<String> classes, List<String> names, Prediction prediction) {
        if (!prediction.explained) {
            return null;
        }
        Map<String, Object> byClass = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            byClass.put(classes.get(c), map(names, prediction.contributions, c * names.size()));
        }
        return byClass;
    }

    private static Map<String, Double> map(List<String> names, double[] values, int first) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), PredictionValues.orNull(values[first + i]));
        }
        return map;
    }

    /** With the bias, where there is one. */
    private static List<String> names(PredictionShape shape) {
        List<String> names = new ArrayList<>(shape.contributions());
        if (shape.category().contributionsHaveBias()) {
            names.add(BIAS);
        }
        return names;
    }

    /** Whether the model has the class and the score that the settings speak of. */
    static void require(PredictionShape shape, OutputOptions options) {
        if (!options.parts().contains(OutputPart.CONTRIBUTIONS)) {
            return;
        }
        ContributionOptions asked = options.contributions();
        boolean multinomial = shape.category() == Category.Multinomial;
        if (!multinomial && !asked.predictedClass()) {
            throw refused(
                    "output.contributions.class",
                    "the contributions of a " + shape.category() + " model explain one number, not a class",
                    "remove output.contributions.class");
        }
        if (!asked.predictedClass() && !asked.allClasses() && !shape.classes().contains(asked.ofClass())) {
            throw refused(
                    "output.contributions.class",
                    "the model has no class '" + asked.ofClass() + "'",
                    "use predicted, all, or one of " + String.join(", ", shape.classes()));
        }
        if (multinomial && !Double.isNaN(asked.leastScore())) {
            throw refused(
                    "output.contributions.min.score",
                    "a Multinomial model has a probability for each class, and not one score",
                    "remove output.contributions.min.score");
        }
    }

    private static MojoException refused(String setting, String why, String fix) {
        return Problem.of(ConfigError.BAD_VALUE, "The model's contributions do not suit the setting")
                .where(setting)
                .why(why)
                .fix(fix);
    }
}
