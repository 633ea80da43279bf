package io.connectmojo.score;

/** What a prediction may carry besides the prediction itself; computed only when asked for. */
public enum OutputPart {
    PROBABILITIES,
    CALIBRATED_PROBABILITIES,
    CONTRIBUTIONS,
    LEAF_NODES,
    STAGED_PREDICTIONS,
    DISTANCES,
    RECONSTRUCTION,
    /** The mean path length of an isolation forest. */
    SCORE
}
