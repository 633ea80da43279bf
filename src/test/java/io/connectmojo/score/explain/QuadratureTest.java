package io.connectmojo.score.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 7, 10, 20, 32})
    void polynomialsOfTwiceTheDegree_areIntegratedExactly(int count) {
        Quadrature quadrature = Quadrature.of(count);
        for (int degree = 0; degree < 2 * count; degree++) {
            double integral = 0;
            for (int i = 0; i < count; i++) {
                integral += quadrature.weights()[i] * Math.pow(quadrature.points()[i], degree);
            }
            assertThat(integral).as("degree %d", degree).isCloseTo(1.0 / (degree + 1), offset(4e-15));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 32})
    void passes_haveThePointsThatAPathNeeds(int points) {
        int[] parts = ShapTables.parts(points);
        assertThat(Arrays.stream(parts).sum()).isBetween(points, Math.max(3, points + 1));
        assertThat(parts)
                .containsOnly(Arrays.stream(parts)
                        .distinct()
                        .filter(p -> p == 3 || p == 4)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 20})
    void aPath_needsHalfAsManyPointsAsFeatures(int features) {
        // the integrand has one factor per other feature
        assertThat(2 * Quadrature.pointsFor(features) - 1).isBetween(features - 1, features);
    }
}
