package io.connectmojo.scoring.arm;

import io.connectmojo.model.Model;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.compiled.Scorers;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a challenger must have in common with the champion: the category, and the outputs when it answers records. Used on any thread.
 *
 * @param layout of the champion's outputs
 * @param category of the champion
 * @param settings of the challenger
 */
record BesideCheck(OutputLayout layout, Category category, ArmSettings settings) implements Consumer<Model> {
    @Override
    public void accept(Model challenger) {
        Category its = Scorers.shapeOf(challenger).category();
        if (its != category) {
            throw refused("it is of category " + its + ", the champion of " + category);
        }
        if (settings.role().answers()) {
            List<String> differences = settings.layout(challenger).differencesFrom(layout);
            if (!differences.isEmpty()) {
                throw refused("its outputs differ: " + String.join(", ", differences));
            }
        }
    }

    private MojoException refused(String why) {
        return Problem.of(ModelError.BESIDE, "The challenger cannot stand beside the champion")
                .where(settings.feed().toString())
                .why(why)
                .fix("use a challenger with the champion's category and outputs, or set challenger.share=0");
    }
}
