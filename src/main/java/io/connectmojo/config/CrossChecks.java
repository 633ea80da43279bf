package io.connectmojo.config;

import io.connectmojo.output.OutputOptions;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.template.Template;
import io.connectmojo.score.ContributionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Rules between settings. Connect asks recommenders with all parsed values at hand, and reports what they throw as an error
 * of their key: the only way to tell such a mistake when the configuration is submitted, and not when the task starts.
 */
final class CrossChecks implements ConfigDef.Recommender {
    /** The name without its prefix of the header that tells of a problem. */
    private static final String ERROR_HEADER = "error";

    private static final String EXCLUDE = "Two settings exclude each other";

    private static final List<Setting> SOURCES =
            List.of(Setting.MODEL_PATH, Setting.MODEL_CLASS, Setting.MODEL_KAFKA_TOPIC);

    private final Setting setting;

    CrossChecks(Setting setting) {
        this.setting = setting;
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsed) {
        problem(setting, parsed).ifPresent(problem -> {
            throw new ConfigException(problem.getMessage());
        });
        return new ArrayList<>(setting.kind().choices()); // Connect removes from it
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsed) {
        return switch (setting) {
            case INPUT_DELIMITED_COLUMNS, INPUT_DELIMITED_SEPARATOR ->
                is(parsed, Setting.INPUT_FORMAT, InputFormat.DELIMITED);
            case INPUT_VECTOR_SEPARATOR -> isSet(parsed, Setting.INPUT_VECTOR_FIELD);
            default -> true;
        };
    }

    /** The first broken rule of any setting. */
    static Optional<MojoException> firstProblem(Map<String, ?> parsed) {
        return Stream.of(Setting.values())
                .map(setting -> problem(setting, parsed))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<MojoException> problem(Setting setting, Map<String, ?> parsed) {
        boolean delimited = is(parsed, Setting.INPUT_FORMAT, InputFormat.DELIMITED);
        boolean headers = is(parsed, Setting.OUTPUT_DESTINATION, Destination.HEADERS);
        return Optional.ofNullable(
                switch (setting) {
                    case MODEL_PATH -> modelSource(parsed);
                    case MODEL_KAFKA_NAME, MODEL_KAFKA_BOOTSTRAP -> ofTopic(setting, parsed);
                    case MODEL_SHA256, MODEL_PROFILE, MODEL_FALLBACK_PATH -> ofRecordsModel(setting, parsed);
                    case INPUT_DELIMITED_COLUMNS ->
                        delimited && String.valueOf(parsed.get(setting.key())).isBlank()
                                ? combination(
                                        "A setting needs another",
                                        setting,
                                        "input.format=delimited needs the names of the cells",
                                        "set input.delimited.columns to the names in order, such as sqft,stories")
                                : null;
                    case OUTPUT_LAYOUT ->
                        delimited && is(parsed, setting, OutputOptions.Layout.NESTED) && !headers
                                ? combination(
                                        EXCLUDE,
                                        setting,
                                        "a delimited line has no nested fields",
                                        "set output.layout=flat, or output.destination=headers")
                                : null;
                    case OUTPUT_CONTRIBUTIONS_CLASS ->
                        ContributionOptions.ALL.equals(parsed.get(setting.key()))
                                        && !Integer.valueOf(0)
                                                .equals(parsed.get(Setting.OUTPUT_CONTRIBUTIONS_TOP.key()))
                                ? combination(
                                        EXCLUDE,
                                        setting,
                                        "the largest contributions are those of one class",
                                        "set output.contributions.class=predicted, or output.contributions.top=0")
                                : null;
                    case OUTPUT_FIELD ->
                        headers && ERROR_HEADER.equals(parsed.get(setting.key()))
                                ? combination(
                                        EXCLUDE,
                                        setting,
                                        "the header mojo.error tells that a record could not be scored",
                                        "set output.field to another name")
                                : null;
                    default -> null;
                });
    }

    private static @Nullable MojoException modelSource(Map<String, ?> parsed) {
        long sources = SOURCES.stream().filter(source -> isSet(parsed, source)).count();
        if (sources == 1) {
            return null;
        }
        return Problem.of(ConfigError.MODEL_SOURCE, sources == 0 ? "No model is set" : "Several models are set")
                .where("model.path, model.class, model.kafka.topic")
                .why("the transform scores with exactly one model")
                .fix(
                        sources == 0
                                ? "set model.path to the absolute path of the MOJO zip, or model.kafka.topic"
                                : "keep one of these settings");
    }

    /** A setting that a topic of models needs, and that means nothing without. */
    private static @Nullable MojoException ofTopic(Setting setting, Map<String, ?> parsed) {
        boolean topic = isSet(parsed, Setting.MODEL_KAFKA_TOPIC);
        if (topic == isSet(parsed, setting)) {
            return null;
        }
        return topic
                ? combination(
                        "A setting needs another",
                        setting,
                        "model.kafka.topic needs model.kafka.name and model.kafka.bootstrap.servers",
                        "set " + setting.key())
                : combination(
                        "A setting needs another",
                        setting,
                        "it needs model.kafka.topic",
                        "set model.kafka.topic, or remove " + setting.key());
    }

    /** What means one model, and what means nothing unless each record names its own. */
    private static @Nullable MojoException ofRecordsModel(Setting setting, Map<String, ?> parsed) {
        boolean many = Stream.of(Setting.MODEL_PATH, Setting.MODEL_KAFKA_NAME)
                .map(source -> parsed.get(source.key()))
                .anyMatch(text -> text != null && Template.hasPlaceholders(text.toString()));
        if (setting == Setting.MODEL_FALLBACK_PATH) {
            return many || !isSet(parsed, setting)
                    ? null
                    : combination(
                            "A setting needs another",
                            setting,
                            "it needs placeholders in model.path or model.kafka.name",
                            "set them, or remove model.fallback.path");
        }
        boolean ofOne = setting == Setting.MODEL_SHA256
                ? isSet(parsed, setting)
                : !List.of("auto", "none").contains(String.valueOf(parsed.get(setting.key())));
        return many && ofOne
                ? combination(
                        EXCLUDE,
                        setting,
                        "it belongs to one model, and with placeholders each record names its own",
                        "remove " + setting.key() + ", and put such a file beside each model")
                : null;
    }

    private static boolean isSet(Map<String, ?> parsed, Setting setting) {
        return parsed.get(setting.key()) != null;
    }

    private static boolean is(Map<String, ?> parsed, Setting setting, Enum<?> choice) {
        return SettingKind.textOf(choice).equals(parsed.get(setting.key()));
    }

    private static MojoException combination(String what, Setting setting, String why, String fix) {
        return Problem.of(ConfigError.COMBINATION, what)
                .where(setting.key())
                .why(why)
                .fix(fix);
    }
}
