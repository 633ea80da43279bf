package io.connectmojo.score.explain;

import java.util.List;

/**
 * What each column contributes to a model's margin, the score before its link is undone: per class of a multinomial model, else
 * once. Immutable, shared by all tasks. Knows nothing of offsets: they are no column.
 */
public interface Explainer {
    /** What contributes, in order. The bias has no name. */
    List<String> names();

    /** 1 unless the model is multinomial. */
    int classes();

    /** A reader of rows with memory of its own, for one task. */
    Explanation newExplanation();

    /** Per raw column, thresholds that are worth probing; empty where there are none. */
    float[][] thresholds();

    /** For the log, such as {@code exact contributions of packed trees in 280 kB}. */
    String description();
}
