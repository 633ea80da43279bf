package io.connectmojo.scoring;

import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.OptionalFieldReader;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.List;
import java.util.Optional;

/** Reads from scored records what really happened, and tells it the metrics. One per model and task. */
final class OutcomeReader {
    private final OptionalFieldReader field;

    private OutcomeReader(OptionalFieldReader field) {
        this.field = field;
    }

    /** Empty when the model predicts neither classes nor a number that could be compared. */
    static Optional<OutcomeReader> of(FieldPath path, PredictionShape shape) {
        if (!shape.category().comparesOutcomes()) {
            return Optional.empty();
        }
        boolean number = shape.category().isNumber();
        ModelColumn.Kind kind = number ? ModelColumn.Kind.NUMERIC : ModelColumn.Kind.CATEGORICAL;
        List<String> levels = number ? List.of() : shape.classes();
        return Optional.of(new OutcomeReader(new OptionalFieldReader(
                ColumnSpec.of(path.toString(), kind, levels).withField(path))));
    }

    /**
     * Never throws: the record is scored already.
     *
     * @param fields Struct or Map
     */
    void read(Object fields, Prediction prediction, ScoringMetrics metrics) {
        try {
            double outcome = field.read(fields);
            if (!Double.isNaN(outcome)) {
                metrics.outcome(outcome, prediction);
            } else if (field.refused()) {
                metrics.refuseOutcome();
            }
        } catch (RuntimeException e) {
            metrics.refuseOutcome();
        }
    }
}
