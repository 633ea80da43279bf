package io.connectmojo.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The comparison that the self-check rests on: one bit in any part of an answer makes another answer. */
class PredictionTest {
    private static final Map<OutputPart, Consumer<Prediction>> ONE_BIT = Map.of(
            OutputPart.PROBABILITIES, p -> p.probabilities = next(p.probabilities),
            OutputPart.CALIBRATED_PROBABILITIES, p -> p.calibratedProbabilities = next(p.calibratedProbabilities),
            OutputPart.CONTRIBUTIONS, p -> p.contributions = next(p.contributions),
            OutputPart.LEAF_NODES, p -> p.leafPaths = new String[] {"LRR"},
            OutputPart.STAGED_PREDICTIONS, p -> p.staged = next(p.staged),
            OutputPart.DISTANCES, p -> p.distances = next(p.distances),
            OutputPart.RECONSTRUCTION, p -> p.reconstruction = next(p.reconstruction),
            OutputPart.SCORE, p -> OutputPart.SCORE.set(p, Math.nextUp(0.5)),
            OutputPart.MARGIN, p -> OutputPart.MARGIN.set(p, Math.nextUp(0.5)));

    private static double[] next(double[] numbers) {
        double[] next = numbers.clone();
        next[1] = Math.nextUp(next[1]);
        return next;
    }

    private static Prediction whole() {
        Prediction prediction = new Prediction();
        prediction.value = 0.5;
        prediction.label = 1;
        prediction.cluster = 2;
        prediction.anomaly = true;
        prediction.probabilities = new double[] {0.25, 0.75};
        prediction.dimensions = new double[] {1, 2};
        prediction.calibratedProbabilities = new double[] {0.3, 0.7};
        prediction.contributions = new double[] {1, 2};
        prediction.staged = new double[] {1, 2};
        prediction.distances = new double[] {1, 2};
        prediction.reconstruction = new double[] {1, 2};
        prediction.leafPaths = new String[] {"LRL"};
        OutputPart.SCORE.set(prediction, 0.5);
        OutputPart.MARGIN.set(prediction, 0.5);
        return prediction;
    }

    @Test
    void equalAnswers_areTheSame() {
        assertThat(whole().hasSameAnswer(whole())).isTrue();
        assertThat(new Prediction().hasSameAnswer(new Prediction()))
                .as("no answer, NaN")
                .isTrue();
        for (OutputPart part : OutputPart.values()) {
            assertThat(part.isSame(whole(), whole())).as(part.name()).isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> oneBit_makesAnotherAnswer() {
        Map<String, Consumer<Prediction>> changes = Map.of(
                "value", p -> p.value = Math.nextUp(p.value),
                "zero", p -> p.value = -0.0,
                "label", p -> p.label = 0,
                "cluster", p -> p.cluster = 0,
                "anomaly", p -> p.anomaly = false,
                "probabilities", p -> p.probabilities = next(p.probabilities),
                "dimensions", p -> p.dimensions = next(p.dimensions));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    Prediction one = whole();
                    if (change.getKey().equals("zero")) {
                        one.value = 0.0;
                    }
                    Prediction other = whole();
                    change.getValue().accept(other);
                    assertThat(one.hasSameAnswer(other)).isFalse();
                    assertThat(other.hasSameAnswer(one)).isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> oneBitOfAPart_isSeenInThatPartAlone() {
        return Stream.of(OutputPart.values())
                .map(part -> DynamicTest.dynamicTest(part.settingName(), () -> {
                    assertThat(part.isAlwaysAvailable())
                            .as("told beside the prediction")
                            .isEqualTo(!ONE_BIT.containsKey(part));
                    ONE_BIT.forEach((changed, change) -> {
                        Prediction other = whole();
                        change.accept(other);
                        assertThat(part.isSame(whole(), other))
                                .as(changed.name())
                                .isEqualTo(part != changed);
                    });
                }));
    }

    @Test
    void numberThatWasNotGiven_isNaN() {
        Prediction prediction = new Prediction();
        assertThat(OutputPart.SCORE.of(prediction)).isNaN();
        OutputPart.MARGIN.set(prediction, 2);
        assertThat(OutputPart.SCORE.of(prediction)).isNaN();
        assertThat(OutputPart.MARGIN.of(prediction)).isEqualTo(2);
        OutputPart.SCORE.set(prediction, 3);
        assertThat(OutputPart.MARGIN.of(prediction)).isEqualTo(2);
    }

    @Test
    void previousAnswer_isForOnePredictionAlone() {
        for (Category category : Category.values()) {
            assertThat(OutputPart.PREVIOUS.suits(category)).as(category.name()).isEqualTo(category.hasOnePrediction());
            assertThat(OutputPart.QUALITY.suits(category)).isTrue();
        }
    }

    @Test
    void margin_isTheOnlyPartThatIsCheckedWhenAsked() {
        assertThat(OutputPart.values())
                .filteredOn(OutputPart::isCheckedWhenAsked)
                .containsExactly(OutputPart.MARGIN);
    }

    @Test
    void partsByTheirNames_areFound() {
        assertThat(OutputPart.named("leaf.nodes")).contains(OutputPart.LEAF_NODES);
        assertThat(OutputPart.named("LEAF_NODES")).isEmpty();
    }

    @Test
    void clearedRow_hasNothing() {
        Row row = new Row(2);
        row.values[0] = 1;
        row.offset = 3;
        row.words = new String[] {"word"};
        row.clear();
        assertThat(row.values).containsOnly(Double.NaN);
        assertThat(row.offset).isZero();
        assertThat(row.words).isEmpty();
    }
}
