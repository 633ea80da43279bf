package io.connectmojo.output;

import static io.connectmojo.output.SampleShapes.including;
import static io.connectmojo.output.SampleShapes.ofClasses;
import static io.connectmojo.output.SampleShapes.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.output.decision.Decisions;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputLayoutTest {
    private static final int ROUNDS = 200 * Integer.getInteger("mojo.tests.scale", 1);

    @Test
    void anIncludeThatTheModelCannotGiveIsRefusedWithWhatItCan() {
        PredictionShape shape = SampleShapes.of(Category.Clustering);
        refuses(
                        ConfigError.INCLUDE_UNAVAILABLE,
                        () -> layout(shape, including(false, OutputPart.PROBABILITIES, OutputPart.SCORE)))
                .hasMessageContaining("cannot give probabilities, score")
                .hasMessageContaining("use any of distances, previous, quality, error, model");
    }

    @Test
    void twoClassesThatBecomeOneFieldAreRefusedInTheFlatLayoutOnly() {
        PredictionShape shape = ofClasses("a b", "a-b", "c");
        refuses(ConfigError.OUTPUT_NAMES_COLLIDE, () -> layout(shape, including(false, OutputPart.PROBABILITIES)))
                .hasMessageContaining("'prediction_p_a_b'")
                .hasMessageContaining("output.layout=nested");
        Prediction p = new Prediction();
        p.label = 1;
        p.probabilities = new double[] {0.1, 0.7, 0.2};
        OutputField field = layout(shape, including(true, OutputPart.PROBABILITIES))
                .fields()
                .get(0);
        assertThat(((Struct) field.value().apply(p)).getMap("probabilities"))
                .isEqualTo(Map.of("a b", 0.1, "a-b", 0.7, "c", 0.2));
    }

    @Test
    void aColumnCalledBiasCannotBeToldFromTheBias() {
        PredictionShape shape = SampleShapes.ofContributions("bias", "age");
        refuses(ConfigError.OUTPUT_NAMES_COLLIDE, () -> layout(shape, including(false, OutputPart.CONTRIBUTIONS)));
        refuses(ConfigError.OUTPUT_NAMES_COLLIDE, () -> layout(shape, including(true, OutputPart.CONTRIBUTIONS)));
    }

    private static OutputOptions contributions(boolean nested, int top, String ofClass, double least) {
        ContributionOptions options = new ContributionOptions(top, ofClass, least);
        return options(OutputType.AUTO, Set.of(OutputPart.CONTRIBUTIONS), options, nested, null);
    }

    private static Prediction explained() {
        Prediction p = new Prediction();
        p.contributions = new double[] {0.5, -2, Double.NaN, 1, 100};
        p.reasons = new int[] {1, 3};
        p.rest = 0.5;
        return p;
    }

    @Test
    void theLargestContributions_areFollowedByTheRestWithTheBias() {
        PredictionShape shape = SampleShapes.ofContributions("a", "b", "c", "d");
        OutputLayout top = layout(shape, contributions(false, 2, "predicted", Double.NaN));
        assertThat(said(top, explained()))
                .containsEntry("prediction_reason_1", "b")
                .containsEntry("prediction_reason_1_value", -2.0)
                .containsEntry("prediction_reason_2", "d")
                .containsEntry("prediction_reason_2_value", 1.0)
                .containsEntry("prediction_reason_rest", 0.5)
                .containsEntry("prediction_contribution_bias", 100.0)
                .hasSize(7);
        assertThat(layout(shape, contributions(false, 9, "predicted", Double.NaN))
                        .fields())
                .as("no more than there are")
                .hasSize(1 + 2 * 4 + 2);
        Struct nested = (Struct) layout(shape, contributions(true, 2, "predicted", Double.NaN))
                .fields()
                .get(0)
                .value()
                .apply(explained());
        assertThat(nested.getMap("contributions")).isEqualTo(Map.of("b", -2.0, "d", 1.0));
        assertThat(nested.getFloat64("reason_rest")).isEqualTo(0.5);
        assertThat(nested.getFloat64("contribution_bias")).isEqualTo(100);
    }

    @Test
    void contributionsOfAllClasses_areNamedByClass() {
        PredictionShape shape = SampleShapes.of(Category.Multinomial);
        Prediction p = new Prediction();
        p.label = 0;
        p.probabilities = new double[] {1, 0, 0};
        p.contributions = new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(said(layout(shape, contributions(false, 0, "all", Double.NaN)), p))
                .containsEntry("prediction_contribution_a_age", 1.0)
                .containsEntry("prediction_contribution_a_bias", 3.0)
                .containsEntry("prediction_contribution_b_fare_class", 5.0)
                .containsEntry("prediction_contribution_c_1_bias", 9.0)
                .hasSize(10);
        Struct nested = (Struct) layout(shape, contributions(true, 0, "all", Double.NaN))
                .fields()
                .get(0)
                .value()
                .apply(p);
        assertThat(nested.getMap("contributions"))
                .containsEntry("c-1", Map.of("age", 7.0, "fare class", 8.0, "bias", 9.0))
                .hasSize(3);
    }

    @Test
    void aRecordBelowTheLeastScore_hasNoContributions() {
        PredictionShape shape = SampleShapes.ofContributions("a", "b", "c", "d");
        Prediction p = explained();
        p.value = 1;
        p.explained = false;
        for (int top : new int[] {0, 2}) {
            Map<String, Object> flat = said(layout(shape, contributions(false, top, "predicted", 2)), p);
            assertThat(flat.remove("prediction")).isEqualTo(1.0);
            assertThat(flat.values()).hasSizeGreaterThan(4).containsOnlyNulls();
            Struct nested = (Struct) layout(shape, contributions(true, top, "predicted", 2))
                    .fields()
                    .get(0)
                    .value()
                    .apply(p);
            assertThat(nested.getMap("contributions")).isNull();
        }
    }

    @Test
    void aClassThatNoModelHas_isRefusedWithTheClassesThatItHas() {
        PredictionShape shape = SampleShapes.of(Category.Multinomial);
        assertThatThrownBy(() -> layout(shape, contributions(false, 0, "d", Double.NaN)))
                .hasMessageStartingWith("MOJO-C004")
                .hasMessageContaining("[output.contributions.class] - the model has no class 'd'")
                .hasMessageContaining("use predicted, all, or one of a, b, c-1");
        refuses(ConfigError.BAD_VALUE, () -> layout(shape, contributions(false, 0, "predicted", 0.5)));
        PredictionShape binomial = SampleShapes.of(Category.Binomial);
        refuses(ConfigError.BAD_VALUE, () -> layout(binomial, contributions(false, 0, "yes", Double.NaN)));
    }

    @Test
    void aThresholdMakesTheSecondClassOfABinomialModel() {
        PredictionShape shape = ofClasses("no", "yes");
        Prediction p = new Prediction();
        p.label = 1; // by the model's own
        p.probabilities = new double[] {0.5, 0.5};
        assertThat(said(layout(shape, options(OutputType.AUTO, Set.of(), 0, false, null)), p))
                .isEqualTo(Map.of("prediction", "yes"));
        assertThat(said(layout(shape, options(OutputType.AUTO, Set.of(), 0, false, Math.nextUp(0.5))), p))
                .isEqualTo(Map.of("prediction", "no"));
        assertThat(said(layout(shape, options(OutputType.AUTO, Set.of(), 0, false, 0.5)), p))
                .isEqualTo(Map.of("prediction", "yes"));
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void aThresholdElsewhereAddsAVerdictOrIsRefused(Category category) {
        OutputOptions options = options(OutputType.AUTO, Set.of(), 0, false, 2.5);
        switch (category) {
            case Binomial ->
                assertThat(layout(SampleShapes.of(category), options).fields()).hasSize(1);
            case Regression, AutoEncoder, AnomalyDetection, CoxPH, BinomialUplift -> {
                OutputLayout layout = layout(SampleShapes.of(category), options);
                Prediction p = new Prediction();
                p.value = 2.5;
                assertThat(said(layout, p)).containsEntry("prediction_exceeded", true);
                p.value = Math.nextDown(2.5);
                assertThat(said(layout, p)).containsEntry("prediction_exceeded", false);
                p.value = Double.NaN;
                assertThat(said(layout, p)).containsEntry("prediction_exceeded", null);
            }
            default -> refuses(ConfigError.THRESHOLD, () -> layout(SampleShapes.of(category), options));
        }
    }

    @Test
    void nestedStruct_hasANameSafeForAvro() {
        OutputOptions odd = new OutputOptions(
                "2 größe.x",
                OutputType.AUTO,
                Set.of(),
                ContributionOptions.DEFAULT,
                OutputOptions.Layout.NESTED,
                OutputOptions.Existing.FAIL,
                Decisions.NONE);
        Schema schema =
                layout(SampleShapes.of(Category.CoxPH), odd).fields().get(0).schema();
        assertThat(schema.name()).isEqualTo("io.connectmojo.CoxPH._2_gr__e_x");
        assertThat(schema.isOptional()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void everyPrediction_fitsTheSchemaOrTheMap(Category category) {
        PredictionShape shape = SampleShapes.of(category);
        Random random = new Random(20261121L + category.ordinal());
        for (boolean nested : new boolean[] {false, true}) {
            for (int top : new int[] {0, 1}) {
                OutputLayout layout = layout(shape, options(OutputType.AUTO, shape.available(), top, nested, null));
                for (int round = 0; round < ROUNDS; round++) {
                    Prediction p = SampleShapes.prediction(shape, random);
                    for (OutputField field : layout.fields()) {
                        Object value = field.value().apply(p);
                        ConnectSchema.validateValue(field.schema(), value);
                        assertThat(field.schema().isOptional()).as(field.name()).isTrue();
                        assertThat(field.plainValue().apply(p))
                                .as("seed %s, round %s, %s", 20261121L + category.ordinal(), round, field.name())
                                .isEqualTo(value instanceof Struct struct ? asMap(struct) : value);
                    }
                }
            }
        }
    }

    @Test
    void layouts_differByNameOrTypeButNotByLabelOrStamp() {
        OutputLayout layout = layout(ofClasses("a", "b"), including(false));
        assertThat(layout(ofClasses("x", "y", "z"), including(false)).differencesFrom(layout))
                .isEmpty();
        assertThat(layout(ofClasses("a", "c"), including(false, OutputPart.PROBABILITIES))
                        .differencesFrom(layout(ofClasses("a", "b"), including(false, OutputPart.PROBABILITIES))))
                .containsExactlyInAnyOrder("'prediction_p_c' is new", "'prediction_p_b' is missing");
        assertThat(layout(SampleShapes.of(Category.Regression), including(false))
                        .differencesFrom(layout))
                .containsExactly("'prediction' has another type");
    }

    private static Map<String, Object> asMap(Struct struct) {
        Map<String, Object> map = new TreeMap<>();
        struct.schema().fields().forEach(field -> map.put(field.name(), struct.get(field)));
        return map;
    }

    private static Map<String, Object> said(OutputLayout layout, Prediction prediction) {
        Map<String, Object> said = new TreeMap<>();
        layout.fields().forEach(field -> said.put(field.name(), field.value().apply(prediction)));
        return said;
    }

    private static OutputLayout layout(PredictionShape shape, OutputOptions options) {
        return OutputLayout.of(shape, options, "m@0123456789ab");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refuses(
            ConfigError code, ThrowingCallable making) {
        return assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        MojoException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
