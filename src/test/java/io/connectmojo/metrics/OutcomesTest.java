package io.connectmojo.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.metrics.stats.Window;
import io.connectmojo.score.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final long MINUTE = 60_000;

    private long now = 1_000 * MINUTE + 30_000;

    private Outcomes outcomes(String... classes) {
        return new Outcomes(List.of(classes), () -> now);
    }

    private static Prediction probabilities(double... values) {
        Prediction prediction = new Prediction();
        prediction.probabilities = values;
        return prediction;
    }

    private static Prediction number(double value) {
        Prediction prediction = new Prediction();
        prediction.value = value;
        return prediction;
    }

    @Test
    void classes_haveAccuracyLogLossBrierScorePairs() {
        Outcomes outcomes = outcomes("a", "b", "c");
        outcomes.record(0, probabilities(0.7, 0.2, 0.1), 0);
        outcomes.record(2, probabilities(0.2, 0.8, 0), 1);
        OutcomeSums total = outcomes.over(Window.TOTAL);
        assertThat(total.count()).isEqualTo(2);
        assertThat(total.accuracy()).isEqualTo(0.5);
        assertThat(total.logLoss()).isCloseTo((-Math.log(0.7) - Math.log(1e-15)) / 2, within(1e-12));
        assertThat(total.brier())
                .isCloseTo((0.3 * 0.3 + 0.2 * 0.2 + 0.1 * 0.1 + 0.2 * 0.2 + 0.8 * 0.8 + 1) / 2, within(1e-12));
        assertThat(outcomes.pairs(Window.TOTAL, "a", "a")).isEqualTo(1);
        assertThat(outcomes.pairs(Window.TOTAL, "c", "b")).isEqualTo(1);
        assertThat(outcomes.pairs(Window.TOTAL, "b", "c")).isZero();
    }

    @Test
    void numbers_haveRootMeanSquareWithMeanAbsoluteError() {
        Outcomes outcomes = outcomes();
        outcomes.record(10, number(13), -1);
        outcomes.record(20.5, number(16.5), -1);
        OutcomeSums total = outcomes.over(Window.TOTAL);
        assertThat(total.rmse()).isCloseTo(Math.sqrt((9 + 16) / 2.0), within(1e-12));
        assertThat(total.mae()).isEqualTo(3.5);
    }

    @Test
    void infinity_isNoOutcome() {
        Outcomes outcomes = outcomes();
        outcomes.record(Double.POSITIVE_INFINITY, number(1), -1);
        outcomes.record(1, number(Double.POSITIVE_INFINITY), -1);
        outcomes.record(1, number(1), -1);
        assertThat(outcomes.over(Window.TOTAL).rmse()).isZero();
        assertThat(outcomes.over(Window.TOTAL).count()).isEqualTo(1);
    }

    @Test
    void windows_endWithTheLastFullMinute() {
        Outcomes outcomes = outcomes();
        outcomes.record(1, number(1), -1);
        assertThat(outcomes.over(Window.MINUTE).count()).isZero();
        assertThat(outcomes.over(Window.HOUR).count()).isZero();
        now += MINUTE;
        assertThat(outcomes.over(Window.MINUTE).count()).isEqualTo(1);
        now += MINUTE;
        assertThat(outcomes.over(Window.MINUTE).count()).isZero();
        now += 58 * MINUTE;
        assertThat(outcomes.over(Window.HOUR).count()).isEqualTo(1);
        now += MINUTE;
        assertThat(outcomes.over(Window.HOUR).count()).isZero();
        assertThat(outcomes.over(Window.TOTAL).count()).isEqualTo(1);
    }

    @Test
    void windowsOverRandomHoursAreThoseOfAListOfAllOutcomes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Outcomes outcomes = outcomes("no", "yes");
        List<long[]> all = new ArrayList<>();
        for (int i = 0; i < 20_000 * Integer.getInteger("mojo.tests.scale", 1); i++) {
            now += random.nextInt(20) == 0 ? random.nextInt((int) (3 * MINUTE)) : random.nextInt(2_000);
            int label = random.nextInt(2);
            boolean actual = random.nextBoolean();
            outcomes.record(actual ? 1 : 0, probabilities(1 - label, label), label);
            all.add(new long[] {now / MINUTE, actual ? 1 : 0, label});
            if (i % 50 == 0) {
                for (Window window : Window.values()) {
                    assertThat(outcomes.over(window).count())
                            .as("seed %d, record %d", seed, i)
                            .isEqualTo(all.stream().filter(o -> in(window, o)).count());
                    assertThat(outcomes.pairs(window, "yes", "no"))
                            .isEqualTo(all.stream()
                                    .filter(o -> in(window, o) && o[1] == 1 && o[2] == 0)
                                    .count());
                }
            }
        }
    }

    private boolean in(Window window, long[] outcome) {
        long age = now / MINUTE - outcome[0];
        return switch (window) {
            case MINUTE -> age == 1;
            case HOUR -> age >= 1 && age <= 60;
            case TOTAL -> true;
        };
    }
}
