package io.connectmojo.score;

import io.connectmojo.model.Model;
import io.connectmojo.score.tree.NotCompiled;
import java.util.Set;

/**
 * Whether a model's compiled form may serve: it exists and its self-check agrees with the reference bit for bit. Found once
 * per model and kept with it.
 *
 * @param form null when the reference must serve
 * @param why a sentence without its full stop, for the log
 */
record Verdict(CompiledForm form, String why) {
    static Verdict on(Model model) {
        try {
            CompiledForm form = CompiledForm.of(model);
            Set<Part> parts = CompiledForm.given(Scorers.shapeOf(model).available());
            return on(form, parts, Scorers.reference(model, parts));
        } catch (NotCompiled e) {
            return new Verdict(null, "reference, because " + e.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new Verdict(
                    null,
                    "reference, because compiling it failed: " + e.getClass().getSimpleName());
        }
    }

    static Verdict on(CompiledForm form, Set<Part> parts, Scorer reference) {
        ProbeRows rows = new ProbeRows(form.model(), form.thresholds());
        return new SelfCheck(reference, new CompiledScorer(form, parts))
                .difference(rows, form.model().columns().size())
                .map(difference -> new Verdict(null, "reference, because " + difference))
                .orElseGet(() ->
                        new Verdict(form, "compiled, by " + form.computation().description()));
    }
}
