package io.connectmojo;

import io.connectmojo.output.OutputLayout;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.RowSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a reload may change: everything but the outputs that the task has promised and the columns that records can fill. */
final class ReloadRules {
    private ReloadRules() {}

    static Optional<MojoException> refusal(
            OutputLayout promised, Supplier<OutputLayout> candidate, Supplier<RowSpec> spec) {
        try {
            List<String> differences = candidate.get().differencesFrom(promised);
            spec.get();
            return differences.isEmpty()
                    ? Optional.empty()
                    : Optional.of(refused("its outputs differ: " + String.join(", ", differences)));
        } catch (MojoException problem) {
            return Optional.of(refused(problem.firstLine()));
        }
    }

    static MojoException refused(String why) {
        return MojoException.of(
                ModelError.NOT_A_SUCCESSOR,
                "The new model cannot take over from the serving one",
                "model.path",
                why,
                "restart the connector to change what its records look like");
    }
}
