package io.connectmojo.score;

import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import io.connectmojo.model.Model;
import io.connectmojo.row.Row;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Scores a row as an array of numbers, without boxes and without garbage of its own: encode, compute, write. Knows nothing of
 * the algorithm but its {@link CompiledForm}.
 */
final class CompiledScorer implements Scorer {
    private static final Set<Category> HAVE_CLASSES =
            EnumSet.of(Category.Binomial, Category.Multinomial, Category.Ordinal, Category.BinomialUplift);

    /** Takes the prediction from the array that score0 has filled. */
    private interface Writer {
        void write(double[] predictions, Prediction into);
    }

    private final RowEncoding encoding;
    private final Computation.RawScorer scorer;
    private final Writer writer;
    private final double[] raw;
    private final double[] predictions;
    private final Model model;
    private final Category category;
    private final Set<Part> parts;
    private final IClusteringModel clusters;

    CompiledScorer(CompiledForm form, Set<Part> parts) {
        GenModel genModel = form.model().genModel();
        this.model = form.model();
        this.encoding = form.encoding();
        this.scorer = form.computation().newScorer();
        this.raw = encoding.newRaw();
        this.predictions = new double[genModel.getPredsSize(genModel.getModelCategory())];
        this.category = form.category();
        this.parts = Set.copyOf(parts);
        this.clusters = parts.contains(Part.DISTANCES) ? (IClusteringModel) genModel : null;
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
            throw ReferenceScorer.refused(model, category, e);
        }
    }

    private static Writer writer(CompiledForm form, Set<Part> parts, int length) {
        return switch (form.category()) {
            case Regression, CoxPH -> (from, into) -> into.value = from[0];
            case Binomial, Multinomial, Ordinal -> classes(form.model().genModel(), parts);
            case Clustering -> (from, into) -> into.cluster = (int) from[0];
            case AnomalyDetection -> anomaly(length);
            case DimReduction -> (from, into) -> System.arraycopy(from, 0, into.dimensions, 0, into.dimensions.length);
            case BinomialUplift ->
                (from, into) -> {
                    into.value = from[0];
                    System.arraycopy(from, 1, into.probabilities, 0, 2);
                };
            default -> throw new IllegalArgumentException(form.category() + " is not compiled");
        };
    }

    private static Writer classes(GenModel model, Set<Part> parts) {
        boolean calibrated = parts.contains(Part.CALIBRATED_PROBABILITIES);
        return (from, into) -> {
            // genmodel's ordinal models may find no class; the wrapper refuses that
            into.label = Objects.checkIndex((int) from[0], into.probabilities.length);
            System.arraycopy(from, 1, into.probabilities, 0, into.probabilities.length);
            // calibrates in place
            if (calibrated && model.calibrateClassProbabilities(from)) {
                System.arraycopy(from, 1, into.calibratedProbabilities, 0, into.calibratedProbabilities.length);
            }
        };
    }

    /** With a threshold, genmodel puts its verdict before the score. */
    private static Writer anomaly(int length) {
        boolean threshold = length == 3;
        return (from, into) -> {
            into.anomaly = threshold && from[0] == 1;
            into.value = from[length - 2];
            into.score = from[length - 1];
        };
    }

    @Override
    public Prediction newPrediction() {
        Prediction prediction = new Prediction();
        if (HAVE_CLASSES.contains(category)) {
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
