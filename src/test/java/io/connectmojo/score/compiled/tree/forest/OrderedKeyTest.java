package io.connectmojo.score.compiled.tree.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedKeyTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void keysCompareLikeADoubleWithAFloat() {
        for (int i = 0; i < 200_000; i++) {
            float threshold = Float.intBitsToFloat(random.nextInt());
            double value = neighbour(threshold);
            if (!Float.isNaN(threshold) && !Double.isNaN(value)) {
                assertThat(OrderedKey.floor(value) >= OrderedKey.of(threshold))
                        .as("seed %d: %s and %s", seed, value, threshold)
                        .isEqualTo(value >= threshold);
            }
        }
    }

    @Test
    void key_isBetweenTheKeysOfMissing() {
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (!Float.isNaN(value)) {
                int key = OrderedKey.of(value);
                assertThat(key).isStrictlyBetween(OrderedKey.BELOW_ALL, OrderedKey.ABOVE_ALL);
                assertThat(OrderedKey.toFloat(key)).as("seed %d", seed).isEqualTo(value + 0f);
            }
        }
    }

    private double neighbour(float threshold) {
        return switch (random.nextInt(5)) {
            case 0 -> threshold;
            case 1 -> Math.nextUp((double) threshold);
            case 2 -> Math.nextDown((double) threshold);
            case 3 -> Double.longBitsToDouble(random.nextLong());
            default -> threshold * random.nextDouble();
        };
    }
}
