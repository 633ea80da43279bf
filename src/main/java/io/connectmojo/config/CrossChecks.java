package io.connectmojo.config;

import io.connectmojo.output.OutputOptions;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                    case MODEL_SHA256, MODEL_PROFILE, MODEL_FALLBACK_PATH ->
                        TemplateChecks.problem(setting.key(), parsed);
                    case INPUT_DELIMITED_COLUMNS ->
                        delimited && String.valueOf(parsed.get(setting.key())).isBlank()
                                ? combination(
                                        NEEDS,
                                        setting,
                                        "input.format=delimited needs the names of the cells",
                                        "set input.delimited.columns to the names in order, such as sqft,stories")
                                : null;
                    case INPUT_ROOT ->
                        delimited && isSet(parsed, setting)
                                ? combination(
                                        EXCLUDE,
                                        setting,
                                        "a delimited line has no nested fields",
                                        "remove input.root, or set another input.format")
                                : null;
                    case OUTPUT_PARENT ->
                        isSet(parsed, setting) && (headers || delimited)
                                ? combination(
                                        EXCLUDE,
                                        setting,
                                        headers
                                                ? "headers are no fields of a Struct or Map"
                                                : "a delimited line has no nested fields",
                                        headers
                                                ? "remove output.parent, or set output.destination=record"
                                                : "remove output.parent, or set another input.format")
                                : null;
                    case OUTPUT_INCLUDE -> previous(parsed);
                    case OUTPUT_LAYOUT ->
                        delimited && is(parsed, setting, OutputOptions.Layout.NESTED) && !headers
                                ? combination(
                                        EXCLUDE,
                                        setting,
                                        "a delimited line has no nested fields",
                                        "set output.layout=flat, or output.destination=headers")
                                : null;
                    case OUTPUT_CONTRIBUTIONS_TOP, OUTPUT_CONTRIBUTIONS_MIN_SCORE ->
                        withoutContributions(setting, parsed);
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
                        Objects.equals(setting.kind().byDefault(), parsed.get(setting.key()))
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
        MojoException manyModels =
                challengers(parsed) > 0 ? TemplateChecks.besideChallenger(setting.key(), parsed) : null;
        if (manyModels != null) {
            return manyModels;
        }
        if (setting == Setting.MODEL_KAFKA_NAME || setting == Setting.MODEL_KAFKA_BOOTSTRAP) {
            return ofTopic(setting, ModelSettings.CHALLENGER, parsed);
        }
        String key = ModelSettings.CHALLENGER + setting.key();
        return OF_CHALLENGER.contains(setting) && parsed.get(key) != null ? withoutChallenger(key, parsed) : null;
    }

    private static @Nullable MojoException withoutContributions(Setting setting, Map<String, ?> parsed) {
        Object value = parsed.get(setting.key());
        boolean isOff = value == null || value instanceof Integer top && top < 1;
        if (isOff || asksFor(parsed, OutputPart.CONTRIBUTIONS)) {
            return null;
        }
        String fix = "add contributions to output.include, or remove " + setting.key();
        return combination(NEEDS, setting, "output.include does not ask for contributions", fix);
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

    /** What was before a change stands beside the root, which must be another field. */
    private static @Nullable MojoException previous(Map<String, ?> parsed) {
        if (!asksFor(parsed, OutputPart.PREVIOUS)) {
            return null;
        }
        if (!isSet(parsed, Setting.INPUT_ROOT)) {
            return combination(
                    NEEDS,
                    Setting.OUTPUT_INCLUDE,
                    "previous is the prediction for the fields under " + RowSpec.BEFORE + ", beside input.root",
                    "set input.root, such as input.root=after, or remove previous");
        }
        return leadsToBefore(String.valueOf(parsed.get(Setting.INPUT_ROOT.key())))
                ? combination(
                        EXCLUDE,
                        Setting.OUTPUT_INCLUDE,
                        "previous is the prediction for the fields under " + RowSpec.BEFORE
                                + ", and input.root leads there itself",
                        "set another input.root, such as after, or remove previous")
                : null;
    }

    private static boolean leadsToBefore(String root) {
        try {
            return FieldPath.parse(root).last().equals(RowSpec.BEFORE);
        } catch (MojoException malformed) {
            return false; // told by the setting's own validator
        }
    }

    private static boolean asksFor(Map<String, ?> parsed, OutputPart part) {
        try {
            return ListText.names(String.valueOf(parsed.get(Setting.OUTPUT_INCLUDE.key())))
                    .contains(part.settingName());
        } catch (ListText.Malformed told) {
            return false;
        }
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
