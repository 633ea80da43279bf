package io.connectmojo.score.compiled.tree.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestBuilder;
import io.connectmojo.score.compiled.tree.forest.Keys;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracle is Java's own comparison of a double with a float. */
class NumericSplitsTest {
    private static final double[] HARD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e300,
        -1e300
    };

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void columnsOfAllSizes_answersAreComparisons() throws NotCompiled {
        for (int count = 1; count < 270; count++) {
            agrees(count, 1 + random.nextInt(70), random.nextInt(3));
        }
    }

    /** A tree per split: so many of the first column, so many of the second, none of the third. */
    private void agrees(int first, int second, int directions) throws NotCompiled {
        ForestBuilder builder =
                new ForestBuilder(new int[] {Forest.NUMERIC, Forest.NUMERIC, Forest.NUMERIC}, 1, 1 << 20, 8);
        float[] thresholds = new float[first + second];
        boolean[] missingRight = new boolean[thresholds.length];
        for (int t = 0; t < thresholds.length; t++) {
            thresholds[t] = random.nextInt(8) == 0 && t > 0 ? thresholds[t - 1] : threshold();
            missingRight[t] = directions == 2 ? random.nextBoolean() : directions == 1;
            int root = builder.tree(0);
            int left = builder.threshold(root, t < first ? 0 : 1, thresholds[t], missingRight[t]);
            builder.leaf(left, 0);
            builder.leaf(left + 1, 1);
        }
        Forest forest = builder.build();
        Keys keys = new Keys(forest, false, false);
        NumericSplits splits = new NumericSplits(forest, 1);
        int[] places = splits.places();
        int[] keysOfRow = new int[forest.keys()];
        int[] ranks = new int[splits.ranks()];
        long[] answers = new long[splits.end()];
        for (int i = 0; i < 60; i++) {
            double[] row = {value(thresholds), value(thresholds), Double.NaN};
            keys.readNumbers(row, keysOfRow);
            splits.answer(keysOfRow, ranks, answers);
            for (int t = 0; t < thresholds.length; t++) {
                int number = splits.number(forest.nodes()[forest.roots()[0][t]], places);
                double value = row[t < first ? 0 : 1];
                boolean right = Double.isNaN(value) ? missingRight[t] : value >= thresholds[t];
                assertThat((answers[number >> 6] >>> number & 1) != 0)
                        .as("seed %d: %s and %s of %d", seed, value, thresholds[t], first)
                        .isEqualTo(right);
            }
            assertThat(answers[0]).isZero();
        }
    }

    private float threshold() {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isNaN(value) ? Float.NEGATIVE_INFINITY : value;
    }

    private double value(float[] thresholds) {
        float threshold = thresholds[random.nextInt(thresholds.length)];
        return switch (random.nextInt(5)) {
            case 0 -> threshold;
            case 1 -> Math.nextUp((double) threshold);
            case 2 -> Math.nextDown((double) threshold);
            case 3 -> HARD[random.nextInt(HARD.length)];
            default -> Math.nextDown(threshold);
        };
    }
}
