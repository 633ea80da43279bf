package io.connectmojo.cli.profile;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.score.compiled.Scorers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the rows that a model scores, and makes the profile of them. Memory depends on the model alone. Not thread-safe. */
public final class ProfileMaker implements RowObserver {
    private static final int MAX_GROUPS = 1 << 14;
    private static final int MIN_GROUPS = 1 << 9;

    /** Groups of all columns together. */
    private static final int ALL_GROUPS = 1 << 20;

    private final Model model;
    private final List<ColumnTally> columns = new ArrayList<>();
    private final PredictionTally predictions;
    private final OutcomeTally outcomes;
    private final GoldenSample golden;
    private long rows;

    /** @param goldenRows how many rows become golden at most */
    public ProfileMaker(Model model, int goldenRows) {
        this.model = model;
        PredictionShape shape = Scorers.shapeOf(model);
        int limit = limit(model.columns().size());
        for (ModelColumn column : model.columns()) {
            columns.add(column.kind() == ModelColumn.Kind.WORDS ? null : ColumnTally.of(column, limit));
        }
        predictions = new PredictionTally(shape, MAX_GROUPS);
        outcomes = new OutcomeTally(shape, MAX_GROUPS);
        boolean words = model.columns().stream().anyMatch(column -> column.kind() == ModelColumn.Kind.WORDS);
        golden = new GoldenSample(model, words ? 0 : goldenRows);
    }

    /** Different values of each column that are counted alone. */
    private static int limit(int columns) {
        return Math.max(MIN_GROUPS, Math.min(MAX_GROUPS, ALL_GROUPS / Math.max(1, columns)));
    }

    @Override
    public void observe(Row row, ScoringResult result) {
        if (!(result instanceof Scored scored)) {
            return;
        }
        rows++;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) != null) {
                columns.get(i).add(row.values[i]);
            }
        }
        predictions.add(scored.prediction());
        golden.add(rows, row);
    }

    @Override
    public void outcome(double outcome, Prediction prediction) {
        outcomes.add(outcome, prediction);
    }

    /** How many rows were scored. */
    public long rows() {
        return rows;
    }

    /** The profile of the rows so far, at least one. */
    public Profile profile(Optional<Instant> created) {
        List<ColumnProfile> profiles = columns.stream()
                .filter(tally -> tally != null)
                .map(tally -> tally.profile(rows))
                .toList();
        return new Profile(
                model.digest(),
                created,
                rows,
                profiles,
                predictions.profile(rows),
                golden.rows(),
                outcomes.calibration(),
                outcomes.quality());
    }
}
