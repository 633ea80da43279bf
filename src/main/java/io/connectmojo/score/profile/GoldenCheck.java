package io.connectmojo.score.profile;

import io.connectmojo.model.Model;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the golden rows of a model's profile on this worker. What was found is kept with the model and its profile: every task of
 * a model asks, and the first one scores. Thread-safe.
 */
public final class GoldenCheck {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.model");

    private final Model model;
    private final Map<Object, Integer> differing = new ConcurrentHashMap<>();

    private GoldenCheck(Model model) {
        this.model = model;
    }

    /**
     * Requires that each golden row is predicted to the last bit; NaN equals NaN. Nothing is done for a model without such rows.
     *
     * @param engine what tells an engine from others, such as its name and the parts that it gives
     * @param scorer of that engine, on which no contributions are computed
     * @throws MojoException M052 with the number of rows that differ
     */
    public static void require(Model model, Object engine, Supplier<Scorer> scorer) {
        List<GoldenRow> rows = model.profile().map(profile -> profile.golden()).orElse(List.of());
        if (rows.isEmpty()) {
            return;
        }
        GoldenCheck check = model.sharedWithProfile(GoldenCheck.class, GoldenCheck::new);
        int different = check.differing.computeIfAbsent(engine, key -> check.count(rows, scorer.get()));
        if (different > 0) {
            throw Problem.of(ModelError.GOLDEN, "The model does not predict what its profile says")
                    .where("model.profile of " + model.digest().substring(0, 12))
                    .why(different + " of " + rows.size() + " golden rows differ on this worker")
                    .fix("check that model and profile belong together, and make the profile again");
        }
    }

    private int count(List<GoldenRow> rows, Scorer scorer) {
        PredictionShape shape = Scorers.shapeOf(model);
        GoldenRows reader = new GoldenRows(model.columns());
        int[] places = reader.places(model.columns());
        Row row = new Row(model.columns().size());
        Prediction prediction = scorer.newPrediction();
        int different = 0;
        for (GoldenRow golden : rows) {
            reader.fill(row, golden, places);
            different += isSame(golden, row, scorer, prediction, shape) ? 0 : 1;
        }
        log.info(
                "Model {}: {} of {} golden rows are predicted bit for bit, engine {}",
                model.digest().substring(0, 12),
                rows.size() - different,
                rows.size(),
                scorer.engine());
        return different;
    }

    private static boolean isSame(
            GoldenRow golden, Row row, Scorer scorer, Prediction prediction, PredictionShape shape) {
        try {
            scorer.score(row, prediction);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return false;
        }
        return GoldenRows.answer(prediction, shape).equals(golden.answer());
    }
}
