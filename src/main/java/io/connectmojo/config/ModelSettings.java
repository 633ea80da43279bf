package io.connectmojo.config;

import io.connectmojo.delivery.KafkaFeed;
import io.connectmojo.delivery.ModelTopic;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.row.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;

/** The settings of the group Model by type: those of the transform's own model, or those of its challenger. */
public final class ModelSettings {
    /** What stands before the keys of a challenger's model. */
    static final String CHALLENGER = "challenger.";

    /** Of these exactly one says where the model comes from. */
    static final List<Setting> SOURCES = List.of(Setting.MODEL_PATH, Setting.MODEL_CLASS, Setting.MODEL_KAFKA_TOPIC);

    /** How often to ask whether something has been announced: a look at the memory. */
    private static final long FOLLOW_MILLIS = 500;

    private final AbstractConfig config;
    private final String prefix;
    private final Map<String, String> client;

    /**
     * Those that stand under a prefix.
     *
     * @param prefix of their keys, empty for the transform's own model
     * @param client settings of the consumer that reads a topic of models
     */
    ModelSettings(AbstractConfig config, String prefix, Map<String, String> client) {
        this.config = config;
        this.prefix = prefix;
        this.client = client;
    }

    /** Whether any says where the model comes from. */
    boolean hasSource() {
        return SOURCES.stream().anyMatch(source -> text(source).isPresent());
    }

    /** Where the model comes from. */
    public ModelFeed feed() {
        ModelFeed feed = text(Setting.MODEL_KAFKA_TOPIC)
                .<ModelFeed>map(this::kafkaFeed)
                .or(() -> text(Setting.MODEL_PATH).map(ModelFeeds::ofPath))
                .orElseGet(() -> ModelFeeds.ofClass(config.getString(key(Setting.MODEL_CLASS))));
        return ModelFeeds.withProfile(feed, config.getString(key(Setting.MODEL_PROFILE)));
    }

    /** The models among which each record chooses; empty when all records have the same one. */
    Optional<OfRecords> ofRecords() {
        return OfRecords.of(
                config,
                name -> kafkaFeed(config.getString(key(Setting.MODEL_KAFKA_TOPIC)))
                        .ofRecord(name));
    }

    private KafkaFeed kafkaFeed(String topic) {
        return new KafkaFeed(
                new ModelTopic(config.getString(key(Setting.MODEL_KAFKA_BOOTSTRAP)), topic, client),
                config.getString(key(Setting.MODEL_KAFKA_NAME)),
                Duration.ofMillis(config.getLong(key(Setting.MODEL_KAFKA_TIMEOUT))));
    }

    public String name() {
        return name(feed());
    }

    /** What a model of that feed is called. */
    public String name(ModelFeed feed) {
        return text(Setting.MODEL_NAME).orElseGet(feed::name);
    }

    public Optional<String> sha256() {
        return text(Setting.MODEL_SHA256).map(hex -> hex.toLowerCase(Locale.ROOT));
    }

    /** The largest PSI between the predictions of a new model and of the one that serves. */
    public OptionalDouble maxShift() {
        Double limit = config.getDouble(key(Setting.MODEL_MAX_SHIFT));
        return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
    }

    /** How often to look for another model, in milliseconds; never when negative. */
    public long reloadIntervalMillis() {
        return text(Setting.MODEL_KAFKA_TOPIC).isPresent() ? FOLLOW_MILLIS : config.getLong(key(Setting.MODEL_RELOAD));
    }

    public boolean referenceEngineOnly() {
        String choice = config.getString(key(Setting.MODEL_ENGINE));
        return SettingKind.constant(choice, EngineChoice.class) == EngineChoice.REFERENCE;
    }

    private String key(Setting setting) {
        return prefix + setting.key();
    }

    private Optional<String> text(Setting setting) {
        return Optional.ofNullable(config.getString(key(setting)));
    }

    /**
     * The models of a configuration whose records name their own. Immutable.
     *
     * @param template the path or name with placeholders
     * @param filled finds the feed of a template that is filled
     * @param profile the value of {@code model.profile}
     * @param fallback the feed of the model for records that have none of their own
     * @param loadTimeout how long the records of a model wait while it is loaded
     */
    public record OfRecords(
            Template template,
            Function<String, ModelFeed> filled,
            String profile,
            Optional<ModelFeed> fallback,
            Duration loadTimeout) {
        /** @param kafkaFeed of the name of a model on the topic of the configuration, which is asked only when there is one */
        static Optional<OfRecords> of(AbstractConfig config, Function<String, ModelFeed> kafkaFeed) {
            boolean onTopic = config.getString(Setting.MODEL_KAFKA_TOPIC.key()) != null;
            Setting setting = onTopic ? Setting.MODEL_KAFKA_NAME : Setting.MODEL_PATH;
            String text = config.getString(setting.key());
            if (text == null || !Template.hasPlaceholders(text)) {
                return Optional.empty();
            }
            Template template = Template.parse(setting.key(), text);
            String profile = config.getString(Setting.MODEL_PROFILE.key());
            return Optional.of(new OfRecords(
                    template,
                    onTopic ? kafkaFeed : path -> ModelFeeds.ofFilledPath(path, template.head()),
                    profile,
                    Optional.ofNullable(config.getString(Setting.MODEL_FALLBACK_PATH.key()))
                            .map(path -> ModelFeeds.withProfile(ModelFeeds.ofPath(path), profile)),
                    Duration.ofMillis(config.getLong(Setting.MODEL_LOAD_TIMEOUT.key()))));
        }

        /** The feed of the model that a record names. */
        public ModelFeed feed(String texts) {
            return ModelFeeds.withProfile(filled.apply(template.with(texts)), profile);
        }
    }
}
