package io.connectmojo.score;

/**
 * Turns a row into a prediction. One per transform instance, made for one model and one set of parts; holds scratch memory
 * and is not thread-safe. Throws a {@link io.connectmojo.problem.MojoException} with a record code when the model refuses
 * the row.
 */
public interface Scorer {
    /**
     * Scores the row into the prediction, which this scorer has {@linkplain #newPrediction() made}. May overwrite
     * {@code row.values}: fill every slot again for the next record.
     */
    void score(Row row, Prediction into);

    /** A prediction with arrays of the right lengths. */
    Prediction newPrediction();

    /** {@code reference} or {@code compiled}, for the log. */
    String engine();
}
