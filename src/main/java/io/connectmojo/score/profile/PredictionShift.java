package io.connectmojo.score.profile;

import io.connectmojo.metrics.stats.Divergence;
import io.connectmojo.model.Model;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.model.profile.QuantileBins;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * How far the predictions of a model have moved from those of another, on the rows of its profile: the population stability index.
 * Scores are counted into ten bins that hold equally many of the other model's, and labels by name; what a model refuses is
 * missing, which is a bin of its own.
 */
public final class PredictionShift {
    private static final int BINS = 10;

    private PredictionShift() {}

    /**
     * The index; empty when the candidate's profile has no rows.
     *
     * @param candidate whose profile's rows are scored
     */
    public static OptionalDouble between(Model serving, Scorer servings, Model candidate, Scorer candidates) {
        List<GoldenRow> rows =
                candidate.profile().map(profile -> profile.golden()).orElse(List.of());
        if (rows.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                isByLabel(Scorers.shapeOf(serving))
                        ? ofLabels(
                                answers(serving, servings, candidate, rows, PredictionShift::label),
                                answers(candidate, candidates, candidate, rows, PredictionShift::label))
                        : ofScores(
                                answers(serving, servings, candidate, rows, PredictionShift::score),
                                answers(candidate, candidates, candidate, rows, PredictionShift::score)));
    }

    private static double ofLabels(List<Optional<String>> before, List<Optional<String>> after) {
        Map<Optional<String>, Integer> bins = new LinkedHashMap<>();
        before.forEach(label -> bins.putIfAbsent(label, bins.size()));
        after.forEach(label -> bins.putIfAbsent(label, bins.size()));
        return Divergence.psi(
                counts(before, bins.size(), label -> bins.getOrDefault(label, 0)),
                counts(after, bins.size(), label -> bins.getOrDefault(label, 0)));
    }

    private static double ofScores(List<Optional<Double>> before, List<Optional<Double>> after) {
        double[] sorted = before.stream()
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            ToIntFunction<Optional<Double>> bin = score -> score.isPresent() ? 1 : 0;
            return Divergence.psi(counts(before, 2, bin), counts(after, 2, bin));
        }
        QuantileBins bins = QuantileBins.ofSorted(sorted, BINS);
        ToIntFunction<Optional<Double>> bin =
                score -> score.map(known -> bins.of(known) + 2).orElse(0);
        return Divergence.psi(counts(before, bins.size() + 3, bin), counts(after, bins.size() + 3, bin));
    }

    private static <T> long[] counts(List<T> answers, int bins, ToIntFunction<T> bin) {
        long[] counts = new long[bins];
        answers.forEach(answer -> counts[bin.applyAsInt(answer)]++);
        return counts;
    }

    /** Labels of many classes, and clusters, have no score. */
    private static boolean isByLabel(PredictionShape shape) {
        Category category = shape.category();
        return category.isCluster() || category.hasClasses() && !category.thresholdDecidesLabel();
    }

    /** By row, what the model answers; empty where it has no answer. */
    private static <T> List<Optional<T>> answers(
            Model model,
            Scorer scorer,
            Model ofRows,
            List<GoldenRow> rows,
            BiFunction<Prediction, PredictionShape, Optional<T>> reading) {
        PredictionShape shape = Scorers.shapeOf(model);
        GoldenRows reader = new GoldenRows(model.columns());
        int[] places = reader.places(ofRows.columns());
        Row row = new Row(model.columns().size());
        Prediction prediction = scorer.newPrediction();
        List<Optional<T>> answers = new ArrayList<>();
        for (GoldenRow golden : rows) {
            reader.fill(row, golden, places);
            Optional<T> answer = Optional.empty();
            try {
                scorer.score(row, prediction);
                answer = reading.apply(prediction, shape);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                // a row that the model refuses has no answer
            }
            answers.add(answer);
        }
        return answers;
    }

    private static Optional<Double> score(Prediction prediction, PredictionShape shape) {
        double score = shape.score(prediction);
        return Double.isFinite(score) ? Optional.of(score) : Optional.empty();
    }

    private static Optional<String> label(Prediction prediction, PredictionShape shape) {
        int label = shape.category().isCluster() ? prediction.cluster : prediction.label;
        if (label < 0) {
            return Optional.empty();
        }
        return Optional.of(
                shape.category().isCluster()
                        ? Integer.toString(label)
                        : shape.classes().get(label));
    }
}
