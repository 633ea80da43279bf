package io.connectmojo.score.compiled;

import io.connectmojo.model.Model;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.reference.PredictionShapes;
import io.connectmojo.score.reference.ReferenceScorer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model's compiled form may serve: it exists and its self-check agrees with the reference bit for bit.
 *
 * @param form null when the reference must serve
 * @param why a sentence without its full stop, for the log
 */
record SelfCheckResult(@Nullable CompiledForm form, String why) {
    /**
     * Checks a compiled form.
     *
     * @param threads that share the work of the self-check
     * @param longEnoughNanos after this time a check that has seen enough rows ends
     */
    static SelfCheckResult on(CompiledForm form, Set<OutputPart> parts, int threads, long longEnoughNanos) {
        return ways(parts)
                .flatMap(given -> difference(form, given, threads, longEnoughNanos).stream())
                .findFirst()
                .map(difference -> new SelfCheckResult(null, "reference, because " + difference))
                .orElseGet(() -> new SelfCheckResult(
                        form, "compiled, by " + form.computation().description()));
    }

    /** With distances the cluster is found by them, and without by another call. */
    private static Stream<Set<OutputPart>> ways(Set<OutputPart> parts) {
        Set<OutputPart> without = new HashSet<>(parts);
        return without.remove(OutputPart.DISTANCES) ? Stream.of(parts, without) : Stream.of(parts);
    }

    private static Optional<String> difference(
            CompiledForm form, Set<OutputPart> parts, int threads, long longEnoughNanos) {
        Model model = form.model();
        ProbeRows rows = new ProbeRows(model, form.thresholds());
        IntStream shares = IntStream.range(0, threads);
        return (threads == 1 ? shares : shares.parallel())
                .mapToObj(share -> new SelfCheck(
                                new ReferenceScorer(model, PredictionShapes.shared(model), parts),
                                new CompiledScorer(form, parts),
                                parts,
                                longEnoughNanos)
                        .difference(rows, model.columns().size(), share, threads))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
