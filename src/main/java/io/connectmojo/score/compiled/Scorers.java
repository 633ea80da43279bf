package io.connectmojo.score.compiled;

import io.connectmojo.model.Model;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.reference.PredictionShapes;
import io.connectmojo.score.reference.ReferenceScorer;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes scorers for a model. */
public final class Scorers {
    private Scorers() {}

    /** What the model's predictions look like; made once for each model. */
    public static PredictionShape shapeOf(Model model) {
        return PredictionShapes.shared(model);
    }

    /** The scorer that is always right: H2O's own wrapper, and H2O's own contributions where there are any. */
    public static Scorer reference(Model model, Set<OutputPart> parts) {
        return best(model, parts, true).scorer();
    }

    /** As below, with contributions of the predicted class for every record. */
    public static Engine best(Model model, Set<OutputPart> parts, boolean referenceOnly) {
        return best(model, parts, ContributionOptions.DEFAULT, referenceOnly);
    }

    /**
     * The fastest scorer that agrees with the reference, and why it is the one. The first call for a model compiles it and
     * runs its self-check.
     *
     * @throws io.connectmojo.problem.MojoException C008 when contributions are asked for and cannot be computed
     */
    public static Engine best(
            Model model, Set<OutputPart> parts, ContributionOptions contributions, boolean referenceOnly) {
        if (!parts.contains(OutputPart.CONTRIBUTIONS)) {
            return unexplained(model, parts, referenceOnly);
        }
        if (shapeOf(model).category() == Category.KLime) { // its reasons are part of what the wrapper predicts
            Engine scoring = unexplained(model, parts, referenceOnly);
            return new Engine(
                    new ExplainingScorer(scoring.scorer(), null, shapeOf(model), contributions), scoring.why());
        }
        ContributionEngine engine = referenceOnly ? ContributionEngine.reference(model) : ContributionEngine.of(model);
        if (engine.explainer() == null
                || !engine.explainer().names().equals(shapeOf(model).contributions())) {
            throw Problem.of(ConfigError.INCLUDE_UNAVAILABLE, "The model cannot give contributions")
                    .where("output.include")
                    .why(engine.why())
                    .fix("use any of " + others(model));
        }
        Set<OutputPart> others = EnumSet.copyOf(parts);
        others.remove(OutputPart.CONTRIBUTIONS);
        Engine scoring = unexplained(model, others, referenceOnly);
        return new Engine(
                new ExplainingScorer(scoring.scorer(), engine, shapeOf(model), contributions),
                scoring.why() + "; " + engine.why());
    }

    /** What the model can give besides contributions, as output.include calls it. */
    private static String others(Model model) {
        return Stream.of(OutputPart.values())
                .filter(part -> part != OutputPart.CONTRIBUTIONS)
                .filter(shapeOf(model)::gives)
                .map(OutputPart::settingName)
                .collect(Collectors.joining(", "));
    }

    private static Engine unexplained(Model model, Set<OutputPart> parts, boolean referenceOnly) {
        if (referenceOnly) {
            return new Engine(new ReferenceScorer(model, shapeOf(model), parts), "reference, as model.engine asks for");
        }
        if (!CompiledForm.given(parts).containsAll(parts)) {
            return new Engine(
                    new ReferenceScorer(model, shapeOf(model), parts),
                    "reference, because it alone gives what output.include asks for");
        }
        SelfCheckResult check = SelfChecks.of(model).result(parts, 1);
        return check.form() == null
                ? new Engine(new ReferenceScorer(model, shapeOf(model), parts), check.why())
                : new Engine(new CompiledScorer(check.form(), parts), check.why());
    }

    /**
     * Compiles a model and checks it on two threads, for somebody who waits and has the processors for himself: on a worker
     * the records of other tasks would wait. {@link #best} then knows the answer.
     */
    public static void compileSoon(Model model) {
        SelfChecks.of(model).result(Set.of(), 2);
    }
}
