package io.connectmojo.score.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hex.genmodel.MojoModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.gam.GamMojoModelBase;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.model.Model;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All rows of all models, all that they can say, bit for bit as H2O's own wrapper says it. */
class ReferenceScorerTest {
    /** Genmodel takes the square of the trees for staged predictions: of big forests a few rows have to do. */
    private static final int BIG_FOREST = 200;

    static Stream<ModelCase> cases() {
        return ModelCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReferenceSaysWhatThePlainWrapperSays(ModelCase models) throws Exception {
        Model model;
        try {
            model = models.load();
        } catch (MojoException refused) {
            requireGoodReason(models, refused);
            return;
        }
        PredictionShape shape = Scorers.shapeOf(model);
        Set<OutputPart> parts = ModelCase.partsOfGenmodel(model, shape);
        Scorer scorer = Scorers.reference(model, parts);
        Prediction prediction = scorer.newPrediction();
        CsvFile input = KnownDifferences.readable(models, model);
        boolean staged = parts.contains(OutputPart.STAGED_PREDICTIONS);
        int stagedRows = prediction.staged.length > BIG_FOREST ? 3 : Integer.MAX_VALUE;
        PlainWrapper wrapper = new PlainWrapper(models, parts, staged);
        PlainWrapper unstaged = new PlainWrapper(models, parts, false);
        for (int i = 0; i < input.rows().size(); i++) {
            Map<String, Object> expected;
            Row row = ModelCase.row(model, input, i);
            if (Double.isNaN(row.offset)) {
                continue; // records without an offset never reach a scorer
            }
            try {
                expected = (i < stagedRows ? wrapper : unstaged).answer(input, i);
            } catch (Exception e) {
                assertThat(KnownDifferences.mayThrow(model, KnownDifferences.RowKind.of(model, input, i, row)))
                        .as("%s, row %s may throw %s", models, i, e)
                        .isTrue();
                assertThatThrownBy(() -> scorer.score(row, prediction))
                        .as("%s, row %s: the wrapper throws", models, i)
                        .isInstanceOf(MojoException.class)
                        .hasMessageContaining(e.getClass().getSimpleName())
                        .satisfies(ours ->
                                assertThat(((MojoException) ours).code()).isEqualTo(RecordError.SCORING));
                continue;
            }
            scorer.score(row, prediction);
            Map<String, Object> actual = tell(shape, prediction, parts);
            if (i >= stagedRows) {
                actual.remove("staged");
            }
            assertThat(bits(actual)).as("%s, row %s", models, i).isEqualTo(bits(expected));
        }
    }

    /** A model that is refused must be one that H2O's library scores wrongly, or not at all. */
    private static void requireGoodReason(ModelCase models, MojoException refused) throws Exception {
        MojoModel plain = models.loadPlainly();
        boolean offsetIgnored = plain instanceof DeeplearningMojoModel
                && models.folder().about().hasNonNull("offset_column");
        boolean splinesMixedUp = plain instanceof GamMojoModelBase;
        if (offsetIgnored || splinesMixedUp) {
            assertThat(refused.code()).as("answers wrongly").isEqualTo(ModelError.UNSUPPORTED);
            return;
        }
        assertThat(refused.code()).as("%s", refused.getMessage()).isEqualTo(ModelError.PROBE);
        PlainWrapper wrapper = new PlainWrapper(models, Set.of(), false);
        CsvFile input = models.input();
        for (int i = 0; i < input.rows().size(); i++) {
            int row = i;
            assertThatThrownBy(() -> wrapper.answer(input, row)).isInstanceOf(RuntimeException.class);
        }
    }

    private static Map<String, Object> tell(PredictionShape shape, Prediction p, Set<OutputPart> parts) {
        Map<String, Object> said = new LinkedHashMap<>();
        switch (shape.category()) {
            case Regression, AutoEncoder, CoxPH, BinomialUplift, AnomalyDetection, KLime -> said.put("value", p.value);
            case Clustering -> said.put("cluster", p.cluster);
            case DimReduction, WordEmbedding, TargetEncoder -> said.put("dimensions", p.dimensions);
            case Binomial, Multinomial, Ordinal ->
                said.put("label", shape.classes().get(p.label));
        }
        if (shape.category() == Category.KLime) {
            said.put("cluster", p.cluster);
            said.put("reasons", Arrays.copyOf(p.contributions, p.contributions.length - 1));
        } else if (parts.contains(OutputPart.CONTRIBUTIONS)) {
            said.put("contributions", p.contributions);
        }
        if (shape.anomalyThreshold()) {
            said.put("anomaly", p.anomaly);
        }
        EnumSet.copyOf(withOne(parts)).forEach(part -> {
            switch (part) {
                case PROBABILITIES -> said.put("probabilities", p.probabilities);
                case CALIBRATED_PROBABILITIES -> said.put("calibrated", p.calibratedProbabilities);
                case LEAF_NODES -> said.put("leaves", p.leafPaths);
                case STAGED_PREDICTIONS -> said.put("staged", p.staged);
                case DISTANCES -> said.put("distances", p.distances);
                case RECONSTRUCTION -> said.put("reconstruction", p.reconstruction);
                case SCORE -> said.put("score", OutputPart.SCORE.of(p));
                default -> {}
            }
        });
        return said;
    }

    /** An enum set cannot be made of nothing; contributions are ignored above. */
    private static Set<OutputPart> withOne(Set<OutputPart> parts) {
        return parts.isEmpty() ? Set.of(OutputPart.CONTRIBUTIONS) : parts;
    }

    /** Numbers as their bits, so that not even a zero's sign may differ; floats and ints by the double of their value. */
    private static Map<String, List<Object>> bits(Map<String, Object> said) {
        Map<String, List<Object>> bits = new java.util.TreeMap<>();
        said.forEach((name, value) -> bits.put(
                name,
                value instanceof double[] d
                        ? Arrays.stream(d)
                                .<Object>mapToObj(ReferenceScorerTest::bits)
                                .toList()
                        : value instanceof float[] f
                                ? bitsOf(f)
                                : value instanceof String[] s
                                        ? Arrays.<Object>asList((Object[]) s)
                                        : List.of(value instanceof Number n ? bits(n.doubleValue()) : value)));
        return bits;
    }

    private static List<Object> bitsOf(float[] floats) {
        Object[] bits = new Object[floats.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = bits(floats[i]);
        }
        return Arrays.asList(bits);
    }

    private static Object bits(double value) {
        return Double.isNaN(value) ? "NaN" : Long.toHexString(Double.doubleToRawLongBits(value)) + "=" + value;
    }
}
