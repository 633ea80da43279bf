package io.connectmojo.output;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a model's predictions become under a configuration, in order. Two layouts whose fields agree in name and
 * type write the same schema.
 */
public final class OutputLayout {
    private final List<OutputField> fields;

    private OutputLayout(List<OutputField> fields) {
        this.fields = List.copyOf(fields);
    }

    public List<OutputField> fields() {
        return fields;
    }

    /**
     * Lays the outputs out.
     *
     * @param modelStamp the text of the model output; unused unless asked for
     * @throws MojoException C004, C008 to C011, C016 or C017 when the model cannot give what is asked for
     */
    public static OutputLayout of(PredictionShape shape, OutputOptions options, String modelStamp) {
        return of(shape, options, modelStamp, ProfileFacts.NONE);
    }

    /** The same for a model that may come with a profile. */
    public static OutputLayout of(
            PredictionShape shape, OutputOptions options, String modelStamp, ProfileFacts profile) {
        return of(shape, options, new OutputStamp(modelStamp, OutputStamp.CHAMPION), profile, null);
    }

    /**
     * The same for one of two models.
     *
     * @param second a further output; null for none
     */
    public static OutputLayout of(
            PredictionShape shape,
            OutputOptions options,
            OutputStamp stamp,
            ProfileFacts profile,
            @Nullable SecondPrediction second) {
        requireAvailable(shape, options);
        DecisionFields.require(shape, options.decisions());
        if (options.decisions().hasCoverage()) {
            ConformalFields.require(shape, profile.bound(), options.layout() == OutputOptions.Layout.FLAT);
        }
        ContributionFields.require(shape, options);
        if (!shape.category().hasOnePrediction() && options.type() != OutputType.AUTO) {
            throw PredictionValue.impossible(
                    shape.category() + " models have no single prediction", "set output.type=auto");
        }
        List<OutputField> fields = new ArrayList<>(
                options.layout() == OutputOptions.Layout.NESTED
                        ? List.of(NestedFields.of(shape, options, stamp, profile))
                        : FlatFields.of(shape, options, stamp, profile));
        if (second != null) {
            fields.add(second.field(shape, options));
        }
        return new OutputLayout(requireUnique(fields));
    }

    /** What differs from another layout in names or types, told in one line each; nothing when the schemas agree. */
    public List<String> differencesFrom(OutputLayout other) {
        Map<String, OutputField> theirs = new LinkedHashMap<>();
        other.fields.forEach(field -> theirs.put(field.name(), field));
        List<String> differences = new ArrayList<>();
        for (OutputField field : fields) {
            OutputField before = theirs.remove(field.name());
            if (before == null) {
                differences.add("'" + field.name() + "' is new");
            } else if (!before.schema().equals(field.schema())) {
                differences.add("'" + field.name() + "' has another type");
            }
        }
        theirs.keySet().forEach(name -> differences.add("'" + name + "' is missing"));
        if (differences.isEmpty() && !names().equals(other.names())) {
            differences.add("the order of the fields");
        }
        return differences;
    }

    private List<String> names() {
        return fields.stream().map(OutputField::name).toList();
    }

    private static void requireAvailable(PredictionShape shape, OutputOptions options) {
        List<String> missing = settingNames(part -> options.parts().contains(part) && !shape.gives(part));
        if (!missing.isEmpty()) {
            throw Problem.of(ConfigError.INCLUDE_UNAVAILABLE, "The model cannot give " + String.join(", ", missing))
                    .where("output.include")
                    .why(
                            missing.contains(OutputPart.CONTRIBUTIONS.settingName())
                                            && !shape.unexplained().isEmpty()
                                    ? shape.unexplained()
                                    : "this " + shape.category() + " model has no such output")
                    .fix("use any of " + String.join(", ", settingNames(shape::gives)));
        }
    }

    private static List<String> settingNames(Predicate<OutputPart> which) {
        return Stream.of(OutputPart.values())
                .filter(which)
                .map(OutputPart::settingName)
                .toList();
    }

    private static List<OutputField> requireUnique(List<OutputField> fields) {
        Set<String> names = new HashSet<>();
        for (OutputField field : fields) {
            if (!names.add(field.name())) {
                throw Problem.of(ConfigError.OUTPUT_NAMES_COLLIDE, "Two outputs would be called '" + field.name() + "'")
                        .where("output.layout=flat")
                        .why("names keep only letters, digits and underscores")
                        .fix(
                                "set output.layout=nested, which keeps the names as they are, or ask for less: output.include,"
                                        + " output.contributions.top");
            }
        }
        return fields;
    }
}
