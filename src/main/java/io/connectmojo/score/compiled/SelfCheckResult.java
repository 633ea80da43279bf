package io.connectmojo.score.compiled;

import io.connectmojo.model.Model;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.compiled.tree.NotCompiled;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether a model's compiled form may serve: it exists and its self-check agrees with the reference bit for bit. Found once
 * per model and kept with it.
 *
 * @param form null when the reference must serve
 * @param why a sentence without its full stop, for the log
 */
record SelfCheckResult(CompiledForm form, String why) {
    /** @param threads that share the work of the self-check */
    static SelfCheckResult on(Model model, int threads) {
        try {
            CompiledForm form = CompiledForm.of(model);
            Set<OutputPart> parts = CompiledForm.given(Scorers.shapeOf(model).available());
            return on(form, parts, threads);
        } catch (NotCompiled e) {
            return new SelfCheckResult(null, "reference, because " + e.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new SelfCheckResult(
                    null,
                    "reference, because compiling it failed: " + e.getClass().getSimpleName());
        }
    }

    static SelfCheckResult on(CompiledForm form, Set<OutputPart> parts, int threads) {
        Model model = form.model();
        ProbeRows rows = new ProbeRows(model, form.thresholds());
        IntStream shares = IntStream.range(0, threads);
        return (threads == 1 ? shares : shares.parallel())
                .mapToObj(share -> new SelfCheck(Scorers.reference(model, parts), new CompiledScorer(form, parts))
                        .difference(rows, model.columns().size(), share, threads))
                .flatMap(Optional::stream)
                .findFirst()
                .map(difference -> new SelfCheckResult(null, "reference, because " + difference))
                .orElseGet(() -> new SelfCheckResult(
                        form, "compiled, by " + form.computation().description()));
    }
}
