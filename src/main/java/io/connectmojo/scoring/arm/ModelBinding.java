package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ArmEvents;
import io.connectmojo.metrics.drift.ProfileRange;
import io.connectmojo.model.Model;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One model bound to the records of one arm: all that is made for the two of them, once, and the buffers that are reused from
 * record to record. Keeps nothing of a record beyond the buffers. Not thread-safe.
 */
final class ModelBinding {
    private final Model model;
    private final RowPlans plans;
    private final Scorer scorer;

    /** Null when the model answers no record. */
    private final @Nullable OutputWriter writer;

    private final RowObserver observer;

    /** Null when no setting says where outcomes stand. */
    private final @Nullable OutcomeReader outcomes;

    private final ColumnCounts counts;
    private final Row row;
    private final Prediction prediction;
    private final Scored scored;

    /** Whether outputs tell how many cells of each record were guessed. */
    private final boolean tellsQuality;

    /** Counts cells for the outputs; null where they do not tell it. */
    private final @Nullable ProfileRange range;

    /** Null unless outputs tell what was before. */
    private final @Nullable PreviousScore previous;

    /** For the observer, the row as it was read; null when nobody observes. */
    private final @Nullable Row observed;

    ModelBinding(
            Model model,
            RowPlans plans,
            Scorer scorer,
            @Nullable OutputWriter writer,
            RowObserver observer,
            Optional<OutcomeReader> outcomes,
            boolean tellsQuality,
            Optional<ProfileRange> range,
            Optional<PreviousScore> previous) {
        this.model = model;
        this.plans = plans;
        this.scorer = scorer;
        this.writer = writer;
        this.observer = observer;
        this.outcomes = outcomes.orElse(null);
        this.tellsQuality = tellsQuality;
        this.range = range.orElse(null);
        this.previous = previous.orElse(null);
        this.counts = plans.newCounts();
        this.row = plans.newRow();
        this.prediction = scorer.newPrediction();
        this.scored = new Scored(prediction);
        this.observed = observer == RowObserver.NONE ? null : plans.newRow();
    }

    Model model() {
        return model;
    }

    ColumnCounts counts() {
        return counts;
    }

    Predicate<String> needed() {
        return plans.needed();
    }

    /**
     * Reads the fields, with a copy of them on the way where they are copied at all, and scores them.
     *
     * @param answers whether the record gets the outputs; if not, nothing is copied
     */
    ScoringResult score(RecordView view, boolean answers) {
        if (!plans.read(view, row, counts, answers)) {
            return ScoringResult.SKIPPED;
        }
        if (tellsQuality) {
            counts.tellOfRecord(prediction);
            if (range != null) {
                prediction.outOfRange = range.outside(row);
            }
        }
        if (previous == null || !answers) {
            return score();
        }
        previous.read(view, row);
        ScoringResult result = score();
        previous.tell(prediction);
        return result;
    }

    private ScoringResult score() {
        if (observed != null && observer.wantsNext()) {
            return scoreObserved(observed);
        }
        scorer.score(row, prediction);
        return scored;
    }

    /** A scorer may change the row that it is given; the observer gets the one that was read. */
    private ScoringResult scoreObserved(Row observed) {
        System.arraycopy(row.values, 0, observed.values, 0, row.values.length);
        observed.offset = row.offset;
        observed.words = row.words;
        ScoringResult result = scored;
        try {
            scorer.score(row, prediction);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            result = Failed.of(failure);
        }
        observer.observe(observed, result);
        return result;
    }

    /** A copy of the payload with the outputs; those of a failure are null. */
    Object append(RecordView view, ScoringResult result) {
        OutputWriter to = writer();
        if (!(view.fields() instanceof Struct struct)) {
            return view.with(to.additions(result, view));
        }
        Struct copy = view.takeCopy();
        return copy == null
                ? to.append(struct, result)
                : to.complete(plans.target(struct.schema()), struct, copy, result);
    }

    /** Adds the outputs to headers, which are the caller's copy; those of a failure are null. */
    void addTo(Headers headers, RecordView view, ScoringResult result) {
        writer().addTo(headers, view.schema() != null, result);
    }

    private OutputWriter writer() {
        return Objects.requireNonNull(writer, "it answers no record");
    }

    boolean readsOutcomes() {
        return outcomes != null;
    }

    /** Tells the metrics, and whoever observes, what really happened, when the scored record says it. */
    void recordOutcome(RecordView view, Scored done, ArmEvents metrics) {
        if (outcomes != null) {
            observer.outcome(outcomes.read(view, done.prediction(), metrics), done.prediction());
        }
    }
}
