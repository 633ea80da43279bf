package io.connectmojo.cli.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.util.Set;

/** The columns that decided a prediction most, where the model can tell. Not thread-safe. */
final class Reasons {
    private static final int TOP = 3;

    private final PredictionShape shape;

    /** Null when the model has no contributions. */
    private final Scorer scorer;

    Reasons(Model model) {
        shape = Scorers.shapeOf(model);
        scorer = shape.gives(OutputPart.CONTRIBUTIONS) ? explaining(model) : null;
    }

    private static Scorer explaining(Model model) {
        try {
            return Scorers.best(
                            model,
                            Set.of(OutputPart.CONTRIBUTIONS),
                            new ContributionOptions(TOP, ContributionOptions.PREDICTED, Double.NaN),
                            false)
                    .scorer();
        } catch (MojoException none) {
            return null;
        }
    }

    /** @param row which is overwritten */
    void write(Row row, ArrayNode into) {
        if (scorer == null) {
            return;
        }
        Prediction prediction = scorer.newPrediction();
        scorer.score(row, prediction);
        for (int i = 0; i < Math.min(TOP, prediction.reasons.length); i++) {
            int column = prediction.reasons[i];
            into.addObject()
                    .put("column", shape.contributions().get(column))
                    .put("contribution", prediction.contributions[column]);
        }
    }
}
