package io.connectmojo.scoring.fleet;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.RecordModels;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.scoring.arm.ArmSettings;
import java.util.Optional;

/**
 * What the configuration says of the arms among which records choose. Immutable.
 *
 * @param models among which they choose
 * @param scoresKey whether their key is scored
 */
public record FleetSettings(MojoScorerConfig config, OutputOptions outputs, RecordModels models, boolean scoresKey) {
    /** What names the models, for messages. */
    String setting() {
        return models.template().toString();
    }

    /** The arm of the model that a record names. */
    ArmSettings ofRecord(String texts) {
        return ArmSettings.ofOneOfMany(config, outputs, models.feed(texts));
    }

    /** The arm of records that have no model of their own, if there is one. */
    Optional<ArmSettings> fallback() {
        return models.fallback().map(this::fallback);
    }

    private ArmSettings fallback(ModelFeed feed) {
        return new ArmSettings(
                config,
                outputs,
                feed,
                config.modelName(feed),
                Optional.empty(),
                config.metricsOptions(),
                !config.toHeaders(),
                false);
    }
}
