package io.connectmojo.score.compiled;

import io.connectmojo.model.Model;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.reference.PredictionShapes;
import io.connectmojo.score.reference.ReferenceScorer;
import java.util.Set;

/** Makes scorers for a model. */
public final class Scorers {
    private Scorers() {}

    /** What the model's predictions look like; made once for each model. */
    public static PredictionShape shapeOf(Model model) {
        return PredictionShapes.shared(model);
    }

    /** The scorer that is always right: H2O's own wrapper. */
    public static Scorer reference(Model model, Set<OutputPart> parts) {
        return new ReferenceScorer(model, shapeOf(model), parts);
    }

    /**
     * The fastest scorer that agrees with the reference, and why it is the one. The first call for a model compiles it and
     * runs its self-check.
     */
    public static Engine best(Model model, Set<OutputPart> parts, boolean referenceOnly) {
        if (referenceOnly) {
            return new Engine(reference(model, parts), "reference, as model.engine asks for");
        }
        if (!CompiledForm.given(parts).containsAll(parts)) {
            return new Engine(
                    reference(model, parts), "reference, because it alone gives what output.include asks for");
        }
        SelfCheckResult verdict = SelfChecks.of(model).result(parts, 1);
        return verdict.form() == null
                ? new Engine(reference(model, parts), verdict.why())
                : new Engine(new CompiledScorer(verdict.form(), parts), verdict.why());
    }

    /**
     * Compiles a model and checks it on two threads, for somebody who waits and has the processors for himself: on a worker
     * the records of other tasks would wait. {@link #best} then knows the answer.
     */
    public static void compileSoon(Model model) {
        SelfChecks.of(model).result(Set.of(), 2);
    }
}
