package io.connectmojo.score.compiled;

import io.connectmojo.model.Model;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.reference.PredictionShapes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The compiled form of one model and what its self-checks found, kept with the model: one check of all that the compiled
 * engine gives, and a further one for each set of parts that are checked only when asked for. Thread-safe.
 */
final class SelfChecks {
    /** Null when the model has none. */
    private final @Nullable CompiledForm form;

    private final String whyNot;
    private final Map<Set<OutputPart>, SelfCheckResult> results = new ConcurrentHashMap<>();

    private SelfChecks(@Nullable CompiledForm form, String whyNot) {
        this.form = form;
        this.whyNot = whyNot;
    }

    /** The first call for a model compiles it. */
    static SelfChecks of(Model model) {
        return model.shared(SelfChecks.class, SelfChecks::compile);
    }

    private static SelfChecks compile(Model model) {
        try {
            return new SelfChecks(CompiledForm.of(model), "");
        } catch (NotCompiled e) {
            return new SelfChecks(null, "reference, because " + e.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new SelfChecks(null, failed(e));
        }
    }

    /** @param threads that share the work where it is yet to be done */
    SelfCheckResult result(Set<OutputPart> asked, int threads) {
        if (form == null) {
            return new SelfCheckResult(null, whyNot);
        }
        Set<OutputPart> onDemand = new HashSet<>(asked);
        onDemand.removeIf(part -> !part.isCheckedWhenAsked());
        return results.computeIfAbsent(onDemand, extra -> check(form, extra, threads));
    }

    private static SelfCheckResult check(CompiledForm form, Set<OutputPart> extra, int threads) {
        try {
            Set<OutputPart> parts =
                    CompiledForm.given(PredictionShapes.shared(form.model()).available());
            parts.removeIf(part -> part.isCheckedWhenAsked() && !extra.contains(part));
            return SelfCheckResult.on(form, parts, threads, SelfCheck.LONG_ENOUGH_NANOS);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new SelfCheckResult(null, failed(e));
        }
    }

    private static String failed(Throwable e) {
        return "reference, because compiling it failed: " + e.getClass().getSimpleName();
    }
}
