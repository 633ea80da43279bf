package io.connectmojo.score.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import hex.genmodel.easy.prediction.AnomalyDetectionPrediction;
import hex.genmodel.easy.prediction.AutoEncoderModelPrediction;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import hex.genmodel.easy.prediction.ClusteringModelPrediction;
import hex.genmodel.easy.prediction.MultinomialModelPrediction;
import hex.genmodel.easy.prediction.OrdinalModelPrediction;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.compiled.tree.ModelZips;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The oracle is EasyPredictModelWrapper with a plain RowData. */
class CompiledScorerTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);

    private record Case(String name, CompiledForm form, Set<OutputPart> parts) {}

    private static Stream<Case> compiledModels() {
        return ModelZips.all().stream().flatMap(CompiledScorerTest::compiled);
    }

    private static Stream<Case> compiled(Path zip) {
        try {
            CompiledForm form = CompiledForm.of(ModelLoader.load(zip));
            GenModel model = form.model().genModel();
            Set<OutputPart> parts = EnumSet.noneOf(OutputPart.class);
            switch (form.category()) {
                case Binomial -> {
                    parts.add(OutputPart.PROBABILITIES);
                    if (model.calibrateClassProbabilities(new double[] {0, 0.5, 0.5})) {
                        parts.add(OutputPart.CALIBRATED_PROBABILITIES);
                    }
                }
                case Multinomial, Ordinal, BinomialUplift -> parts.add(OutputPart.PROBABILITIES);
                case Clustering -> parts.add(OutputPart.DISTANCES);
                case AutoEncoder -> parts.add(OutputPart.RECONSTRUCTION);
                case AnomalyDetection -> parts.add(OutputPart.SCORE);
                default -> {}
            }
            return Stream.of(new Case(ModelZips.name(zip), form, parts));
        } catch (NotCompiled | MojoException e) {
            return Stream.empty();
        }
    }

    @TestFactory
    Stream<DynamicTest> thePredictionIsThatOfTheWrapper() {
        return compiledModels().map(c -> DynamicTest.dynamicTest(c.name, () -> agrees(c)));
    }

    private static void agrees(Case c) throws Exception {
        Model model = c.form.model();
        EasyPredictModelWrapper wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(model.genModel())
                .setUseExtendedOutput(true)
                .setConvertUnknownCategoricalLevelsToNa(true));
        CompiledScorer scorer = new CompiledScorer(c.form, c.parts);
        Prediction actual = scorer.newPrediction();
        Prediction expected = scorer.newPrediction();
        long seed = c.name.hashCode();
        Random random = new Random(seed);
        Row row = new Row(model.columns().size());
        double[] values = row.values.clone();
        long until = System.nanoTime() + SCALE * 300_000_000L;
        for (int i = 0; i < 2000 * SCALE && System.nanoTime() < until; i++) {
            fill(model, random, row);
            System.arraycopy(row.values, 0, values, 0, values.length);
            boolean refused = false;
            try {
                expect(wrapper, data(model, row), row.offset, expected);
            } catch (PredictException | RuntimeException e) {
                refused = true;
            }
            try {
                scorer.score(row, actual);
                assertThat(refused).as("seed %d, row %d", seed, i).isFalse();
                assertThat(SelfCheck.same(expected, actual, c.parts))
                        .as("seed %d, row %d: %s", seed, i, Arrays.toString(values))
                        .isTrue();
            } catch (MojoException e) {
                assertThat(refused)
                        .as("seed %d, row %d: %s", seed, i, e.getMessage())
                        .isTrue();
            }
        }
    }

    private static void fill(Model model, Random random, Row row) {
        row.clear();
        double missing = random.nextInt(3) * 0.1;
        for (int c = 0; c < row.values.length; c++) {
            ModelColumn column = model.columns().get(c);
            if (random.nextDouble() >= missing) {
                row.values[c] = column.kind() == ModelColumn.Kind.CATEGORICAL
                        ? random.nextInt(column.levels().size())
                        : random.nextGaussian() * Math.pow(10, random.nextInt(5) - 1);
            }
        }
        boolean offset = model.offsetColumn().isPresent() && !(model.genModel() instanceof DeeplearningMojoModel);
        row.offset = offset ? random.nextGaussian() : 0;
    }

    private static RowData data(Model model, Row row) {
        RowData data = new RowData();
        for (int c = 0; c < row.values.length; c++) {
            ModelColumn column = model.columns().get(c);
            double value = row.values[c];
            boolean level = column.kind() == ModelColumn.Kind.CATEGORICAL && !Double.isNaN(value);
            data.put(column.name(), level ? column.levels().get((int) value) : (Object) value);
        }
        return data;
    }

    private static void expect(EasyPredictModelWrapper wrapper, RowData data, double offset, Prediction into)
            throws PredictException {
        switch (wrapper.getModelCategory()) {
            case Regression -> into.value = wrapper.predictRegression(data, offset).value;
            case CoxPH -> into.value = wrapper.predictCoxPH(data, offset).value;
            case Binomial -> {
                BinomialModelPrediction p = wrapper.predictBinomial(data, offset);
                into.label = p.labelIndex;
                into.probabilities = p.classProbabilities;
                if (p.calibratedClassProbabilities != null) {
                    into.calibratedProbabilities = p.calibratedClassProbabilities;
                }
            }
            case Multinomial -> {
                MultinomialModelPrediction p = wrapper.predictMultinomial(data, offset);
                into.label = p.labelIndex;
                into.probabilities = p.classProbabilities;
            }
            case Ordinal -> {
                OrdinalModelPrediction p = wrapper.predictOrdinal(data, offset);
                into.label = p.labelIndex;
                into.probabilities = p.classProbabilities;
            }
            case Clustering -> {
                assertThat(wrapper.m).isInstanceOf(IClusteringModel.class);
                ClusteringModelPrediction p = wrapper.predictClustering(data);
                into.cluster = p.cluster;
                into.distances = p.distances;
            }
            case AnomalyDetection -> {
                AnomalyDetectionPrediction p = wrapper.predictAnomalyDetection(data);
                into.value = p.normalizedScore;
                OutputPart.SCORE.set(into, p.score);
                into.anomaly = Boolean.TRUE.equals(p.isAnomaly);
            }
            case AutoEncoder -> {
                AutoEncoderModelPrediction p = wrapper.predictAutoEncoder(data);
                into.value = p.mse;
                into.reconstruction = p.reconstructed;
            }
            case DimReduction -> into.dimensions = wrapper.predictDimReduction(data).dimensions;
            case BinomialUplift -> {
                double[] p = wrapper.predictUpliftBinomial(data).predictions;
                into.value = p[0];
                into.probabilities = new double[] {p[1], p[2]};
            }
            default -> throw new AssertionError(wrapper.getModelCategory());
        }
    }

    @TestFactory
    Stream<DynamicTest> treesOfUpToTwoClassesLeaveNoGarbage() {
        return compiledModels()
                .filter(c ->
                        c.form.computation() instanceof Computation.Trees && c.form.category() != Category.Multinomial)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    CompiledScorer scorer = new CompiledScorer(c.form, c.parts);
                    Prediction prediction = scorer.newPrediction();
                    Row row = new Row(c.form.model().columns().size());
                    fill(c.form.model(), new Random(1), row);
                    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                    long least = Long.MAX_VALUE;
                    for (int run = 0; run < 5; run++) {
                        long before = threads.getCurrentThreadAllocatedBytes();
                        for (int i = 0; i < 1000; i++) {
                            scorer.score(row, prediction);
                        }
                        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                    }
                    assertThat(least).as("bytes of 1000 records").isZero();
                }));
    }
}
