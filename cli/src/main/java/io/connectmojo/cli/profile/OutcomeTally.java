package io.connectmojo.cli.profile;

import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.model.profile.Calibration;
import io.connectmojo.model.profile.Quality;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compares predictions with what really happened. Not thread-safe. */
final class OutcomeTally {
    private static final MathContext DIGITS = new MathContext(10);

    private final PredictionShape shape;
    private final OutcomeSums sums;
    private final ValueSketch scores;
    private final RankedPairs pairs = new RankedPairs();
    private double mean;
    private double squares;

    OutcomeTally(PredictionShape shape, int limit) {
        this.shape = shape;
        this.sums = new OutcomeSums(shape.classes().size(), false);
        this.scores = new ValueSketch(limit);
    }

    /** @param outcome the number, or the index of the class; NaN when unknown */
    void add(double outcome, Prediction prediction) {
        boolean number = shape.category().isNumber();
        if (Double.isNaN(outcome)
                || Double.isNaN(number ? prediction.value : prediction.probabilities[(int) outcome])) {
            return;
        }
        if (number) {
            sums.add(outcome, prediction.value);
            scores.add(Math.abs(outcome - prediction.value));
            double step = outcome - mean;
            mean += step / sums.count();
            squares += step * (outcome - mean);
        } else {
            sums.add((int) outcome, prediction.label, prediction.probabilities);
            scores.add(Math.max(0, 1 - prediction.probabilities[(int) outcome]));
            if (shape.category().thresholdDecidesLabel()) {
                pairs.add(prediction.probabilities[1], outcome == 1);
            }
        }
    }

    Optional<Calibration> calibration() {
        return scores.total() == 0 ? Optional.empty() : Optional.of(Calibration.of(scores.total(), scores.byRank()));
    }

    Optional<Quality> quality() {
        if (sums.count() == 0) {
            return Optional.empty();
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (shape.category().isNumber()) {
            put(metrics, "rmse", sums.rmse());
            put(metrics, "mae", sums.mae());
            put(metrics, "r2", 1 - sums.rmse() * sums.rmse() * sums.count() / squares);
        } else {
            put(metrics, "logloss", sums.logLoss());
            put(metrics, "auc", pairs.auc());
            put(metrics, "accuracy", sums.accuracy());
            put(metrics, "brier", sums.brier());
        }
        return Optional.of(new Quality(sums.count(), metrics));
    }

    /** Rounded, because the last digits depend on the order of the rows and on the runtime's logarithm. */
    private static void put(Map<String, Double> metrics, String name, double value) {
        if (Double.isFinite(value)) {
            metrics.put(name, new BigDecimal(value).round(DIGITS).doubleValue());
        }
    }
}
