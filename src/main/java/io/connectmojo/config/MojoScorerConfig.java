package io.connectmojo.config;

import io.connectmojo.delivery.ClientSettings;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.drift.DriftWindow;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputType;
import io.connectmojo.output.decision.Bands;
import io.connectmojo.output.decision.Decisions;
import io.connectmojo.output.decision.Threshold;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The connector's settings by type; nothing else in the plugin sees a raw key or text. Knows no model. */
public final class MojoScorerConfig extends AbstractConfig {
    private final ModelSettings model;
    private final ModelSettings challengersModel;

    /** Throws the first broken rule between settings as a ConfigException, after ConfigDef has checked each alone. */
    public MojoScorerConfig(Map<String, ?> props) {
        super(SettingsDefinition.DEFINITION, UnknownSettings.current(props), false);
        CrossChecks.firstProblem(values()).ifPresent(problem -> {
            throw new ConfigException(problem.getMessage());
        });
        try {
            model = new ModelSettings(this, "", ClientSettings.of(props, ""));
            String prefix = ModelSettings.CHALLENGER;
            challengersModel = new ModelSettings(this, prefix, ClientSettings.of(props, prefix));
        } catch (MojoException problem) {
            throw configException(problem);
        }
    }

    /** What is said of the transform's own model. */
    public ModelSettings model() {
        return model;
    }

    /** What is said of a second model; empty without one. */
    public Optional<ChallengerSettings> challenger() {
        return challengersModel.hasSource()
                ? Optional.of(new ChallengerSettings(
                        challengersModel,
                        getDouble(Setting.CHALLENGER_SHARE.key()),
                        path(Setting.CHALLENGER_SPLIT_FIELD).orElse(FieldPath.KEY),
                        getDouble(Setting.CHALLENGER_COMPARE.key()),
                        text(Setting.CHALLENGER_OUTPUT_FIELD)))
                : Optional.empty();
    }

    /** The models among which each record chooses; empty when all records have the same one. */
    public Optional<ModelSettings.OfRecords> recordModels() {
        return model.ofRecords();
    }

    public ModelFeed modelFeed() {
        return model.feed();
    }

    public String modelName() {
        return model.name();
    }

    public Optional<String> modelSha256() {
        return model.sha256();
    }

    public long reloadIntervalMillis() {
        return model.reloadIntervalMillis();
    }

    public InputFormat inputFormat() {
        return choice(Setting.INPUT_FORMAT, InputFormat.class);
    }

    public List<String> delimitedColumns() {
        return names(Setting.INPUT_DELIMITED_COLUMNS);
    }

    public char delimitedSeparator() {
        return separator(Setting.INPUT_DELIMITED_SEPARATOR);
    }

    /** Where columns find their fields by name. */
    public Optional<FieldPath> root() {
        return path(Setting.INPUT_ROOT);
    }

    private FieldPath belowRoot(FieldPath path) {
        return root().map(root -> root.resolve(path)).orElse(path);
    }

    public RowSpec.Match match() {
        return choice(Setting.INPUT_MATCH, RowSpec.Match.class);
    }

    /** By column, where its field is. */
    public Map<String, FieldPath> fields() {
        Map<String, FieldPath> fields = new LinkedHashMap<>();
        pairs(Setting.INPUT_FIELDS, true).forEach((column, path) -> fields.put(column, FieldPath.parse(path)));
        return fields;
    }

    /** By column, the coercion that is not the automatic one. */
    public Map<String, ColumnType> types() {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        pairs(Setting.INPUT_TYPES, true).forEach((column, type) -> types.put(column, ColumnType.parse(column, type)));
        return types;
    }

    /** By column, the text that is taken when its field is null or absent. */
    public Map<String, String> defaults() {
        return pairs(Setting.INPUT_DEFAULTS, false);
    }

    public List<String> naStrings() {
        return names(Setting.INPUT_NA_STRINGS);
    }

    public Optional<FieldPath> vectorField() {
        return path(Setting.INPUT_VECTOR_FIELD).map(this::belowRoot);
    }

    public char vectorSeparator() {
        return separator(Setting.INPUT_VECTOR_SEPARATOR);
    }

    /** What splits the text of a column of words: the vector's separator where the configuration itself has it. */
    public Optional<Character> wordsSeparator() {
        return originals().containsKey(Setting.INPUT_VECTOR_SEPARATOR.key())
                ? Optional.of(vectorSeparator())
                : Optional.empty();
    }

    public Optional<FieldPath> offsetField() {
        return path(Setting.INPUT_OFFSET_FIELD).map(this::belowRoot);
    }

    public RowSpec.Policy missingColumns() {
        return choice(Setting.INPUT_MISSING_COLUMNS, RowSpec.Policy.class);
    }

    /** The largest share of a record's cells that may be NA. */
    public double maxMissing() {
        return getDouble(Setting.INPUT_MAX_MISSING.key());
    }

    public RowSpec.Policy invalidValues() {
        return choice(Setting.INPUT_INVALID_VALUES, RowSpec.Policy.class);
    }

    public RowSpec.Policy unknownLevels() {
        return choice(Setting.INPUT_UNKNOWN_LEVELS, RowSpec.Policy.class);
    }

    public boolean replaceNullWithDefault() {
        return getBoolean(Setting.REPLACE_NULL.key());
    }

    /** The settings whose names begin with {@code output.}, but for the destination. */
    public OutputOptions outputOptions() {
        Set<OutputPart> parts = names(Setting.OUTPUT_INCLUDE).stream()
                .map(name -> OutputPart.named(name).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        return new OutputOptions(
                getString(Setting.OUTPUT_FIELD.key()),
                choice(Setting.OUTPUT_TYPE, OutputType.class),
                parts,
                contributionOptions(),
                choice(Setting.OUTPUT_LAYOUT, OutputOptions.Layout.class),
                choice(Setting.OUTPUT_EXISTING, OutputOptions.Existing.class),
                decisions());
    }

    private Decisions decisions() {
        Double coverage = getDouble(Setting.OUTPUT_INTERVAL.key());
        return new Decisions(
                text(Setting.OUTPUT_THRESHOLD).map(MojoScorerConfig::threshold).orElse(null),
                text(Setting.OUTPUT_BANDS).map(MojoScorerConfig::bands).orElse(null),
                coverage == null ? Double.NaN : coverage);
    }

    private static Threshold threshold(String text) {
        return DecisionValidators.isCriterion(text)
                ? new Threshold.OfCriterion(text)
                : new Threshold.Fixed(Double.parseDouble(text));
    }

    private static Bands bands(String text) {
        try {
            return BandList.parse(text);
        } catch (ListText.Malformed e) {
            throw new IllegalStateException("the validator has let it pass", e);
        }
    }

    private ContributionOptions contributionOptions() {
        Double least = getDouble(Setting.OUTPUT_CONTRIBUTIONS_MIN_SCORE.key());
        return new ContributionOptions(
                getInt(Setting.OUTPUT_CONTRIBUTIONS_TOP.key()),
                getString(Setting.OUTPUT_CONTRIBUTIONS_CLASS.key()),
                least == null ? Double.NaN : least);
    }

    /** The names down to what gets the outputs; none for the record itself. */
    public List<String> parent() {
        return path(Setting.OUTPUT_PARENT).map(FieldPath::steps).orElse(List.of());
    }

    public boolean toHeaders() {
        return choice(Setting.OUTPUT_DESTINATION, Destination.class) == Destination.HEADERS;
    }

    public boolean nullOnError() {
        return choice(Setting.ON_ERROR, OnError.class) == OnError.NULL;
    }

    /** Where records say what really happened. */
    public Optional<FieldPath> outcomeField() {
        return path(Setting.OUTCOME_FIELD);
    }

    /** Whether a path leads into the metadata of records, or placeholders may. */
    public boolean readsMetadata() {
        Optional<FieldPath> split =
                challenger().filter(second -> !second.inShadow()).map(ChallengerSettings::splitField);
        Stream<FieldPath> single =
                Stream.of(vectorField(), offsetField(), outcomeField(), split).flatMap(Optional::stream);
        return recordModels().isPresent()
                || Stream.concat(fields().values().stream(), single).anyMatch(FieldPath::isMetadata);
    }

    /**
     * How the metrics of one model are shown.
     *
     * @param arm what the model is to the transform; empty when it is its only one
     */
    public ScoringMetrics.Options metricsOptions(String name, String arm) {
        return new ScoringMetrics.Options(
                name,
                text(Setting.METRICS_ID).orElseGet(this::modelName),
                getInt(Setting.METRICS_UNKNOWN_LEVELS.key()),
                new DriftWindow(getInt(Setting.DRIFT_WINDOW_RECORDS.key()), getLong(Setting.DRIFT_WINDOW_MS.key())),
                arm);
    }

    private Optional<String> text(Setting setting) {
        return Optional.ofNullable(getString(setting.key()));
    }

    private Optional<FieldPath> path(Setting setting) {
        return text(setting).map(FieldPath::parse);
    }

    private char separator(Setting setting) {
        return Validators.separator(getString(setting.key()));
    }

    private <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
        return SettingKind.constant(getString(setting.key()), type);
    }

    private List<String> names(Setting setting) {
        try {
            return ListText.names(getString(setting.key()));
        } catch (ListText.Malformed e) {
            throw new IllegalStateException("the validator has let it pass", e);
        }
    }

    /** @param rawValues whether values keep their backticks, because they are paths or types */
    private Map<String, String> pairs(Setting setting, boolean rawValues) {
        try {
            return ListText.pairs(getString(setting.key()), rawValues);
        } catch (ListText.Malformed e) {
            throw new IllegalStateException("the validator has let it pass", e);
        }
    }

    /** A problem of the configuration or model, as Connect wants it: the message says all. */
    public static ConfigException configException(MojoException problem) {
        ConfigException exception = new ConfigException(problem.getMessage());
        exception.initCause(problem);
        return exception;
    }
}
