package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ArmEvents;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.OptionalFieldReader;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.List;
import java.util.Optional;

/** Reads from scored records what really happened, and tells it the metrics. One per model and task. */
final class OutcomeReader {
    private final OptionalFieldReader field;
    private final CurrentRecord current;

    private OutcomeReader(OptionalFieldReader field, CurrentRecord current) {
        this.field = field;
        this.current = current;
    }

    /** Empty when the model predicts neither classes nor a number that could be compared. */
    static Optional<OutcomeReader> of(FieldPath path, PredictionShape shape) {
        if (!shape.category().comparesOutcomes()) {
            return Optional.empty();
        }
        boolean number = shape.category().isNumber();
        ModelColumn.Kind kind = number ? ModelColumn.Kind.NUMERIC : ModelColumn.Kind.CATEGORICAL;
        List<String> levels = number ? List.of() : shape.classes();
        CurrentRecord current = new CurrentRecord();
        ColumnSpec column = ColumnSpec.of(path.toString(), kind, levels).withField(path);
        return Optional.of(new OutcomeReader(new OptionalFieldReader(column, current), current));
    }

    /** The outcome of a record whose metadata may hold it, as {@link #read(Object, Prediction, ArmEvents)}. */
    double read(RecordView view, Prediction prediction, ArmEvents metrics) {
        current.set(view.record());
        return read(view.fieldsRead(), prediction, metrics);
    }

    /**
     * Never throws: the record is scored already.
     *
     * @param fields Struct or Map
     * @return NaN when the record does not tell, or tells what is none
     */
    double read(Object fields, Prediction prediction, ArmEvents metrics) {
        try {
            double outcome = field.read(fields);
            if (!Double.isNaN(outcome)) {
                metrics.outcome(outcome, prediction);
            } else if (field.refused()) {
                metrics.refuseOutcome();
            }
            return outcome;
        } catch (RuntimeException e) {
            metrics.refuseOutcome();
            return Double.NaN;
        }
    }
}
