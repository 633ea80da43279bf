package io.connectmojo.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about one row. A plain buffer that a {@link Scorer} fills and the output ring reads; reused from
 * record to record, not thread-safe. Arrays have the lengths that {@link PredictionShape} tells; those of parts that were
 * not asked for are empty. NaN means that the model has no answer.
 */
public final class Prediction {
    public static final double[] NONE = {};
    static final String[] NO_PATHS = {};
    static final int[] NO_REASONS = {};

    /**
     * The single number: the regression value, the anomaly score, the reconstruction error, the linear predictor, the
     * uplift, the k-LIME prediction. NaN for categories without one.
     */
    public double value = Double.NaN;

    /** Index of the predicted class in {@link PredictionShape#classes()}; −1 when there is none. */
    public int label = -1;

    /** Index of the cluster; −1 when there is none. */
    public int cluster = -1;

    /** Whether an isolation forest with a threshold calls the row an anomaly. */
    public boolean anomaly;

    /** The parts that are one number each, by the position of their {@code OutputPart}, which reads and writes them. */
    double[] numbers = NONE;

    /** Per class; for uplift: with treatment, without treatment. */
    public double[] probabilities = NONE;

    public double[] calibratedProbabilities = NONE;

    /** Per contribution name, the bias last; of all classes, if asked for, one class after the other. */
    public double[] contributions = NONE;

    /** Whether the contributions are those of this row: not when its score is below the least one. */
    public boolean explained = true;

    /** Indexes of the contributions that are largest in magnitude, in that order, as many as asked for. */
    public int[] reasons = NO_REASONS;

    /** Sum of the contributions that are neither reasons nor the bias. */
    public double rest = Double.NaN;

    public double[] distances = NONE;

    public double[] reconstruction = NONE;

    /** Principal components, archetypes, word embedding or target encodings. */
    public double[] dimensions = NONE;

    public double[] staged = NONE;

    /** Paths such as {@code LRL}, in genmodel's order. */
    public String[] leafPaths = NO_PATHS;

    /** Cells of the record that held nothing; like the two below set by whoever read the record, where they are asked for. */
    public int missing;

    /** Cells of the record that held a level which training did not see. */
    public int unknown;

    /** Cells of the record that held what their column cannot take. */
    public int invalid;

    /** Cells of the row that the data of the model's profile never had; likewise set from outside, where there is a profile. */
    public int outOfRange;

    /**
     * What the model says of the row before its change: this prediction itself where no cell has changed; null where nobody asks, or
     * there was nothing. Set from outside, too, and only in what can be told of it alone: the prediction without parts.
     */
    public @Nullable Prediction previous;

    /** Whether both say the same, to the last bit, but for the parts that are given only when asked for. */
    public boolean hasSameAnswer(Prediction other) {
        return Double.doubleToLongBits(value) == Double.doubleToLongBits(other.value)
                && label == other.label
                && cluster == other.cluster
                && anomaly == other.anomaly
                && Arrays.equals(probabilities, other.probabilities)
                && Arrays.equals(dimensions, other.dimensions);
    }
}
