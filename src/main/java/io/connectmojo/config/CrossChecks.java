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
import java.util.Set;
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

    private static final String NEEDS = "A setting needs another";

    /** What means nothing without a challenger. */
    private static final Set<Setting> OF_CHALLENGER =
            Set.of(Setting.MODEL_NAME, Setting.MODEL_SHA256, Setting.MODEL_MAX_SHIFT);

    private final Setting setting;
    private final String prefix;

    /** @param prefix empty, or what makes a setting of the group Model one of the challenger's */
    CrossChecks(Setting setting, String prefix) {
        this.setting = setting;
        this.prefix = prefix;
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsed) {
        problem(setting, prefix, parsed).ifPresent(problem -> {
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
        return Stream.of("", ModelSettings.CHALLENGER)
                .flatMap(prefix -> Stream.of(Setting.values())
                        .filter(setting -> prefix.isEmpty() || setting.group() == Setting.Group.MODEL)
                        .map(setting -> problem(setting, prefix, parsed)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<MojoException> problem(Setting setting, String prefix, Map<String, ?> parsed) {
        return prefix.isEmpty() ? problem(setting, parsed) : Optional.ofNullable(ofChallenger(setting, parsed));
    }

    private static Optional<MojoException> problem(Setting setting, Map<String, ?> parsed) {
        boolean delimited = is(parsed, Setting.INPUT_FORMAT, InputFormat.DELIMITED);
        boolean headers = is(parsed, Setting.OUTPUT_DESTINATION, Destination.HEADERS);
        return Optional.ofNullable(
                switch (setting) {
                    case MODEL_PATH -> modelSource(parsed);
                    case MODEL_KAFKA_NAME, MODEL_KAFKA_BOOTSTRAP -> ofTopic(setting, "", parsed);
                    case MODEL_SHA256, MODEL_PROFILE, MODEL_FALLBACK_PATH -> ofRecordsModel(setting, parsed);
                    case INPUT_DELIMITED_COLUMNS ->
                        delimited && String.valueOf(parsed.get(setting.key())).isBlank()
                                ? combination(
                                        NEEDS,
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
                    case CHALLENGER_SHARE, CHALLENGER_COMPARE ->
                        setting.kind().byDefault().equals(parsed.get(setting.key()))
                                ? null
                                : withoutChallenger(setting.key(), parsed);
                    case CHALLENGER_SPLIT_FIELD ->
                        isSet(parsed, setting) ? withoutChallenger(setting.key(), parsed) : null;
                    case CHALLENGER_OUTPUT_FIELD -> isSet(parsed, setting) ? challengersOutput(parsed) : null;
                    default -> null;
                });
    }

    private static @Nullable MojoException ofChallenger(Setting setting, Map<String, ?> parsed) {
        if (setting == Setting.MODEL_PATH && challengers(parsed) > 1) {
            return Problem.of(ConfigError.MODEL_SOURCE, "Several challengers are set")
                    .where("challenger.model.path, challenger.model.class, challenger.model.kafka.topic")
                    .why("a transform has at most one challenger")
                    .fix("keep one of these settings");
        }
        if (challengers(parsed) > 0 && hasPlaceholders(setting, parsed)) {
            return combination(
                    EXCLUDE,
                    setting,
                    "a challenger is compared with one model, and with placeholders each record names its own",
                    "remove the placeholders, or the challenger");
        }
        if (setting == Setting.MODEL_KAFKA_NAME || setting == Setting.MODEL_KAFKA_BOOTSTRAP) {
            return ofTopic(setting, ModelSettings.CHALLENGER, parsed);
        }
        String key = ModelSettings.CHALLENGER + setting.key();
        return OF_CHALLENGER.contains(setting) && parsed.get(key) != null ? withoutChallenger(key, parsed) : null;
    }

    private static @Nullable MojoException challengersOutput(Map<String, ?> parsed) {
        Setting setting = Setting.CHALLENGER_OUTPUT_FIELD;
        Object name = String.valueOf(parsed.get(setting.key()));
        boolean isError = name.equals(ERROR_HEADER) && is(parsed, Setting.OUTPUT_DESTINATION, Destination.HEADERS);
        return name.equals(parsed.get(Setting.OUTPUT_FIELD.key())) || isError
                ? combination(
                        EXCLUDE,
                        setting,
                        isError
                                ? "the header mojo.error tells that a record could not be scored"
                                : "output.field has the same name",
                        "set challenger.output.field to another name")
                : withoutChallenger(setting.key(), parsed);
    }

    private static long challengers(Map<String, ?> parsed) {
        return ModelSettings.SOURCES.stream()
                .filter(source -> parsed.get(ModelSettings.CHALLENGER + source.key()) != null)
                .count();
    }

    private static @Nullable MojoException withoutChallenger(String key, Map<String, ?> parsed) {
        return challengers(parsed) > 0
                ? null
                : combination(NEEDS, key, "there is no challenger", "set challenger.model.path, or remove " + key);
    }

    private static @Nullable MojoException modelSource(Map<String, ?> parsed) {
        long sources = ModelSettings.SOURCES.stream()
                .filter(source -> isSet(parsed, source))
                .count();
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
    private static @Nullable MojoException ofTopic(Setting setting, String prefix, Map<String, ?> parsed) {
        String topic = prefix + Setting.MODEL_KAFKA_TOPIC.key();
        String key = prefix + setting.key();
        boolean hasTopic = parsed.get(topic) != null;
        if (hasTopic == (parsed.get(key) != null)) {
            return null;
        }
        return hasTopic
                ? combination(
                        NEEDS,
                        key,
                        topic + " needs " + prefix + Setting.MODEL_KAFKA_NAME.key() + " and " + prefix
                                + Setting.MODEL_KAFKA_BOOTSTRAP.key(),
                        "set " + key)
                : combination(NEEDS, key, "it needs " + topic, "set " + topic + ", or remove " + key);
    }

    /** What means one model, and what means nothing unless each record names its own. */
    private static @Nullable MojoException ofRecordsModel(Setting setting, Map<String, ?> parsed) {
        boolean many = hasPlaceholders(Setting.MODEL_PATH, parsed) || hasPlaceholders(Setting.MODEL_KAFKA_NAME, parsed);
        if (setting == Setting.MODEL_FALLBACK_PATH) {
            return many || !isSet(parsed, setting)
                    ? null
                    : combination(
                            NEEDS,
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

    /** Whether the transform's own model, or its challenger, is named with placeholders. */
    private static boolean hasPlaceholders(Setting setting, Map<String, ?> parsed) {
        boolean names = setting == Setting.MODEL_PATH || setting == Setting.MODEL_KAFKA_NAME;
        return names
                && Stream.of("", ModelSettings.CHALLENGER)
                        .map(prefix -> parsed.get(prefix + setting.key()))
                        .anyMatch(text -> text != null && Template.hasPlaceholders(text.toString()));
    }

    private static boolean isSet(Map<String, ?> parsed, Setting setting) {
        return parsed.get(setting.key()) != null;
    }

    private static boolean is(Map<String, ?> parsed, Setting setting, Enum<?> choice) {
        return SettingKind.textOf(choice).equals(parsed.get(setting.key()));
    }

    private static MojoException combination(String what, Setting setting, String why, String fix) {
        return combination(what, setting.key(), why, fix);
    }

    private static MojoException combination(String what, String key, String why, String fix) {
        return Problem.of(ConfigError.COMBINATION, what).where(key).why(why).fix(fix);
    }
}
