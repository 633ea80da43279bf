package io.connectmojo.scoring.arm;

import io.connectmojo.model.Model;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.compiled.Scorers;
import java.util.List;
import java.util.Optional;

/**
 * What a reload may change: everything but the outputs promised and the columns that records can fill, and predictions no further
 * than allowed. Used on the thread that
 * reloads.
 */
record ReloadCheck(ArmSettings settings, SchemaHistory history) {
    /** Why the candidate cannot take over from the serving model; empty when it can, and then it is compiled. */
    Optional<MojoException> refusal(Model serving, Model candidate) {
        try {
            List<String> differences = settings.layout(candidate).differencesFrom(settings.layout(serving));
            if (Scorers.shapeOf(candidate).category()
                    != Scorers.shapeOf(serving).category()) {
                return Optional.of(refused(
                        "it is of category " + Scorers.shapeOf(candidate).category() + ", the serving one of "
                                + Scorers.shapeOf(serving).category()));
            }
            if (!differences.isEmpty()) {
                return Optional.of(refused("its outputs differ: " + String.join(", ", differences)));
            }
            Optional<MojoException> unfilled = history.refusal(settings.spec(candidate, true));
            if (unfilled.isPresent()) {
                // the next records may have them
                return unfilled.map(
                        problem -> fixed(notASuccessor(problem.firstLine()).passing()));
            }
            // compiled and checked here, not on the task's thread when its next record comes
            settings.engine(candidate);
            return settings.shift(serving, candidate);
        } catch (MojoException problem) {
            return Optional.of(problem.code() == ModelError.GOLDEN ? problem : refused(problem.firstLine()));
        }
    }

    private MojoException refused(String why) {
        return fixed(notASuccessor(why));
    }

    private Problem notASuccessor(String why) {
        return Problem.of(ModelError.NOT_A_SUCCESSOR, "The new model cannot take over from the serving one")
                .where(settings.feed().toString())
                .why(why);
    }

    private static MojoException fixed(Problem problem) {
        return problem.fix("restart the connector to change what its records look like");
    }
}
