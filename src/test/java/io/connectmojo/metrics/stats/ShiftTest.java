package io.connectmojo.metrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTest {
    @ParameterizedTest
    @DisplayName("Against the printed table of the distribution")
    @CsvSource({"1,6.635", "2,9.210", "5,15.086", "10,23.209", "20,37.566", "50,76.154"})
    void chiSquare_isThatOfTheTable(int degrees, double printed) {
        assertThat(Shift.chiSquare99(degrees)).isCloseTo(printed, within(printed * 0.01));
    }

    @Test
    void equalShares_showNoShift() {
        Shift shift = Shift.of(new long[] {1000, 3000, 6000}, new long[] {100, 300, 600});
        assertThat(shift.psi()).isCloseTo(0, within(1e-5));
        assertThat(shift.distance()).isZero();
    }

    @Test
    @DisplayName("Two bins by hand: shares 1/2 and 1/2 become 3/4 and 1/4")
    void movedShares_giveTheIndexByHand() {
        Shift shift = Shift.of(new long[] {500_000, 500_000}, new long[] {750_000, 250_000});
        assertThat(shift.psi()).isCloseTo(0.25 * Math.log(1.5) - 0.25 * Math.log(0.5), within(1e-5));
        assertThat(shift.distance()).isEqualTo(0.25);
        assertThat(shift.noise()).isCloseTo(6.635 * 2e-6, within(1e-7));
    }

    @Test
    void tooFewCounts_tellNothing() {
        assertThat(Shift.of(new long[] {500, 500}, new long[] {100, 99})).isEqualTo(Shift.UNKNOWN);
        assertThat(Shift.of(new long[] {100, 99}, new long[] {500, 500})).isEqualTo(Shift.UNKNOWN);
        assertThat(Shift.of(new long[] {100, 100}, new long[] {100, 100}).psi()).isZero();
    }

    @Test
    @DisplayName("What was never seen is a bin of its own as soon as it is more than a few")
    void newValues_areFound() {
        assertThat(Shift.of(new long[] {10_000, 0}, new long[] {996, 4}).psi()).isZero();
        Shift many = Shift.of(new long[] {10_000, 0}, new long[] {900, 100});
        assertThat(many.psi()).isGreaterThan(many.noise());
        assertThat(many.distance()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    @DisplayName("Rare bins are joined: their sum counts, not each of them")
    void rareBins_areJoined() {
        long[] expected = {9_000, 200, 200, 200, 200, 200};
        long[] scattered = {180, 20, 0, 0, 0, 0};
        long[] even = {180, 4, 4, 4, 4, 4};
        assertThat(Shift.of(expected, scattered)).isEqualTo(Shift.of(expected, even));
    }

    @Test
    @DisplayName("Sampling alone exceeds the noise in about one of 100 windows")
    void noDrift_staysBelowTheNoise() {
        Random random = new Random(20_261_129);
        for (double[] shares : new double[][] {
            {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1},
            {0.7, 0.2, 0.05, 0.02, 0.01, 0.01, 0.005, 0.003, 0.001, 0.001},
            {0.99, 0.01}
        }) {
            long[] expected = sample(shares, 20_000, random);
            int above = 0;
            for (int window = 0; window < 1000; window++) {
                Shift shift = Shift.of(expected, sample(shares, 1000, random));
                above += shift.psi() > shift.noise() ? 1 : 0;
            }
            assertThat(above).as("windows of 1000 above the noise").isLessThanOrEqualTo(25);
        }
    }

    private static long[] sample(double[] shares, int size, Random random) {
        long[] counts = new long[shares.length];
        for (int i = 0; i < size; i++) {
            double at = random.nextDouble();
            int bin = 0;
            while (bin < shares.length - 1 && at >= shares[bin]) {
                at -= shares[bin++];
            }
            counts[bin]++;
        }
        return counts;
    }
}
