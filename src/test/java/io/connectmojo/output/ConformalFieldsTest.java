package io.connectmojo.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.output.decision.Decisions;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code output.interval} at its bound, in both layouts and for every category. */
class ConformalFieldsTest {
    private static final PredictionShape NUMBER = SampleShapes.of(Category.Regression);

    @Test
    void outcomeAsFarOffAsTheBound_isInsideHoweverItRounds() {
        Random random = new Random(20261129);
        for (int round = 0; round < 200_000; round++) {
            Prediction p = new Prediction();
            p.value = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
            double outcome = Dice.near(p.value, random);
            double distance = Math.abs(outcome - p.value);
            Map<String, Object> said = said(NUMBER, false, distance, p);
            assertThat((Double) said.get("prediction_lower"))
                    .as("round %d", round)
                    .isLessThanOrEqualTo(outcome);
            assertThat((Double) said.get("prediction_upper"))
                    .as("round %d", round)
                    .isGreaterThanOrEqualTo(outcome);
        }
    }

    /** Outcomes such as counts and prices: short decimals, some far below the prediction. */
    private static final class Dice {
        static double near(double value, Random random) {
            double off = value + random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4);
            double unit = Math.pow(10, random.nextInt(6));
            return Math.rint(off * unit) / unit;
        }
    }

    @Test
    void interval_isAsWideAsTwiceTheBound() {
        Prediction p = new Prediction();
        p.value = 20;
        Map<String, Object> said = said(NUMBER, false, 1.5, p);
        assertThat((Double) said.get("prediction_lower")).isCloseTo(18.5, org.assertj.core.data.Offset.offset(1e-13));
        assertThat((Double) said.get("prediction_upper")).isCloseTo(21.5, org.assertj.core.data.Offset.offset(1e-13));
        assertThat(said.get("prediction")).isEqualTo(20.0);
        assertThat(said(NUMBER, true, 1.5, p).get("lower")).isEqualTo(said.get("prediction_lower"));
        assertThat(said(NUMBER, true, 1.5, p).get("upper")).isEqualTo(said.get("prediction_upper"));
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "1, Infinity", "NaN, Infinity", "Infinity, 1", "-1e308, 1.7e308"})
    void intervalWithoutEnds_isNull(double value, double bound) {
        Prediction p = new Prediction();
        p.value = value;
        Map<String, Object> said = said(NUMBER, false, bound, p);
        assertThat(said).containsEntry("prediction_lower", null);
        if (!(value < 0)) {
            assertThat(said).containsEntry("prediction_upper", null);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,   0.3, 0.2, 0.7,  a|b",
        "0.5,   0.3, 0.2, 0.8,  a|b|c-1",
        "0.5,   0.3, 0.2, 0.6,  a",
        "0.5,   0.3, 0.2, 0.4,  ''",
        "0.25,  0.5, 0.25, 0.5,  b",
        "0.25,  0.5, 0.25, 0.75, a|b|c-1",
        "0.5,   0.3, 0.2, 1,    a|b|c-1",
        "0.5,   0.3, 0.2, Infinity,",
        "NaN,   NaN, NaN, 1,"
    })
    void set_holdsTheLabelsNotFartherThanTheBound(double a, double b, double c, double bound, String labels) {
        PredictionShape shape = SampleShapes.of(Category.Multinomial);
        Prediction p = new Prediction();
        p.label = 0;
        p.probabilities = new double[] {a, b, c};
        assertThat(said(shape, false, bound, p)).containsEntry("prediction_set", labels);
        assertThat(said(shape, true, bound, p))
                .containsEntry(
                        "set", labels == null ? null : labels.isEmpty() ? List.of() : List.of(labels.split("\\|")));
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void category_hasIntervalsOrSetsOrIsRefused(Category category) {
        PredictionShape shape = SampleShapes.of(category);
        switch (category) {
            case Regression -> {
                List<OutputField> fields = layout(shape, false, OptionalDouble.of(1));
                assertThat(fields)
                        .extracting(OutputField::name)
                        .containsExactly("prediction", "prediction_lower", "prediction_upper");
                assertThat(fields).extracting(OutputField::schema).containsOnly(Schema.OPTIONAL_FLOAT64_SCHEMA);
            }
            case Binomial, Multinomial -> {
                assertThat(layout(shape, false, OptionalDouble.of(1)).get(1).schema())
                        .isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
                Schema array = layout(shape, true, OptionalDouble.of(1))
                        .get(0)
                        .schema()
                        .field("set")
                        .schema();
                assertThat(array).isEqualTo(PredictionValues.TEXTS);
            }
            default -> refuses(shape, OptionalDouble.of(1), category.name());
        }
    }

    @Test
    void modelWithoutCalibration_isRefused() {
        refuses(NUMBER, OptionalDouble.empty(), "no calibration");
    }

    @Test
    void labelWithTheSeparator_needsTheNestedLayout() {
        PredictionShape shape = SampleShapes.ofClasses("a", "b|c");
        refuses(shape, OptionalDouble.of(1), "'b|c'");
        Prediction p = new Prediction();
        p.label = 0;
        p.probabilities = new double[] {0.5, 0.5};
        assertThat(said(shape, true, 0.5, p)).containsEntry("set", List.of("a", "b|c"));
    }

    private static void refuses(PredictionShape shape, OptionalDouble bound, String why) {
        assertThatThrownBy(() -> layout(shape, false, bound))
                .isInstanceOfSatisfying(
                        MojoException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.INTERVAL))
                .hasMessageContaining("[output.interval]")
                .hasMessageContaining(why);
    }

    /** The outputs by name; those of the nested layout without their Struct. */
    private static Map<String, Object> said(PredictionShape shape, boolean nested, double bound, Prediction p) {
        Map<String, Object> said = new LinkedHashMap<>();
        for (OutputField field : layout(shape, nested, OptionalDouble.of(bound))) {
            Object value = field.value().apply(p);
            if (value instanceof Struct struct) {
                struct.schema().fields().forEach(member -> said.put(member.name(), struct.get(member)));
            } else {
                said.put(field.name(), value);
            }
        }
        return said;
    }

    private static List<OutputField> layout(PredictionShape shape, boolean nested, OptionalDouble bound) {
        OutputOptions options = new OutputOptions(
                "prediction",
                OutputType.AUTO,
                Set.of(),
                ContributionOptions.DEFAULT,
                nested ? OutputOptions.Layout.NESTED : OutputOptions.Layout.FLAT,
                OutputOptions.Existing.FAIL,
                new Decisions(null, null, 0.9));
        return OutputLayout.of(shape, options, "m@0123456789ab", new ProfileFacts(true, bound))
                .fields();
    }
}
