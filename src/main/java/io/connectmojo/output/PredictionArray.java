package io.connectmojo.output;

import io.connectmojo.score.Prediction;

/** The arrays of numbers in a prediction. */
enum PredictionArray {
    PROBABILITIES,
    CALIBRATED,
    CONTRIBUTIONS,
    DISTANCES,
    RECONSTRUCTION,
    DIMENSIONS;

    double[] of(Prediction prediction) {
        return switch (this) {
            case PROBABILITIES -> prediction.probabilities;
            case CALIBRATED -> prediction.calibratedProbabilities;
            case CONTRIBUTIONS -> prediction.contributions;
            case DISTANCES -> prediction.distances;
            case RECONSTRUCTION -> prediction.reconstruction;
            case DIMENSIONS -> prediction.dimensions;
        };
    }
}
