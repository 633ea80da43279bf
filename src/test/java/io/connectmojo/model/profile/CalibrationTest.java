package io.connectmojo.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The score of a coverage against the list of all scores, counted out. */
class CalibrationTest {
    private static final String[] COVERAGES = {"0.001", "0.1", "0.5", "0.8", "0.9", "0.95", "0.99", "0.999", "0.9999"};

    private static double[] scores(int n, boolean ties) {
        Random random = new Random(n);
        return random.doubles(n)
                .map(score -> ties ? Math.floor(score * 5) : score)
                .sorted()
                .toArray();
    }

    private static Calibration of(double[] scores) {
        return Calibration.of(scores.length, rank -> scores[(int) rank - 1]);
    }

    private static int rank(int n, String coverage) {
        return new BigDecimal(coverage)
                .multiply(new BigDecimal(n + 1))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    @Test
    void fewScores_giveExactlyTheOneOfTheRank() {
        for (int n : new int[] {1, 2, 9, 19, 99, 100, 999, 1000}) {
            for (boolean ties : new boolean[] {true, false}) {
                double[] scores = scores(n, ties);
                for (String coverage : COVERAGES) {
                    int rank = rank(n, coverage);
                    assertThat(of(scores).scoreAt(Double.parseDouble(coverage)))
                            .as("%s of %s", coverage, n)
                            .isEqualTo(rank > n ? Double.POSITIVE_INFINITY : scores[rank - 1]);
                }
            }
        }
    }

    @Test
    void manyScores_neverGiveLessThanTheOneOfTheRank() {
        for (int n : new int[] {1001, 1500, 1999, 2000, 20_000, 123_457}) {
            double[] scores = scores(n, false);
            for (String coverage : COVERAGES) {
                int rank = rank(n, coverage);
                double score = of(scores).scoreAt(Double.parseDouble(coverage));
                if (rank > n) {
                    assertThat(score).as("%s of %s", coverage, n).isInfinite();
                    continue;
                }
                int latest = Math.min(n, rank + n / 1000 + 1);
                assertThat(score).as("%s of %s", coverage, n).isBetween(scores[rank - 1], scores[latest - 1]);
            }
        }
    }

    @Test
    void tooFewRows_leaveNothingOut() {
        assertThat(of(scores(18, false)).scoreAt(0.95)).isInfinite();
        assertThat(of(scores(19, false)).scoreAt(0.95)).isFinite();
    }

    @Test
    void rank_takesTheDecimalOfTheCoverage() {
        assertThat(of(scores(99, false)).rank(0.95)).isEqualTo(95);
        assertThat(of(scores(999, false)).rank(0.9)).isEqualTo(900);
        assertThat(of(scores(9, false)).rank(0.7)).isEqualTo(7);
    }

    @Test
    void scoresThatAreNone_areRefused() {
        assertThatThrownBy(() -> new Calibration(2, new double[] {1})).hasMessageContaining("of 2 scores");
        assertThatThrownBy(() -> new Calibration(1, new double[] {Double.NaN})).hasMessageContaining("ascend");
    }
}
