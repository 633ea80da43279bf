package io.connectmojo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.metrics.export.TaskName;
import io.connectmojo.metrics.stats.HeavyHitters;
import io.connectmojo.metrics.stats.LatencyHistogram;
import io.connectmojo.metrics.stats.RecentValues;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small measuring instruments against sorted lists. */
class MeasuresTest {
    @Test
    void quantilesOfTimesAreThoseOfASortedListToAThirtySecond() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        LatencyHistogram times = new LatencyHistogram();
        long[] all = new long[100_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) Math.exp(random.nextDouble() * 20);
            times.add(all[i], 7 + i % 2);
        }
        Arrays.sort(all);
        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 0.999, 1}) {
            double exact = all[(int) Math.ceil(share * all.length) - 1];
            assertThat(times.quantile(share, 8))
                    .as("seed %d, share %s", seed, share)
                    .isBetween(exact * 31 / 32 - 1, exact * 33 / 32 + 1);
        }
        assertThat(times.maximum(8)).isEqualTo(all[all.length - 1]);
    }

    @Test
    void noQuantileIsAboveTheMaximum() {
        for (long nanos : new long[] {0, 1, 17, 1000, 16_862_300, 1L << 30}) {
            LatencyHistogram times = new LatencyHistogram();
            times.add(nanos, 7);
            assertThat(times.quantile(0.5, 7))
                    .isLessThanOrEqualTo(times.maximum(7))
                    .isGreaterThan(nanos * 0.9 - 1);
        }
    }

    @Test
    void aLongLevelIsCutBetweenCharacters() {
        HeavyHitters levels = new HeavyHitters(2);
        levels.record("y".repeat(63) + "\ud83d\ude00");
        levels.record("z".repeat(80));
        assertThat(levels.text()).isEqualTo("y".repeat(63) + " (1), " + "z".repeat(64) + " (1)");
    }

    @Test
    void longerTimes_fallIntoNoLowerBin() {
        int before = -1;
        for (long nanos = 0; nanos >= 0 && nanos < Long.MAX_VALUE / 2; nanos += 1 + nanos / 100) {
            int bin = LatencyHistogram.bin(nanos);
            assertThat(bin).isBetween(before, before + 1);
            before = Math.max(before, bin);
        }
        assertThat(LatencyHistogram.bin(-5)).isZero();
        assertThat(LatencyHistogram.bin(Long.MAX_VALUE)).isEqualTo(before);
    }

    @Test
    void timesOlderThanThePreviousMinuteAreForgotten() {
        LatencyHistogram times = new LatencyHistogram();
        assertThat(times.quantile(0.5, 0)).isNaN();
        assertThat(times.maximum(0)).isNaN();
        times.add(1000, 0);
        times.add(10, 1);
        assertThat(times.maximum(1)).isEqualTo(1000);
        assertThat(times.maximum(2)).isEqualTo(10);
        assertThat(times.quantile(1, 3)).isNaN();
        times.add(20, 4);
        assertThat(times.maximum(4)).isEqualTo(20);
    }

    @Test
    void decilesAreThoseOfTheLastValues() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        RecentValues recent = new RecentValues();
        assertThat(recent.quantile(0.5)).isNaN();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            double value = random.nextGaussian();
            all.add(value);
            recent.add(value);
            if (i % 500 == 7) {
                List<Double> last = all.subList(Math.max(0, all.size() - RecentValues.SIZE), all.size()).stream()
                        .sorted()
                        .toList();
                for (int decile = 1; decile < 10; decile++) {
                    assertThat(recent.quantile(decile / 10.0))
                            .as("seed %d", seed)
                            .isEqualTo(last.get((int) Math.ceil(decile / 10.0 * last.size()) - 1));
                }
            }
        }
    }

    @Test
    void mostFrequentLevels_areKeptShortenedInLittleMemory() {
        HeavyHitters top = new HeavyHitters(2);
        String longLevel = "x".repeat(100);
        for (int i = 0; i < 10_000; i++) {
            top.record("rare-" + i);
            top.record("often");
            if (i % 2 == 0) {
                top.record(longLevel);
            }
        }
        assertThat(top.text()).matches("often \\(1000\\d\\d?\\), x{64} \\(5\\d\\d\\d\\)");
        HeavyHitters few = new HeavyHitters(3);
        for (String level : List.of("b", "a", "b", "c", "a", "b")) {
            few.record(level);
        }
        assertThat(few.text()).isEqualTo("b (3), a (2), c (1)");
        assertThat(new HeavyHitters(1).text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'[prices|task-0] '; prices; 0",
                "'[a|task-1|b|task-12|offsets] '; a|task-1|b; 12",
                "'[prices|worker] '; unknown; unknown",
                "''; unknown; unknown",
                "; unknown; unknown",
                "'|task-0'; unknown; unknown",
                "'[prices|task-] '; prices; unknown"
            })
    void loggingContext_givesConnectorWithTask(String context, String connector, String task) {
        assertThat(TaskName.of(context)).isEqualTo(new TaskName(connector, task));
    }

    @Test
    void nan_movesNoQuantile() {
        PredictionTotals tally = new PredictionTotals();
        tally.serve(
                new PredictionShape(
                        Category.Regression,
                        List.of(),
                        Double.NaN,
                        Map.of(),
                        false,
                        List.of(),
                        "",
                        List.of(),
                        0,
                        List.of(),
                        0,
                        Set.of()),
                unused -> -1);
        Prediction prediction = new Prediction();
        prediction.value = 7;
        assertThat(tally.record(prediction, false)).isTrue();
        prediction.value = Double.NaN;
        assertThat(tally.record(prediction, true)).isFalse();
        assertThat(tally.areNumbers()).isTrue();
        assertThat(tally.quantile(1)).isEqualTo(7);
        assertThat(tally.classes()).isEmpty();
        assertThat(tally.label(prediction)).isEqualTo(-1);
    }
}
