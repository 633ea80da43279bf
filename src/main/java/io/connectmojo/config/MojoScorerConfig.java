package io.connectmojo.config;

import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.library.ModelSource;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.match.FieldPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The connector's settings by type; nothing else in the plugin sees a raw key. Knows no model. */
public final class MojoScorerConfig extends AbstractConfig {
    /** Throws the first broken rule between settings as a ConfigException, after ConfigDef has checked each alone. */
    public MojoScorerConfig(Map<String, ?> props) {
        super(Settings.DEFINITION, props, false);
        CrossChecks.firstProblem(values()).ifPresent(problem -> {
            throw new ConfigException(problem.getMessage());
        });
    }

    public ModelSource modelSource() {
        String path = getString(Settings.MODEL_PATH);
        return path == null ? ModelSource.ofClass(getString(Settings.MODEL_CLASS)) : ModelSource.ofPath(path);
    }

    public String modelName() {
        String name = getString(Settings.MODEL_NAME);
        return name == null ? modelSource().name() : name;
    }

    public Optional<String> modelSha256() {
        return Optional.ofNullable(getString(Settings.MODEL_SHA256)).map(hex -> hex.toLowerCase(Locale.ROOT));
    }

    public long reloadIntervalMillis() {
        return getLong(Settings.MODEL_RELOAD);
    }

    public boolean referenceEngineOnly() {
        return getString(Settings.MODEL_ENGINE).equals("reference");
    }

    public InputFormat inputFormat() {
        return choice(Settings.INPUT_FORMAT, InputFormat.class);
    }

    public List<String> delimitedColumns() {
        return names(Settings.INPUT_DELIMITED_COLUMNS);
    }

    public char delimitedSeparator() {
        return Validators.separator(getString(Settings.INPUT_DELIMITED_SEPARATOR));
    }

    /** Where records say what really happened. */
    public Optional<FieldPath> outcomeField() {
        return Optional.ofNullable(getString(Settings.OUTCOME_FIELD)).map(FieldPath::parse);
    }

    public ScoringMetrics.Options metricsOptions() {
        String id = getString(Settings.METRICS_ID);
        return new ScoringMetrics.Options(
                modelName(), id == null ? modelName() : id, getInt(Settings.METRICS_UNKNOWN_LEVELS));
    }

    public boolean toHeaders() {
        return getString(Settings.OUTPUT_DESTINATION).equals("headers");
    }

    public boolean nullOnError() {
        return getString(Settings.ON_ERROR).equals("null");
    }

    /** Whether the connector's configuration itself has the key. */
    public boolean isSet(String key) {
        return originals().containsKey(key);
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return constant(getString(key), type);
    }

    public List<String> names(String key) {
        try {
            return ListText.names(getString(key));
        } catch (ListText.Malformed e) {
            throw new IllegalStateException("the validator has let it pass", e);
        }
    }

    /** Column to path; paths keep their backticks. */
    public Map<String, String> pairs(String key, boolean rawValues) {
        try {
            return ListText.pairs(getString(key), rawValues);
        } catch (ListText.Malformed e) {
            throw new IllegalStateException("the validator has let it pass", e);
        }
    }

    public static <E extends Enum<E>> E constant(String text, Class<E> type) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('.', '_'));
    }

    /** A problem of the configuration or model, as Connect wants it: the message says all. */
    public static ConfigException configException(MojoException problem) {
        ConfigException exception = new ConfigException(problem.getMessage());
        exception.initCause(problem);
        return exception;
    }
}
