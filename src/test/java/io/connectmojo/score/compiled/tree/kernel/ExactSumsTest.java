package io.connectmojo.score.compiled.tree.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
    private static final int PER_TREE = 4;

    @Test
    void leavesOfLikeSize_exact() {
        assertThat(ExactSums.of(new float[] {0.1f, -0.2f, 0, 0, 3.5f, -7.25f, 0, 0}, PER_TREE))
                .isTrue();
        assertThat(ExactSums.of(new float[8], PER_TREE)).isTrue();
    }

    @Test
    void oneTinyLeaf_notExact() {
        assertThat(ExactSums.of(new float[] {1e10f, -1e10f, 0, 0, 1e-12f, 0, 0, 0}, PER_TREE))
                .isFalse();
        assertThat(ExactSums.of(new float[] {1, 0, 0, 0, Float.MIN_VALUE, 0, 0, 0}, PER_TREE))
                .isFalse();
    }

    @Test
    void leavesThatAreNoNumbers_notExact() {
        assertThat(ExactSums.of(new float[] {1, Float.NaN, 0, 0}, PER_TREE)).isFalse();
        assertThat(ExactSums.of(new float[] {1, Float.POSITIVE_INFINITY, 0, 0}, PER_TREE))
                .isFalse();
    }

    @Test
    void tooManyBits_notExact() {
        // 1 + 2^-52 has as many bits as a double; with another tree of 1 they may not fit
        float low = Math.scalb(1f, -52);
        assertThat(ExactSums.of(new float[] {1, 0, 0, 0, low, 0, 0, 0, 1, 0, 0, 0}, PER_TREE))
                .isFalse();
        assertThat(1 + (low + 1)).as("the order matters").isNotEqualTo(1 + 1 + (double) low + low);
    }

    @RepeatedTest(50)
    void whereExact_sumsEqualThoseOfDecimals(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int trees = 1 + random.nextInt(200);
        int spread = random.nextInt(40);
        float[] leaves = new float[trees * PER_TREE];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = Math.scalb((float) random.nextGaussian(), -random.nextInt(1 + spread));
        }
        boolean exact = ExactSums.of(leaves, PER_TREE);
        boolean allEqual = true;
        for (int row = 0; row < 50; row++) {
            double ahead = 0;
            double back = 0;
            BigDecimal decimals = BigDecimal.ZERO;
            int[] leaf = random.ints(trees, 0, PER_TREE).toArray();
            for (int tree = 0; tree < trees; tree++) {
                ahead += leaves[tree * PER_TREE + leaf[tree]];
                back += leaves[(trees - 1 - tree) * PER_TREE + leaf[trees - 1 - tree]];
                decimals = decimals.add(new BigDecimal(leaves[tree * PER_TREE + leaf[tree]]));
            }
            allEqual &= new BigDecimal(ahead).compareTo(decimals) == 0 && ahead == back;
        }
        assertThat(!exact || allEqual).as("exact sums differ").isTrue();
        assertThat(exact || spread > 5).as("leaves of like size are exact").isTrue();
    }
}
