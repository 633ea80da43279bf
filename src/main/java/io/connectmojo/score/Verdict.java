package io.connectmojo.score;

import io.connectmojo.model.Model;
import io.connectmojo.score.tree.NotCompiled;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether a model's compiled form may serve: it exists and its self-check agrees with the reference bit for bit. Found once
 * per model and kept with it.
 *
 * @param form null when the reference must serve
 * @param why a sentence without its full stop, for the log
 */
record Verdict(CompiledForm form, String why) {
    /**
     * @param available the parts that the model can give
     * @param reference makes a reference scorer for some parts
     */
    static Verdict on(Model model, Set<Part> available, Function<Set<Part>, Scorer> reference) {
        try {
            return on(CompiledForm.of(model), available, reference);
        } catch (NotCompiled e) {
            return new Verdict(null, "reference, because " + e.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new Verdict(
                    null,
                    "reference, because compiling it failed: " + e.getClass().getSimpleName());
        }
    }

    static Verdict on(CompiledForm form, Set<Part> available, Function<Set<Part>, Scorer> reference) {
        Set<Part> parts = CompiledForm.given(available);
        ProbeRows rows = new ProbeRows(form.model(), form.thresholds());
        return new SelfCheck(reference.apply(parts), new CompiledScorer(form, parts))
                .difference(rows, form.model().columns().size())
                .map(difference -> new Verdict(null, "reference, because " + difference))
                .orElseGet(() ->
                        new Verdict(form, "compiled, by " + form.computation().description()));
    }
}
