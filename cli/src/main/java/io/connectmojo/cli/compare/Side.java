package io.connectmojo.cli.compare;

import io.connectmojo.model.Model;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.score.compiled.Scorers;
import java.util.Arrays;

/** One of two models: what it answered to the record that was scored last. Not thread-safe. */
public final class Side implements RowObserver {
    private final Model model;
    private final PredictionShape shape;
    private boolean scored;
    private double value;
    private int label;
    private double[] probabilities = {};
    private double outcome;
    private Row row;

    /** @param model whose rows it is to look at */
    public Side(Model model) {
        this.model = model;
        this.shape = Scorers.shapeOf(model);
    }

    /** Before the next record is scored. */
    public void begin() {
        scored = false;
        outcome = Double.NaN;
    }

    @Override
    public void observe(Row read, ScoringResult result) {
        if (result instanceof Scored done) {
            Prediction prediction = done.prediction();
            scored = true;
            value = shape.score(prediction);
            label = shape.category().isCluster() ? prediction.cluster : prediction.label;
            probabilities = prediction.probabilities.clone();
            row = read;
        }
    }

    @Override
    public void outcome(double told, Prediction prediction) {
        outcome = told;
    }

    public Model model() {
        return model;
    }

    PredictionShape shape() {
        return shape;
    }

    public boolean isScored() {
        return scored;
    }

    /** The number predicted, or the probability of the second of two classes; NaN when there is neither. */
    double value() {
        return value;
    }

    /** The name of the label or cluster; null when there is none. */
    String label() {
        if (label < 0) {
            return null;
        }
        return shape.category().isCluster()
                ? Integer.toString(label)
                : shape.classes().get(label);
    }

    int labelIndex() {
        return label;
    }

    double[] probabilities() {
        return probabilities;
    }

    /** The number, or the index of the class; NaN when the record does not tell. */
    double outcome() {
        return outcome;
    }

    /** A copy of the row that was scored last. */
    Row copyOfRow() {
        Row copy = new Row(row.values.length);
        System.arraycopy(row.values, 0, copy.values, 0, row.values.length);
        copy.offset = row.offset;
        copy.words = Arrays.copyOf(row.words, row.words.length);
        return copy;
    }
}
