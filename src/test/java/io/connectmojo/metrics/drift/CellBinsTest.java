package io.connectmojo.metrics.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.profile.QuantileBins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cell is called alone is what the windows of drift count. */
class CellBinsTest {
    private static final double[] NUMBERS = {
        Double.NEGATIVE_INFINITY,
        -1,
        -0.0,
        0,
        1,
        Math.nextDown(2),
        2,
        Math.nextUp(2),
        3,
        5,
        Math.nextUp(5),
        9,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    private static void agree(CellBins bins) {
        for (double cell : NUMBERS) {
            assertThat(bins.excludes(cell)).as("%s", cell).isEqualTo(bins.isOutOfRange(bins.of(cell)));
        }
    }

    @Test
    void numbers_areExcludedOutsideTheirRange() {
        CellBins bins = CellBins.ofNumbers(
                Optional.of(new QuantileBins(2, new double[] {2, 3, 5}, new long[] {4, 3, 2})), 0.1, 10);
        agree(bins);
        assertThat(bins.excludes(Math.nextDown(2))).isTrue();
        assertThat(bins.excludes(2)).isFalse();
        assertThat(bins.excludes(5)).isFalse();
        assertThat(bins.excludes(Math.nextUp(5))).isTrue();
        assertThat(bins.excludes(Double.NaN)).isFalse();
    }

    @Test
    void anyNumber_isExcludedWhereAllWereMissing() {
        CellBins bins = CellBins.ofNumbers(Optional.empty(), 1, 10);
        agree(bins);
        assertThat(bins.excludes(0)).isTrue();
        assertThat(bins.excludes(Double.NaN)).isFalse();
    }

    @Test
    void levels_areExcludedWhereTheProfileLacksThem() {
        CellBins bins = CellBins.ofClasses(Map.of("b", 0.9), 0.1, 10, List.of("a", "b"));
        agree(bins);
        assertThat(bins.excludes(0)).isTrue();
        assertThat(bins.excludes(1)).isFalse();
        assertThat(bins.excludes(Double.NaN)).isFalse();
    }
}
