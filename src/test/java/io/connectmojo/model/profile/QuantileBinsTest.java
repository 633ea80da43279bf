package io.connectmojo.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {
    private static final QuantileBins BINS = new QuantileBins(-1, new double[] {0, 2.5, 7}, new long[] {3, 2, 4});

    @Test
    void edge_belongsToTheBinThatItEnds() {
        assertThat(new int[] {BINS.of(-1), BINS.of(0), BINS.of(Math.nextUp(0.0)), BINS.of(2.5), BINS.of(7)})
                .containsExactly(0, 0, 1, 1, 2);
    }

    @Test
    void valueOutsideOfWhatWasSeen_hasNoBin() {
        assertThat(BINS.of(Math.nextDown(-1.0))).isEqualTo(QuantileBins.BELOW);
        assertThat(BINS.of(Double.NEGATIVE_INFINITY)).isEqualTo(QuantileBins.BELOW);
        assertThat(BINS.of(Math.nextUp(7.0))).isEqualTo(BINS.size());
        assertThat(BINS.total()).isEqualTo(9);
    }

    @Test
    void anyValue_fallsWhereALoopOverTheEdgesPutsIt() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            QuantileBins bins = SampleProfiles.bins(random).orElseThrow();
            for (int k = 0; k < 100; k++) {
                double value = k < bins.size() ? bins.edge(k) : random.nextGaussian() * 1e9;
                int expected = 0;
                while (expected < bins.size() && value > bins.edges()[expected]) {
                    expected++;
                }
                assertThat(bins.of(value)).isEqualTo(value < bins.min() ? QuantileBins.BELOW : expected);
            }
        }
    }

    @Test
    void constant_fillsOneBin() {
        QuantileBins constant = new QuantileBins(5, new double[] {5}, new long[] {10});
        assertThat(new int[] {constant.of(4), constant.of(5), constant.of(6)}).containsExactly(-1, 0, 1);
    }

    @Test
    void edgesThatDoNotRise_areRefused() {
        assertThatThrownBy(() -> new QuantileBins(0, new double[] {1, 1}, new long[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QuantileBins(Double.NaN, new double[] {1}, new long[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QuantileBins(0, new double[] {Double.POSITIVE_INFINITY}, new long[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
