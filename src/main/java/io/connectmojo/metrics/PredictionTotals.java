package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.ClassCounts;
import io.connectmojo.metrics.stats.RecentValues;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
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
        List<String> names = names(shape);
        numbers = shape.category().isNumber();
        labelOf = shape.category().isCluster() ? prediction -> prediction.cluster : label;
        classes = names.isEmpty() ? null : ClassCounts.of(names, classes);
    }

    /**
     * Goes on with a further model beside the ones before, which take turns by {@link #use}.
     *
     * @param label as in {@link #serve}
     * @return the class that a prediction of this model tells, among the classes of all
     */
    ToIntFunction<Prediction> join(PredictionShape shape, ToIntFunction<Prediction> label) {
        ClassCounts before = classes;
        List<String> all = new ArrayList<>(before == null ? List.of() : before.names());
        List<String> own = names(shape);
        own.stream().filter(name -> !all.contains(name)).forEach(all::add);
        if (before == null || all.size() > before.names().size()) {
            classes = all.isEmpty() ? null : ClassCounts.of(all, before);
        }
        numbers = shape.category().isNumber();
        ToIntFunction<Prediction> ofModel = shape.category().isCluster() ? prediction -> prediction.cluster : label;
        int[] places = own.stream().mapToInt(all::indexOf).toArray();
        return prediction -> {
            int at = ofModel.applyAsInt(prediction);
            return at < 0 ? -1 : places[at];
        };
    }

    /** The model that predicts next is the one for which {@link #join} has given this. */
    void use(ToIntFunction<Prediction> joined) {
        labelOf = joined;
    }

    private static List<String> names(PredictionShape shape) {
        if (shape.category().isCluster()) {
            return IntStream.range(0, shape.distances())
                    .mapToObj(Integer::toString)
                    .toList();
        }
        return shape.category().isNumber() ? List.of() : shape.classes();
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
