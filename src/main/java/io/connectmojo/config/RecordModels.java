package io.connectmojo.config;

import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.row.template.Template;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * The models of a configuration whose records name their own. Immutable.
 *
 * @param template the path or name with placeholders
 * @param filled finds the feed of a template that is filled
 * @param profile the value of {@code model.profile}
 * @param fallback the feed of the model for records that have none of their own
 * @param loadTimeout how long the records of a model wait while it is loaded
 */
public record RecordModels(
        Template template,
        Function<String, ModelFeed> filled,
        String profile,
        Optional<ModelFeed> fallback,
        Duration loadTimeout) {
    /** @param kafkaFeed of the name of a model on the topic of the configuration, which is asked only when there is one */
    static Optional<RecordModels> of(AbstractConfig config, Function<String, ModelFeed> kafkaFeed) {
        boolean onTopic = config.getString(Setting.MODEL_KAFKA_TOPIC.key()) != null;
        Setting setting = onTopic ? Setting.MODEL_KAFKA_NAME : Setting.MODEL_PATH;
        String text = config.getString(setting.key());
        if (text == null || !Template.hasPlaceholders(text)) {
            return Optional.empty();
        }
        Template template = Template.parse(setting.key(), text);
        String profile = config.getString(Setting.MODEL_PROFILE.key());
        return Optional.of(new RecordModels(
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
