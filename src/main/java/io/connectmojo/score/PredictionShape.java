package io.connectmojo.score;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the predictions of a model look like, known when the model is loaded: all that the output ring needs to name and
 * type its fields. Knows nothing of records.
 *
 * @param classes labels in the order of the probabilities; empty when there are none
 * @param labelThreshold binomial: the second label is predicted from this probability on; otherwise NaN
 * @param thresholds binomial: by criterion, such as {@code max f1}, the threshold at which H2O found its maximum; may be empty
 * @param anomalyThreshold whether {@link Prediction#anomaly} is given
 * @param contributions names of the contributions without the bias; empty when there are none
 * @param unexplained why there are none, as half a sentence; may be empty
 * @param reconstruction names of the reconstructed cells; empty when there are none
 * @param dimensions number of {@link Prediction#dimensions}
 * @param dimensionNames names of the encoded columns of a target encoder; otherwise empty
 * @param distances number of cluster distances
 * @param available the parts that this model can give
 */
public record PredictionShape(
        Category category,
        List<String> classes,
        double labelThreshold,
        Map<String, Double> thresholds,
        boolean anomalyThreshold,
        List<String> contributions,
        String unexplained,
        List<ReconstructedCell> reconstruction,
        int dimensions,
        List<String> dimensionNames,
        int distances,
        Set<OutputPart> available) {

    /** Whether the model gives the part. */
    public boolean gives(OutputPart part) {
        return part.isAlwaysAvailable() ? part.suits(category) : available.contains(part);
    }

    /** The same with the parts that the model can give. */
    public PredictionShape withAvailable(Set<OutputPart> parts) {
        return new PredictionShape(
                category,
                classes,
                labelThreshold,
                thresholds,
                anomalyThreshold,
                contributions,
                unexplained,
                reconstruction,
                dimensions,
                dimensionNames,
                distances,
                Set.copyOf(parts));
    }

    /**
     * The one number that says how high a row scores: the probability of the second of two classes, or else the number that is
     * predicted; NaN when there is neither.
     */
    public double score(Prediction prediction) {
        return category.thresholdDecidesLabel() ? prediction.probabilities[1] : prediction.value;
    }

    /** What each of the probabilities is called. */
    public List<String> probabilityNames() {
        return category.probabilityNames(classes);
    }

    /**
     * One number of an auto-encoder's output: a numeric column, a level of a categorical column, or its missing cell.
     *
     * @param level null for a numeric column and for the missing cell
     */
    public record ReconstructedCell(String column, @Nullable String level, boolean missing) {}
}
