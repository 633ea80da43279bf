package io.connectmojo.score.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hex.genmodel.PredictContributionsFactory;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ExplainingScorerTest {
    private static final Set<OutputPart> CONTRIBUTIONS = Set.of(OutputPart.CONTRIBUTIONS);

    private static Model model(String name) {
        return ModelLoader.load(ModelFolder.of(name).model());
    }

    private static Scorer scorer(Model model, int top, String ofClass, double least) {
        return Scorers.best(model, CONTRIBUTIONS, new ContributionOptions(top, ofClass, least), false)
                .scorer();
    }

    private static void fill(Model model, Random random, Row row) {
        row.clear();
        for (int c = 0; c < row.values.length; c++) {
            ModelColumn column = model.columns().get(c);
            if (random.nextInt(10) > 0) {
                row.values[c] = column.kind() == ModelColumn.Kind.CATEGORICAL
                        ? random.nextInt(column.levels().size())
                        : random.nextGaussian() * 50 + 30;
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> ofAMultinomialModel_theClassAskedForIsExplained() {
        return Stream.of("iris", "trained/gbm_multinomial", "trained/drf_multinomial", "trained/xgb_gbtree_multinomial")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model model = model(name);
                    List<String> classes = Scorers.shapeOf(model).classes();
                    Scorer all = scorer(model, 0, ContributionOptions.ALL, Double.NaN);
                    Scorer predicted = scorer(model, 0, ContributionOptions.PREDICTED, Double.NaN);
                    int width = Scorers.shapeOf(model).contributions().size() + 1;
                    Prediction every = all.newPrediction();
                    Prediction one = predicted.newPrediction();
                    assertThat(every.contributions).hasSize(width * classes.size());
                    Random random = new Random(2);
                    Row row = new Row(model.columns().size());
                    for (int i = 0; i < 50; i++) {
                        fill(model, random, row);
                        double[] values = row.values.clone();
                        all.score(row, every);
                        System.arraycopy(values, 0, row.values, 0, values.length);
                        predicted.score(row, one);
                        assertThat(one.contributions).containsExactly(part(every.contributions, one.label, width));
                        for (int c = 0; c < classes.size(); c++) {
                            Scorer fixed = scorer(model, 0, classes.get(c), Double.NaN);
                            Prediction ofClass = fixed.newPrediction();
                            System.arraycopy(values, 0, row.values, 0, values.length);
                            fixed.score(row, ofClass);
                            assertThat(ofClass.contributions).containsExactly(part(every.contributions, c, width));
                        }
                    }
                }));
    }

    private static double[] part(double[] all, int ofClass, int width) {
        return Arrays.copyOfRange(all, ofClass * width, (ofClass + 1) * width);
    }

    @Test
    void reasons_areTheLargestInMagnitude() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            double[] values = random.doubles(1 + random.nextInt(12), -1, 1).toArray();
            for (int k = 0; k < values.length; k++) {
                values[k] = Math.rint(values[k] * 5) / 5; // some are alike
            }
            int count = values.length;
            int[] actual = new int[1 + random.nextInt(count)];
            double rest = ExplainingScorer.rank(values, count, actual);
            Integer[] sorted = IntStream.range(0, count).boxed().toArray(Integer[]::new);
            Arrays.sort(sorted, Comparator.comparingDouble(k -> -Math.abs(values[k])));
            for (int k = 0; k < actual.length; k++) {
                assertThat(actual[k]).as(Arrays.toString(values)).isEqualTo(sorted[k]);
            }
            double others = 0;
            for (int k = actual.length; k < count; k++) {
                others += values[sorted[k]];
            }
            assertThat(rest).isCloseTo(others, org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    @Test
    void whatIsNoNumber_isTheLastReason() {
        int[] reasons = new int[3];
        ExplainingScorer.rank(new double[] {Double.NaN, 0, -2, 1}, 4, reasons);
        assertThat(reasons).containsExactly(2, 3, 1);
    }

    @TestFactory
    Stream<DynamicTest> belowTheLeastScore_aRecordHasNone() {
        return Stream.of("airline-delays", "house-prices")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model model = model(name);
                    boolean binomial = Scorers.shapeOf(model).category() == Category.Binomial;
                    double least = binomial ? 0.4 : 250_000;
                    Scorer scorer = scorer(model, 2, ContributionOptions.PREDICTED, least);
                    Prediction prediction = scorer.newPrediction();
                    Random random = new Random(2);
                    Row row = new Row(model.columns().size());
                    int explained = 0;
                    int rows = 300;
                    for (int i = 0; i < rows; i++) {
                        fill(model, random, row);
                        scorer.score(row, prediction);
                        double score = binomial ? prediction.probabilities[1] : prediction.value;
                        assertThat(prediction.explained).isEqualTo(score >= least);
                        explained += prediction.explained ? 1 : 0;
                    }
                    assertThat(explained).isBetween(1, rows - 1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> theReferenceEngine_givesTheFloatsOfGenmodel() {
        return Stream.of("airline-delays", "house-prices", "trained/drf_binomial", "trained/xgb_gbtree_regression")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model model = model(name);
                    Scorer scorer = Scorers.best(model, CONTRIBUTIONS, true).scorer();
                    assertThat(scorer.engine()).isEqualTo("reference");
                    var genmodel = ((PredictContributionsFactory) model.genModel()).makeContributionsPredictor();
                    Prediction prediction = scorer.newPrediction();
                    Random random = new Random(3);
                    Row row = new Row(model.columns().size());
                    for (int i = 0; i < 50; i++) {
                        fill(model, random, row);
                        float[] expected = genmodel.calculateContributions(row.values.clone());
                        scorer.score(row, prediction);
                        for (int c = 0; c < expected.length; c++) {
                            assertThat(prediction.contributions[c]).isEqualTo(expected[c]);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> explaining_leavesNoGarbage() {
        return Stream.of("airline-delays", "house-prices", "trained/drf_regression", "trained/xgb_gbtree_binomial")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model model = model(name);
                    assertThat(Scorers.best(model, CONTRIBUTIONS, false).why()).contains("exact contributions");
                    Scorer scorer = scorer(model, 3, ContributionOptions.PREDICTED, Double.NaN);
                    Prediction prediction = scorer.newPrediction();
                    Row row = new Row(model.columns().size());
                    fill(model, new Random(1), row);
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

    @Test
    void withoutNodeWeights_contributionsAreRefusedWithWhatThereIs(@TempDir Path folder) throws IOException {
        EditedMojo mojo = EditedMojo.of(
                Files.readAllBytes(ModelFolder.of("trained/gbm_multinomial").model()));
        String weights = mojo.entries().keySet().stream()
                .filter(name -> name.endsWith("_aux.bin"))
                .findFirst()
                .orElseThrow();
        byte[] ofNoTree = mojo.entries().get(weights).clone();
        Arrays.fill(ofNoTree, (byte) 7);
        Path zip = folder.resolve("model.zip");
        Files.write(zip, mojo.put(weights, ofNoTree).zip());
        Model model = ModelLoader.load(zip);
        assertThatThrownBy(() -> Scorers.best(model, CONTRIBUTIONS, false))
                .isInstanceOf(MojoException.class)
                .hasMessageStartingWith("MOJO-C008 The model cannot give contributions")
                .hasMessageContaining("node weights")
                .hasMessageContaining("use any of probabilities");
    }

    @Test
    void aBinomialForestWithoutMetadata_hasNoContributions(@TempDir Path folder) throws IOException {
        EditedMojo mojo = EditedMojo.of(
                Files.readAllBytes(ModelFolder.of("trained/drf_binomial").model()));
        Path zip = folder.resolve("model.zip");
        Files.write(zip, mojo.lean().zip());
        PredictionShape shape = Scorers.shapeOf(ModelLoader.load(zip));
        assertThat(shape.available()).doesNotContain(OutputPart.CONTRIBUTIONS).contains(OutputPart.PROBABILITIES);
        assertThat(shape.contributions()).isEmpty();
        assertThat(shape.unexplained()).contains("variable importances");
    }
}
