package io.connectmojo.config;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Rules between settings. Connect asks recommenders with all parsed values at hand, and reports what they throw as an error
 * of their key: the only way to tell such a mistake when the configuration is submitted, and not when the task starts.
 */
final class CrossChecks implements ConfigDef.Recommender {
    private static final String EXCLUDE = "Two settings exclude each other";

    private final List<Object> values;

    private CrossChecks(List<Object> values) {
        this.values = values;
    }

    /** The rules, with the values that a form may offer. */
    static CrossChecks recommending(String... values) {
        return new CrossChecks(List.of((Object[]) values));
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsed) {
        problem(name, parsed).ifPresent(problem -> {
            throw new ConfigException(problem.getMessage());
        });
        return new ArrayList<>(values); // Connect removes from it
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsed) {
        return switch (name) {
            case Settings.INPUT_DELIMITED_COLUMNS, Settings.INPUT_DELIMITED_SEPARATOR ->
                "delimited".equals(parsed.get(Settings.INPUT_FORMAT));
            case Settings.INPUT_VECTOR_SEPARATOR -> parsed.get(Settings.INPUT_VECTOR_FIELD) != null;
            default -> true;
        };
    }

    /** The first broken rule of any setting. */
    static Optional<MojoException> firstProblem(Map<String, ?> parsed) {
        return Settings.DEFINITION.names().stream()
                .map(name -> problem(name, parsed))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<MojoException> problem(String name, Map<String, ?> parsed) {
        boolean delimited = "delimited".equals(parsed.get(Settings.INPUT_FORMAT));
        return Optional.ofNullable(
                switch (name) {
                    case Settings.MODEL_PATH -> {
                        boolean path = parsed.get(Settings.MODEL_PATH) != null;
                        boolean pojo = parsed.get(Settings.MODEL_CLASS) != null;
                        yield path != pojo
                                ? null
                                : Problem.of(ConfigError.MODEL_SOURCE, path ? "Two models are set" : "No model is set")
                                        .where("model.path, model.class")
                                        .why("the transform scores with exactly one model")
                                        .fix(
                                                path
                                                        ? "remove one of the two settings"
                                                        : "set model.path to the absolute path of the MOJO zip");
                    }
                    case Settings.INPUT_DELIMITED_COLUMNS ->
                        delimited && String.valueOf(parsed.get(name)).isBlank()
                                ? combination(
                                        "A setting needs another",
                                        name,
                                        "input.format=delimited needs the names of the cells",
                                        "set input.delimited.columns to the names in order, such as sqft,stories")
                                : null;
                    case Settings.OUTPUT_LAYOUT ->
                        delimited
                                        && "nested".equals(parsed.get(name))
                                        && !"headers".equals(parsed.get(Settings.OUTPUT_DESTINATION))
                                ? combination(
                                        EXCLUDE,
                                        name,
                                        "a delimited line has no nested fields",
                                        "set output.layout=flat, or output.destination=headers")
                                : null;
                    case Settings.OUTPUT_FIELD ->
                        "headers".equals(parsed.get(Settings.OUTPUT_DESTINATION)) && "error".equals(parsed.get(name))
                                ? combination(
                                        EXCLUDE,
                                        name,
                                        "the header mojo.error tells that a record could not be scored",
                                        "set output.field to another name")
                                : null;
                    default -> null;
                });
    }

    private static MojoException combination(String what, String name, String why, String fix) {
        return Problem.of(ConfigError.COMBINATION, what).where(name).why(why).fix(fix);
    }
}
