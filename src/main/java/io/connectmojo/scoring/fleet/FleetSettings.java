package io.connectmojo.scoring.fleet;

import io.connectmojo.config.ModelSettings;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.scoring.arm.ArmSettings;
import io.connectmojo.scoring.arm.Role;
import java.util.Optional;

/**
 * What the configuration says of the arms among which records choose. Immutable.
 *
 * @param models among which they choose
 * @param scoresKey whether their key is scored
 */
public record FleetSettings(
        MojoScorerConfig config, OutputOptions outputs, ModelSettings.OfRecords models, boolean scoresKey) {
    /** What names the models, for messages. */
    String setting() {
        return models.template().toString();
    }

    /** How the metrics of all arms together are named. */
    ScoringMetrics.Options metrics() {
        return config.metricsOptions(config.modelName(), "");
    }

    /** The arm of the model that a record names. */
    ArmSettings ofRecord(String texts) {
        return ArmSettings.ofRecords(config, Role.ONE_OF_MANY, outputs, models.feed(texts));
    }

    /** The arm of records that have no model of their own, if there is one. */
    Optional<ArmSettings> fallback() {
        return models.fallback().map(feed -> ArmSettings.ofRecords(config, Role.FALLBACK, outputs, feed));
    }
}
