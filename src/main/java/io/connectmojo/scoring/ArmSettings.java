package io.connectmojo.scoring;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.Setting;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.model.library.ModelRequest;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.compiled.Engine;
import io.connectmojo.score.compiled.Scorers;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What the configuration says of one arm, and what that means for a model. Immutable.
 *
 * @param name of the model, in outputs and metrics
 * @param sha256 the digest that the model must have, if one is asked for
 * @param metrics how its metrics are named
 * @param copiesPayloads whether its outputs go into a copy of the payload
 */
record ArmSettings(
        MojoScorerConfig config,
        OutputOptions outputs,
        ModelFeed feed,
        String name,
        Optional<String> sha256,
        ScoringMetrics.Options metrics,
        boolean copiesPayloads) {

    /** The arm of {@code model.path} or {@code model.class}. */
    static ArmSettings of(MojoScorerConfig config, OutputOptions outputs) {
        return new ArmSettings(
                config,
                outputs,
                config.modelFeed(),
                config.modelName(),
                config.modelSha256(),
                config.metricsOptions(),
                !config.toHeaders());
    }

    ModelRequest request(BiFunction<Model, Model, Optional<MojoException>> acceptance) {
        return new ModelRequest(feed, sha256, config.reloadIntervalMillis(), Scorers::shapeOf, acceptance);
    }

    /** Throws when the settings ask for what the model does not have. */
    OutputLayout layout(Model model) {
        return OutputLayout.of(Scorers.shapeOf(model), outputs, stamp(model));
    }

    /**
     * Throws when the settings name what the model does not have.
     *
     * @param reloaded whether the model has replaced another, and may lack columns that the configuration names
     */
    RowSpec spec(Model model, boolean reloaded) {
        return RowSpecFactory.of(config, model, reloaded);
    }

    /** The top-level members of records that are read for a model. */
    Predicate<String> needed(RowSpec spec) {
        if (spec.match() == RowSpec.Match.RELAXED) {
            return name -> true;
        }
        Set<String> names = new HashSet<>(spec.topLevelNames());
        config.outcomeField()
                .filter(path -> !path.isMetadata())
                .ifPresent(path -> names.add(path.steps().get(0)));
        return names::contains;
    }

    /** Compiles and checks the model at the first call for it. */
    Engine engine(Model model) {
        return Scorers.best(model, outputs.parts(), outputs.contributions(), config.referenceEngineOnly());
    }

    /** Which model it is, in outputs and logs. */
    String stamp(Model model) {
        return name + "@" + model.digest().substring(0, 12);
    }

    /** What reads outcomes from records; throws when they are asked for and the model predicts nothing to compare them with. */
    Optional<OutcomeReader> outcomes(Model model) {
        return config.outcomeField()
                .map(path -> OutcomeReader.of(path, Scorers.shapeOf(model)).orElseThrow(() -> notComparable(model)));
    }

    private static MojoException notComparable(Model model) {
        return Setting.OUTCOME_FIELD.problem(
                ConfigError.OUTCOME,
                "outcomes are compared with classes and with regression values, and this model's category is "
                        + Scorers.shapeOf(model).category(),
                "remove outcome.field");
    }
}
