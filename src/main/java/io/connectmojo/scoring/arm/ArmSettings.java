package io.connectmojo.scoring.arm;

import io.connectmojo.config.ModelSettings;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.Setting;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.drift.ProfileRange;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.model.library.ModelRequest;
import io.connectmojo.model.profile.Calibration;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputStamp;
import io.connectmojo.output.ProfileFacts;
import io.connectmojo.output.SecondPrediction;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Engine;
import io.connectmojo.score.compiled.Scorers;
import io.connectmojo.score.profile.GoldenCheck;
import io.connectmojo.score.profile.PredictionShift;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What the configuration says of one arm, and what that means for a model. Immutable.
 *
 * @param source what is said of its model
 * @param role what the model is to the transform
 * @param feed where the model comes from
 * @param name of the model, in outputs and metrics
 * @param sha256 the digest that the model must have, if one is asked for
 * @param metrics how its metrics are named
 * @param second a further output of the transform; null for none
 */
public record ArmSettings(
        MojoScorerConfig config,
        ModelSettings source,
        Role role,
        OutputOptions outputs,
        ModelFeed feed,
        String name,
        Optional<String> sha256,
        ScoringMetrics.Options metrics,
        @Nullable SecondPrediction second) {

    /** The arm of the transform's only model. */
    public static ArmSettings of(MojoScorerConfig config, OutputOptions outputs) {
        return of(config, config.model(), Role.ALONE, outputs, null);
    }

    /** One of two arms. */
    public static ArmSettings of(
            MojoScorerConfig config,
            ModelSettings source,
            Role role,
            OutputOptions outputs,
            @Nullable SecondPrediction second) {
        return new ArmSettings(
                config,
                source,
                role,
                outputs,
                source.feed(),
                source.name(),
                source.sha256(),
                config.metricsOptions(source.name(), role.tag()),
                second);
    }

    /** One of the arms among which records choose, whose model comes from that feed. */
    public static ArmSettings ofRecords(MojoScorerConfig config, Role role, OutputOptions outputs, ModelFeed feed) {
        String name = config.model().name(feed);
        return new ArmSettings(
                config,
                config.model(),
                role,
                outputs,
                feed,
                name,
                Optional.empty(),
                config.metricsOptions(name, role.tag()),
                null);
    }

    /** Whether outputs go into copies of payloads. */
    boolean copiesPayloads() {
        return !config.toHeaders();
    }

    ModelRequest request(BiFunction<Model, Model, Optional<MojoException>> acceptance) {
        return new ModelRequest(feed, sha256, source.reloadIntervalMillis(), Scorers::shapeOf, acceptance);
    }

    /** Throws when a task cannot begin with the model; otherwise it is compiled then. */
    void check(Model model) {
        layout(model);
        outcomes(model);
        checkMaxShift(model);
        engine(model);
        spec(model, false);
    }

    /** Throws when the settings ask for what the model does not have. */
    public OutputLayout layout(Model model) {
        return OutputLayout.of(
                Scorers.shapeOf(model),
                outputs,
                new OutputStamp(stamp(model), role.inRecords()),
                new ProfileFacts(model.profile().isPresent(), conformity(model)),
                second);
    }

    /** The conformity score at the coverage that is asked for; infinite when the model was calibrated on too few rows to say. */
    private OptionalDouble conformity(Model model) {
        return calibration(model)
                .map(calibration -> OptionalDouble.of(
                        calibration.scoreAt(outputs.decisions().coverage())))
                .orElse(OptionalDouble.empty());
    }

    /** Of the model's profile, where intervals are asked for. */
    private Optional<Calibration> calibration(Model model) {
        return outputs.decisions().hasCoverage() ? model.profile().flatMap(Profile::calibration) : Optional.empty();
    }

    boolean tellsQuality() {
        return outputs.parts().contains(OutputPart.QUALITY);
    }

    /** What counts the cells of a record that the profile's data never had; empty where nobody asks, or nothing tells. */
    Optional<ProfileRange> range(Model model) {
        return tellsQuality() ? ProfileRange.of(model) : Optional.empty();
    }

    /** What scores the state before a change; empty where no output tells it. */
    Optional<PreviousScore> previous(Model model, RowPlans plans) {
        return outputs.parts().contains(OutputPart.PREVIOUS)
                ? Optional.of(new PreviousScore(
                        plans,
                        Scorers.best(model, Set.of(), source.referenceEngineOnly())
                                .scorer()))
                : Optional.empty();
    }

    /** Tells how far the intervals of the model reach, where they are asked for. */
    void logIntervals(Model model, Logger log) {
        calibration(model).ifPresent(calibration -> {
            double coverage = outputs.decisions().coverage();
            double bound = calibration.scoreAt(coverage);
            if (Double.isInfinite(bound)) {
                log.warn(
                        "Model {} was calibrated on {} rows, and output.interval={} needs at least {}: nothing can be ruled out, and all"
                                + " intervals and sets are null",
                        stamp(model),
                        calibration.n(),
                        coverage,
                        outputs.decisions().leastRows());
            } else {
                log.info(
                        "Model {} was calibrated on {} rows: at output.interval={} outcomes are at most {} from its predictions",
                        stamp(model),
                        calibration.n(),
                        coverage,
                        bound);
            }
        });
    }

    /**
     * Throws when the settings name what the model does not have.
     *
     * @param reloaded whether the model has replaced another, and may lack columns that the configuration names
     */
    RowSpec spec(Model model, boolean reloaded) {
        return RowSpecFactory.of(config, model, reloaded, role.isOneOfSeveral());
    }

    /** The top-level members of records that are read for a model. */
    Predicate<String> needed(RowSpec spec) {
        if (spec.match() == RowSpec.Match.RELAXED && spec.root() == null) {
            return name -> true;
        }
        Set<String> names = new HashSet<>(spec.topLevelNames());
        if (outputs.parts().contains(OutputPart.PREVIOUS)) {
            names.addAll(spec.before().topLevelNames());
        }
        config.outcomeField()
                .filter(path -> !path.isMetadata())
                .ifPresent(path -> names.add(path.steps().get(0)));
        return names::contains;
    }

    /**
     * Compiles and checks the model at the first call for it.
     *
     * @throws MojoException M052 when the engine does not predict what the model's profile says
     */
    Engine engine(Model model) {
        Engine engine = Scorers.best(model, outputs.parts(), outputs.contributions(), source.referenceEngineOnly());
        Set<OutputPart> parts = unexplained();
        GoldenCheck.require(model, List.of(engine.scorer().engine(), parts), () -> scorer(model));
        return engine;
    }

    /** The scorer that serves, without contributions, which cost time. */
    private Scorer scorer(Model model) {
        return Scorers.best(model, unexplained(), source.referenceEngineOnly()).scorer();
    }

    private Set<OutputPart> unexplained() {
        Set<OutputPart> parts = new HashSet<>(outputs.parts());
        parts.remove(OutputPart.CONTRIBUTIONS);
        return parts;
    }

    /** Throws when the settings ask for a comparison that the model's predictions do not allow. */
    void checkMaxShift(Model model) {
        if (source.maxShift().isPresent() && !Scorers.shapeOf(model).category().hasOnePrediction()) {
            throw Setting.MODEL_MAX_SHIFT.problem(
                    ConfigError.COMBINATION,
                    "models of category " + Scorers.shapeOf(model).category() + " predict several numbers at once",
                    "remove model.max.shift");
        }
    }

    /** Why the candidate's predictions are too far from the serving model's; empty when they are not, or nobody asks. */
    Optional<MojoException> shift(Model serving, Model candidate) {
        if (source.maxShift().isEmpty()) {
            return Optional.empty();
        }
        double limit = source.maxShift().getAsDouble();
        OptionalDouble psi = PredictionShift.between(serving, scorer(serving), candidate, scorer(candidate));
        if (psi.isEmpty()) {
            return Optional.of(shifted("its profile has no rows on which the two could be compared"));
        }
        return psi.getAsDouble() <= limit
                ? Optional.empty()
                : Optional.of(shifted(String.format(
                        Locale.ROOT, "the PSI between the predictions of both is %.3f", psi.getAsDouble())));
    }

    private static MojoException shifted(String why) {
        return Problem.of(ModelError.SHIFT, "The new model may predict too differently from the serving one")
                .where("model.max.shift")
                .why(why)
                .fix("look at the new model, and restart the connector if it is right");
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
