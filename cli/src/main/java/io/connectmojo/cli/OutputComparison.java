package io.connectmojo.cli;

import io.connectmojo.model.Model;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a model can take over from another one without a change of the records that connectors write, but for contributions:
 * they are called after columns, which may change.
 */
record OutputComparison(Model before, Model now) {
    private static final String FIELD = "prediction";

    /** In one line each; nothing when the records stay the same. */
    List<String> differences() {
        PredictionShape old = Scorers.shapeOf(before);
        PredictionShape next = Scorers.shapeOf(now);
        if (old.category() != next.category()) {
            return List.of("it is of category " + next.category() + ", the last version of " + old.category());
        }
        List<String> differences = new ArrayList<>(layout(next, Set.of()).differencesFrom(layout(old, Set.of())));
        for (OutputPart part : OutputPart.values()) {
            if (part == OutputPart.CONTRIBUTIONS || part.isAlwaysAvailable()) {
                continue;
            }
            if (old.gives(part) && !next.gives(part)) {
                differences.add("it does not give " + part.settingName());
            } else if (old.gives(part)) {
                differences.addAll(differences(part, old, next));
            }
        }
        return differences;
    }

    private static List<String> differences(OutputPart part, PredictionShape old, PredictionShape next) {
        try {
            return layout(next, Set.of(part)).differencesFrom(layout(old, Set.of(part)));
        } catch (MojoException flatNamesCollide) {
            return List.of();
        }
    }

    private static OutputLayout layout(PredictionShape shape, Set<OutputPart> parts) {
        OutputOptions plain = OutputOptions.of(FIELD);
        return OutputLayout.of(
                shape,
                new OutputOptions(
                        FIELD,
                        plain.type(),
                        parts,
                        plain.contributions(),
                        OutputOptions.Layout.FLAT,
                        plain.existing(),
                        plain.decisions()),
                "");
    }
}
