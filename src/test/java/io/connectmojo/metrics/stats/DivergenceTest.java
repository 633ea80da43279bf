package io.connectmojo.metrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    /** The two sums of the index, q·ln(q/p) and p·ln(p/q), by decimal shares: a computation of another form. */
    private static double byRelativeEntropies(long[] expected, long[] actual) {
        return entropy(actual, expected) + entropy(expected, actual);
    }

    private static double entropy(long[] of, long[] against) {
        double sum = 0;
        for (int i = 0; i < of.length; i++) {
            double share = share(of, i);
            sum += share * (Math.log(share) - Math.log(share(against, i)));
        }
        return sum;
    }

    private static double share(long[] counts, int bin) {
        BigDecimal total = BigDecimal.ZERO;
        for (long count : counts) {
            total = total.add(BigDecimal.valueOf(count)).add(new BigDecimal("0.5"));
        }
        return BigDecimal.valueOf(counts[bin])
                .add(new BigDecimal("0.5"))
                .divide(total, MathContext.DECIMAL128)
                .doubleValue();
    }

    @Test
    void psi_isTheSumOfBothRelativeEntropies() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            long[] expected = random.longs(1 + random.nextInt(20), 0, 10_000).toArray();
            long[] actual = random.longs(expected.length, 0, 500).toArray();
            assertThat(Divergence.psi(expected, actual))
                    .isCloseTo(byRelativeEntropies(expected, actual), within(1e-12));
        }
    }

    @Test
    void equalShares_haveNone() {
        assertThat(Divergence.psi(new long[] {3, 4, 0}, new long[] {3, 4, 0})).isZero();
    }

    @Test
    void emptyBin_leavesItFinite() {
        assertThat(Divergence.psi(new long[] {100, 0}, new long[] {0, 100})).isBetween(10.0, 12.0);
    }
}
