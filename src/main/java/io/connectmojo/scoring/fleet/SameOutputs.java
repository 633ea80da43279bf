package io.connectmojo.scoring.fleet;

import io.connectmojo.model.Model;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.compiled.Scorers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all models of a transform have in common: the first one says it. They are of one category and give the same output fields; where
 * outcomes are compared with predictions, they have the same classes. Of one task's thread.
 */
final class SameOutputs {
    private final OutputSchemas outputs;
    private final boolean comparesOutcomes;
    private @Nullable PredictionShape first;

    SameOutputs(OutputSchemas outputs, boolean comparesOutcomes) {
        this.outputs = outputs;
        this.comparesOutcomes = comparesOutcomes;
    }

    /**
     * Takes a model.
     *
     * @param where it is, for the log
     * @return whether it is the first one
     * @throws MojoException M070 when it has not what the first one has
     */
    boolean require(Model model, OutputLayout layout, String where) {
        PredictionShape shape = Scorers.shapeOf(model);
        PredictionShape before = first;
        if (before == null) {
            first = shape;
            return true;
        }
        if (shape.category() != before.category()) {
            throw refused(where, "it is of category " + shape.category() + ", the others of " + before.category());
        }
        List<String> differences = outputs.differencesOf(layout);
        if (!differences.isEmpty()) {
            throw refused(where, "its outputs differ: " + String.join(", ", differences));
        }
        if (comparesOutcomes && !shape.classes().equals(before.classes())) {
            throw refused(where, "outcome.field compares outcomes with classes, and its classes are others");
        }
        return false;
    }

    private static MojoException refused(String where, String why) {
        return Problem.of(ModelError.OTHER_OUTPUTS, "The model does not give what the other models give")
                .where(where)
                .why(why)
                .fix("give all models the same category and outputs, or use two transforms");
    }
}
