package io.connectmojo.score;

import io.connectmojo.model.Model;
import java.util.Set;
import java.util.function.Function;

/**
 * Which scorer serves, and why.
 *
 * @param scorer for one transform instance
 * @param why for the log: {@code compiled, by packed trees in compact form}
 */
public record Engine(Scorer scorer, String why) {
    /** @param reference makes a reference scorer for some parts */
    static Engine best(
            Model model,
            Set<Part> parts,
            boolean referenceOnly,
            Set<Part> available,
            Function<Set<Part>, Scorer> reference) {
        if (referenceOnly) {
            return new Engine(reference.apply(parts), "reference, as model.engine asks for");
        }
        if (!CompiledForm.given(parts).containsAll(parts)) {
            return new Engine(reference.apply(parts), "reference, because it alone gives what output.include asks for");
        }
        Verdict verdict = model.shared(Verdict.class, ignored -> Verdict.on(model, available, reference));
        return verdict.form() == null
                ? new Engine(reference.apply(parts), verdict.why())
                : new Engine(new CompiledScorer(verdict.form(), parts), verdict.why());
    }
}
