package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.ClassCounts;
import io.connectmojo.metrics.stats.RecentValues;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was predicted: how often each class or cluster, or a sample of the latest numbers; neither for models that predict
 * several numbers at once. The task's thread writes, any thread reads.
 */
final class PredictionTotals {
    /** Classes that are shown, at most. */
    private static final int MAX_CLASSES = 1000;

    private final RecentValues recent = new RecentValues();
    private volatile @Nullable ClassCounts classes;
    private volatile boolean numbers;
    private ToIntFunction<Prediction> labelOf = prediction -> -1;

    /**
     * Goes on with a model: the first, or the next.
     *
     * @param label the class that a prediction tells, -1 for none; not asked for other models
     */
    void serve(PredictionShape shape, ToIntFunction<Prediction> label) {
        boolean clusters = shape.category().isCluster();
        boolean isNumber = shape.category().isNumber();
        List<String> names = clusters
                ? IntStream.range(0, shape.distances())
                        .mapToObj(Integer::toString)
                        .toList()
                : isNumber ? List.of() : shape.classes();
        numbers = isNumber;
        labelOf = clusters ? prediction -> prediction.cluster : label;
        classes = names.isEmpty() ? null : ClassCounts.of(names, classes);
    }

    /**
     * A prediction was made.
     *
     * @param sampled whether it is one of the few whose number is kept when there are many
     * @return whether it has an answer: a label, a cluster, or a number that is one
     */
    boolean record(Prediction prediction, boolean sampled) {
        if (numbers) {
            return number(prediction.value, sampled);
        }
        ClassCounts counts = classes;
        return counts == null || label(labelOf.applyAsInt(prediction), counts);
    }

    private boolean number(double value, boolean sampled) {
        if (Double.isNaN(value)) {
            return false;
        }
        if (sampled || !recent.isFull()) {
            recent.add(value);
        }
        return true;
    }

    private static boolean label(int label, ClassCounts counts) {
        if (label < 0) {
            return false;
        }
        counts.add(label);
        return true;
    }

    /** The class or cluster that a prediction tells; -1 for numbers and for none. */
    int label(Prediction prediction) {
        return numbers ? -1 : labelOf.applyAsInt(prediction);
    }

    /** Whether predictions are numbers, of which there are quantiles. */
    boolean areNumbers() {
        return numbers;
    }

    double quantile(double share) {
        return recent.quantile(share);
    }

    /** The classes or clusters that are counted; empty for numbers. */
    List<String> classes() {
        ClassCounts counts = classes;
        return counts == null
                ? List.of()
                : counts.names().stream().limit(MAX_CLASSES).toList();
    }

    long count(String name) {
        ClassCounts counts = classes;
        return counts == null ? 0 : counts.of(name);
    }
}
