package io.connectmojo.output;

import static io.connectmojo.output.SampleShapes.ofClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionValueTest {
    private static final int ROUNDS = 2_000 * Integer.getInteger("mojo.tests.scale", 1);

    @Test
    void numbersBecomeIntegersByRoundingHalfEvenAsBigDecimalDoes() {
        long seed = 4L;
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double value = (random.nextInt(4001) - 2000) / (random.nextBoolean() ? 2.0 : 7.0);
            int expected =
                    new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
            assertThat(number(OutputType.INT32, value))
                    .as("seed %s, %s", seed, value)
                    .isEqualTo(expected);
            assertThat(number(OutputType.INT64, value)).isEqualTo((long) expected);
        }
    }

    @Test
    void limitsOfAType_fitUnlikeTheNextNumber() {
        assertThat(number(OutputType.INT32, 2147483647.5 - 0.25)).isEqualTo(Integer.MAX_VALUE);
        assertThat(number(OutputType.INT32, -2147483648.5)).isEqualTo(Integer.MIN_VALUE);
        doesNotFit(OutputType.INT32, 2147483647.5);
        doesNotFit(OutputType.INT32, -2147483649.0);
        assertThat(number(OutputType.INT64, Math.nextDown(0x1p63))).isEqualTo(9223372036854774784L);
        assertThat(number(OutputType.INT64, -0x1p63)).isEqualTo(Long.MIN_VALUE);
        doesNotFit(OutputType.INT64, 0x1p63);
        doesNotFit(OutputType.INT64, Double.NEGATIVE_INFINITY);
        assertThat(number(OutputType.FLOAT32, Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
        doesNotFit(OutputType.FLOAT32, 1e39);
        assertThat(number(OutputType.FLOAT32, Double.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void aNumberAsTextIsTheShortestDecimalOfJava() {
        assertThat(number(OutputType.STRING, 0.1)).isEqualTo("0.1");
        assertThat(number(OutputType.STRING, 290591.7)).isEqualTo("290591.7");
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void whatTheModelCannotTellIsNullInEveryType(OutputType type) {
        if (type != OutputType.BOOLEAN) {
            assertThat(number(type, Double.NaN)).isNull();
        }
        Prediction p = new Prediction();
        p.label = 1;
        p.probabilities = new double[] {Double.NaN, Double.NaN};
        assertThat(field(ofClasses("1", "0"), type).value().apply(p)).isNull();
    }

    @Test
    void aClusterIsAWholeNumberInEveryType() {
        Prediction p = new Prediction();
        p.cluster = 2;
        PredictionShape shape = SampleShapes.of(Category.Clustering);
        assertThat(field(shape, OutputType.AUTO).value().apply(p)).isEqualTo(2);
        assertThat(field(shape, OutputType.INT64).value().apply(p)).isEqualTo(2L);
        assertThat(field(shape, OutputType.FLOAT64).value().apply(p)).isEqualTo(2.0);
        assertThat(field(shape, OutputType.STRING).value().apply(p)).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"true,false", "no,YES", "Y,n", "t,F", "0,1", "on,off"})
    void theUsualPairsAreBooleans(String first, String second) {
        for (int label = 0; label < 2; label++) {
            String text = label == 0 ? first : second;
            boolean yes = Set.of("true", "yes", "y", "t", "1", "on").contains(text.toLowerCase(java.util.Locale.ROOT));
            assertThat(label(OutputType.BOOLEAN, label, first, second)).as(text).isEqualTo(yes);
        }
    }

    @Test
    void labelsAreParsedAsExactDecimals() {
        assertThat(label(OutputType.INT32, 1, "-1", "1.0")).isEqualTo(1);
        assertThat(label(OutputType.INT64, 1, "1", "9007199254740993")).isEqualTo(9007199254740993L);
        assertThat(label(OutputType.FLOAT64, 0, "2.5e-3", "1")).isEqualTo(0.0025);
        assertThat(label(OutputType.FLOAT32, 0, "0.1", "1")).isEqualTo(0.1f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1d", "0x1p3", "NaN", "Infinity", "1_000", "\u0661", "yes", "."})
    void aClassThatIsNoPlainDecimalIsRefusedAtStart(String label) {
        for (OutputType type :
                new OutputType[] {OutputType.INT32, OutputType.INT64, OutputType.FLOAT32, OutputType.FLOAT64}) {
            cannotBe(type, "1", label);
        }
    }

    @Test
    void aClassThatTheTypeCannotHoldIsRefusedAtStart() {
        cannotBe(OutputType.INT32, "1", "2147483648");
        cannotBe(OutputType.INT32, "1", "2.5");
        cannotBe(OutputType.INT64, "1", "9223372036854775808");
        cannotBe(OutputType.INT64, "1", "1e999999999");
        cannotBe(OutputType.FLOAT32, "1", "1e39");
        cannotBe(OutputType.FLOAT64, "1", "1e309");
        cannotBe(OutputType.BOOLEAN, "yes", "false");
        cannotBe(OutputType.BOOLEAN, "yes", "no", "maybe");
    }

    private static Object number(OutputType type, double value) {
        Prediction p = new Prediction();
        p.value = value;
        return field(SampleShapes.of(Category.Regression), type).value().apply(p);
    }

    private static Object label(OutputType type, int label, String... classes) {
        Prediction p = new Prediction();
        p.label = label;
        p.probabilities = new double[] {0.5, 0.5};
        return field(ofClasses(classes), type).value().apply(p);
    }

    private static OutputField field(PredictionShape shape, OutputType type) {
        return OutputLayout.of(shape, SampleShapes.options(type, Set.of(), 0, false, null), "")
                .fields()
                .get(0);
    }

    private static void doesNotFit(OutputType type, double value) {
        assertThatThrownBy(() -> number(type, value))
                .isInstanceOfSatisfying(
                        MojoException.class, e -> assertThat(e.code()).isEqualTo(RecordError.OUTPUT_RANGE));
    }

    private static void cannotBe(OutputType type, String... classes) {
        assertThatThrownBy(() -> field(ofClasses(classes), type))
                .as("%s %s", type, String.join("/", classes))
                .isInstanceOfSatisfying(
                        MojoException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.OUTPUT_TYPE));
    }
}
