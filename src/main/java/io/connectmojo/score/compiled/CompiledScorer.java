package io.connectmojo.score.compiled;

import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.reference.PartReading;
import io.connectmojo.score.reference.ReferenceScorer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scores a row as an array of numbers, without boxes and without garbage of its own: encode, compute, write. Knows nothing of
 * the algorithm but its {@link CompiledForm}.
 */
final class CompiledScorer implements Scorer {
    /** Takes the prediction from the array that score0 has filled. */
    private interface Writer {
        /** @param raw the row as score0 has left it */
        void write(double[] raw, double[] predictions, Prediction into);
    }

    private final RowEncoding encoding;
    private final Computation.RawScorer scorer;
    private final Writer writer;
    private final double[] raw;
    private final double[] predictions;
    private final Model model;
    private final Category category;
    private final Set<OutputPart> parts;
    private final @Nullable IClusteringModel clusters;
    private final PartReading.RawReading[] ofRaw;

    CompiledScorer(CompiledForm form, Set<OutputPart> parts) {
        GenModel genModel = form.model().genModel();
        this.model = form.model();
        this.encoding = form.encoding();
        this.scorer = form.computation().newScorer();
        this.raw = encoding.newRaw();
        this.predictions = new double[genModel.getPredsSize(genModel.getModelCategory())];
        this.category = form.category();
        this.parts = Set.copyOf(parts);
        this.clusters = parts.contains(OutputPart.DISTANCES) ? (IClusteringModel) genModel : null;
        this.writer = writer(form, parts, predictions.length);
        this.ofRaw = PartReading.ofRaw(genModel, category, clusters == null ? parts : Set.of())
                .toArray(new PartReading.RawReading[0]);
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
            writer.write(encoded, predictions, into);
            for (PartReading.RawReading part : ofRaw) {
                part.read(encoded, row.offset, into);
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw ReferenceScorer.refused(model, category, e);
        }
    }

    private static Writer writer(CompiledForm form, Set<OutputPart> parts, int length) {
        return switch (form.category()) {
            case Regression, CoxPH -> (raw, from, into) -> into.value = from[0];
            case Binomial, Multinomial, Ordinal -> classes(form.model().genModel(), parts);
            case Clustering -> (raw, from, into) -> into.cluster = (int) from[0];
            case AnomalyDetection -> anomaly(parts, length);
            case DimReduction ->
                (raw, from, into) -> System.arraycopy(from, 0, into.dimensions, 0, into.dimensions.length);
            case AutoEncoder ->
                new ReconstructionError((DeeplearningMojoModel) form.model().genModel(), parts, length);
            case BinomialUplift ->
                (raw, from, into) -> {
                    into.value = from[0];
                    System.arraycopy(from, 1, into.probabilities, 0, 2);
                };
            default -> throw new IllegalArgumentException(form.category() + " is not compiled");
        };
    }

    private static Writer classes(GenModel model, Set<OutputPart> parts) {
        boolean calibrated = parts.contains(OutputPart.CALIBRATED_PROBABILITIES);
        return (raw, from, into) -> {
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
    private static Writer anomaly(Set<OutputPart> parts, int length) {
        boolean threshold = length == 3;
        boolean asked = parts.contains(OutputPart.SCORE);
        return (raw, from, into) -> {
            into.anomaly = threshold && from[0] == 1;
            into.value = from[length - 2];
            if (asked) {
                OutputPart.SCORE.set(into, from[length - 1]);
            }
        };
    }

    /** As the wrapper does it: the row with a cell for each level and one for missing, then genmodel's error. */
    private record ReconstructionError(DeeplearningMojoModel model, boolean asked, double[] original)
            implements Writer {
        ReconstructionError(DeeplearningMojoModel model, Set<OutputPart> parts, int length) {
            this(model, parts.contains(OutputPart.RECONSTRUCTION), new double[length]);
        }

        @Override
        public void write(double[] raw, double[] reconstructed, Prediction into) {
            Arrays.fill(original, 0);
            int at = 0;
            for (int c = 0; c < raw.length; c++) {
                String[] levels = model._domains[c];
                if (levels == null) {
                    original[at++] = raw[c];
                } else {
                    original[at + (Double.isNaN(raw[c]) ? levels.length : (int) raw[c])] = 1;
                    at += levels.length + 1;
                }
            }
            into.value = model.calculateReconstructionErrorPerRowData(original, reconstructed);
            if (asked) {
                System.arraycopy(reconstructed, 0, into.reconstruction, 0, reconstructed.length);
            }
        }
    }

    @Override
    public Prediction newPrediction() {
        Prediction prediction = new Prediction();
        if (category.hasProbabilities()) {
            prediction.probabilities = new double[predictions.length - 1];
        }
        if (parts.contains(OutputPart.CALIBRATED_PROBABILITIES)) {
            prediction.calibratedProbabilities = new double[predictions.length - 1];
        }
        if (clusters != null) {
            prediction.distances = new double[clusters.getNumClusters()];
        }
        if (parts.contains(OutputPart.RECONSTRUCTION)) {
            prediction.reconstruction = new double[predictions.length];
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
