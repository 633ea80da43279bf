package io.connectmojo.metrics;

import io.connectmojo.metrics.drift.Drift;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The one set of metrics of a transform whose records choose among models. Each of its arms tells what happens through a
 * {@link Member}. Drift is not told: each model has a profile of its own.
 */
public final class FleetMetrics extends ScoringMetrics {
    private static final String MIXED = "mixed";

    private final Supplier<FleetStatus> fleet;

    /**
     * @param status of all models together
     * @param fleet how many there are, and what becomes of them
     */
    public FleetMetrics(Options options, Supplier<ModelStatus> status, Supplier<FleetStatus> fleet) {
        super(options, status);
        this.fleet = fleet;
    }

    FleetStatus fleet() {
        return fleet.get();
    }

    /** What the arm of one of the models tells its events. */
    public Member newMember() {
        return new Member();
    }

    private synchronized boolean replaceColumns(
            @Nullable ColumnCounts before, @Nullable ColumnCounts next, String engineName) {
        ColumnTotals old = columns().orElse(ColumnTotals.NONE);
        ColumnTotals with = before == null ? old : old.without(before);
        ColumnTotals now = next == null ? with : with.withAlso(next);
        serving(now, engine().isEmpty() || engine().equals(engineName) ? engineName : MIXED);
        return now.names().size() > old.names().size();
    }

    /** One of several models that take turns. Its events become those of all. */
    public final class Member implements ArmEvents {
        private @Nullable ColumnCounts counts;
        private ToIntFunction<Prediction> label = prediction -> -1;

        private Member() {}

        @Override
        public void compare(Model model, PredictionShape shape) {
            // each model has a profile of its own: there is no distribution of all of them to compare with
        }

        @Override
        public void compare(Comparison next) {
            throw new IllegalStateException("a challenger has one champion");
        }

        @Override
        public Optional<Drift> drift() {
            return Optional.empty();
        }

        @Override
        public boolean serve(
                PredictionShape shape,
                String engineName,
                ColumnCounts next,
                ToIntFunction<Prediction> labelOfModel,
                boolean withOutcomes) {
            int classes = predictions().classes().size();
            label = predictions().join(shape, labelOfModel);
            boolean moreColumns = replaceColumns(counts, next, engineName);
            counts = next;
            serveAlso(shape, next, withOutcomes);
            return moreColumns || predictions().classes().size() > classes;
        }

        /** The model is given up; what it has counted stays. Called by any thread while the arm is at rest. */
        public void leave() {
            replaceColumns(counts, null, engine());
            counts = null;
        }

        @Override
        public long begin() {
            return FleetMetrics.this.begin();
        }

        /** All models have one set of metrics, which has begun the record. */
        @Override
        public long begin(long begun) {
            return begun;
        }

        @Override
        public void answered() {
            FleetMetrics.this.answered();
        }

        @Override
        public void scored(Prediction prediction, long begin) {
            predictions().use(label);
            FleetMetrics.this.scored(prediction, begin);
        }

        @Override
        public void passed() {
            FleetMetrics.this.passed();
        }

        @Override
        public void failed(ErrorCode code) {
            FleetMetrics.this.failed(code);
        }

        @Override
        public void outcome(double outcome, Prediction prediction) {
            predictions().use(label);
            FleetMetrics.this.outcome(outcome, prediction);
        }

        @Override
        public void refuseOutcome() {
            FleetMetrics.this.refuseOutcome();
        }
    }
}
