package io.connectmojo.metrics;

import io.connectmojo.metrics.drift.Drift;
import io.connectmojo.model.Model;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What an arm tells of its model and of its records. Called by the task's thread. */
public interface ArmEvents {
    /** Goes on with a model whose rows are to be compared with its profile, if it has one; comes before {@link #serve}. */
    void compare(Model model, PredictionShape shape);

    /** Who compares rows with the profile of the model that serves; empty without one. */
    Optional<Drift> drift();

    /**
     * Goes on with a model: the first, or the next.
     *
     * @param counts of the model's columns
     * @param label the class that a prediction tells, -1 for none; not asked for other models
     * @param withOutcomes whether what really happened is going to be told
     * @return whether there may be metrics now that there were not before
     */
    boolean serve(
            PredictionShape shape,
            String engine,
            ColumnCounts counts,
            ToIntFunction<Prediction> label,
            boolean withOutcomes);

    /** Goes on with a comparison of the model with that of another arm. */
    void compare(Comparison next);

    /** A record comes; returns what {@link #scored} is to be given. */
    long begin();

    /** A record comes that the metrics of another arm have begun; takes and returns what they told. */
    long begin(long begun);

    /** The record that was scored gets the prediction of this model as its answer. */
    void answered();

    /** The record has its prediction. */
    void scored(Prediction prediction, long begin);

    /** The record passes untouched. */
    void passed();

    /** The record cannot be scored. */
    void failed(ErrorCode code);

    /**
     * What really happened to a scored record.
     *
     * @param outcome the index of the class, or the number
     */
    void outcome(double outcome, Prediction prediction);

    /** The record says what happened, but it is no class of the model, or no number. */
    void refuseOutcome();
}
