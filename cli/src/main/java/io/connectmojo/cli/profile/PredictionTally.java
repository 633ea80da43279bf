package io.connectmojo.cli.profile;

import io.connectmojo.model.profile.PredictionProfile;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts predictions. Not thread-safe. */
final class PredictionTally {
    private final PredictionShape shape;
    private final ValueSketch scores;
    private final Map<Integer, Long> classes = new TreeMap<>();
    private long missing;

    PredictionTally(PredictionShape shape, int limit) {
        this.shape = shape;
        this.scores = new ValueSketch(limit);
        for (int label = 0; label < shape.classes().size(); label++) {
            classes.put(label, 0L);
        }
    }

    void add(Prediction prediction) {
        double score = shape.score(prediction);
        int label = shape.category().isCluster() ? prediction.cluster : prediction.label;
        if (!Double.isNaN(score)) {
            scores.add(score);
        }
        if (label >= 0) {
            classes.merge(label, 1L, Long::sum);
        }
        if (Double.isNaN(score) && label < 0) {
            missing++;
        }
    }

    /** Empty for a model without one prediction. */
    Optional<PredictionProfile> profile(long rows) {
        if (!shape.category().hasOnePrediction()) {
            return Optional.empty();
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        classes.forEach((label, count) -> shares.put(
                shape.classes().isEmpty()
                        ? Integer.toString(label)
                        : shape.classes().get(label),
                (double) count / rows));
        return Optional.of(new PredictionProfile(
                (double) missing / rows, scores.total() == 0 ? Optional.empty() : Optional.of(scores.bins()), shares));
    }
}
