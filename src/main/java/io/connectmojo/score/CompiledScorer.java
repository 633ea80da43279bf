package io.connectmojo.score;

import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.Row;
import java.util.Set;

/**
 * Scores a row as an array of numbers, without boxes and without garbage of its own: encode, compute, write. Knows nothing of
 * the algorithm but its {@link CompiledForm}.
 */
final class CompiledScorer implements Scorer {
    /** Takes the prediction from the array that score0 has filled. */
    private interface Writer {
        void write(double[] predictions, Prediction into);
    }

    private final RowEncoding encoding;
    private final Computation.RawScorer scorer;
    private final Writer writer;
    private final double[] raw;
    private final double[] predictions;
    private final Category category;
    private final Set<Part> parts;
    private final IClusteringModel clusters;

    CompiledScorer(CompiledForm form, Set<Part> parts) {
        GenModel model = form.model().genModel();
        this.encoding = form.encoding();
        this.scorer = form.computation().newScorer();
        this.raw = encoding.newRaw();
        this.predictions = new double[model.getPredsSize(model.getModelCategory())];
        this.category = form.category();
        this.parts = Set.copyOf(parts);
        this.clusters = parts.contains(Part.DISTANCES) ? (IClusteringModel) model : null;
        this.writer = writer(form, parts, predictions.length);
    }

    @Override
    public void score(Row row, Prediction into) {
        try {
            double[] encoded = encoding.encode(row.values, raw);
            if (clusters != null) {
                into.cluster = clusters.distances(encoded, into.distances);
                return;
            }
            scorer.score(encoded, row.offset, predictions);
            writer.write(predictions, into);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw MojoException.of(
                    RecordError.SCORING,
                    "The model cannot score the row",
                    "",
                    String.valueOf(e.getMessage()),
                    "see the model's handling of missing values",
                    e);
        }
    }

    private static Writer writer(CompiledForm form, Set<Part> parts, int length) {
        return switch (form.category()) {
            case Regression, CoxPH -> (from, into) -> into.value = from[0];
            case Binomial, Multinomial, Ordinal -> classes(form.model().genModel(), parts);
            case Clustering -> (from, into) -> into.cluster = (int) from[0];
            case AnomalyDetection -> anomaly(length, parts);
            case DimReduction -> (from, into) -> System.arraycopy(from, 0, into.dimensions, 0, into.dimensions.length);
            case BinomialUplift -> uplift(parts);
            default -> throw new IllegalArgumentException(form.category() + " is not compiled");
        };
    }

    private static Writer classes(GenModel model, Set<Part> parts) {
        boolean probabilities = parts.contains(Part.PROBABILITIES);
        boolean calibrated = parts.contains(Part.CALIBRATED_PROBABILITIES);
        return (from, into) -> {
            into.label = (int) from[0];
            if (probabilities) {
                System.arraycopy(from, 1, into.probabilities, 0, into.probabilities.length);
            }
            // calibrates in place
            if (calibrated && model.calibrateClassProbabilities(from)) {
                System.arraycopy(from, 1, into.calibratedProbabilities, 0, into.calibratedProbabilities.length);
            }
        };
    }

    /** With a threshold, genmodel puts its verdict before the score. */
    private static Writer anomaly(int length, Set<Part> parts) {
        boolean threshold = length == 3;
        boolean score = parts.contains(Part.SCORE);
        return (from, into) -> {
            into.anomaly = threshold && from[0] == 1;
            into.value = from[length - 2];
            if (score) {
                into.score = from[length - 1];
            }
        };
    }

    private static Writer uplift(Set<Part> parts) {
        boolean probabilities = parts.contains(Part.PROBABILITIES);
        return (from, into) -> {
            into.value = from[0];
            if (probabilities) {
                into.probabilities[0] = from[1];
                into.probabilities[1] = from[2];
            }
        };
    }

    @Override
    public Prediction newPrediction() {
        Prediction prediction = new Prediction();
        if (parts.contains(Part.PROBABILITIES)) {
            prediction.probabilities = new double[predictions.length - 1];
        }
        if (parts.contains(Part.CALIBRATED_PROBABILITIES)) {
            prediction.calibratedProbabilities = new double[predictions.length - 1];
        }
        if (clusters != null) {
            prediction.distances = new double[clusters.getNumClusters()];
        }
        if (category == Category.DimReduction) {
            prediction.dimensions = new double[predictions.length];
        }
        return prediction;
    }

    @Override
    public String engine() {
        return "compiled";
    }
}
