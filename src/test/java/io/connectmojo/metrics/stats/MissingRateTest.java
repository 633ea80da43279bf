package io.connectmojo.metrics.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingRateTest {
    private final MissingRate rate = new MissingRate();

    @Test
    void minute_isDueOnce() {
        assertThat(rate.isDue(7)).isTrue();
        rate.record(7, 10, 1);
        assertThat(rate.isDue(7)).isFalse();
        assertThat(rate.isDue(8)).isTrue();
        rate.record(8, 20, 1);
        assertThat(rate.isDue(8)).isFalse();
        assertThat(rate.isDue(9)).isTrue();
    }

    @Test
    void furtherCallsOfAMinute_changeNothing() {
        rate.record(7, 10, 1);
        rate.record(7, 18, 5);
        assertThat(rate.share(7, 20, 6)).isEqualTo(0.5);
    }

    @Test
    void share_isOfThePreviousMinuteAlso() {
        rate.record(7, 0, 0);
        rate.record(8, 10, 10);
        assertThat(rate.share(8, 20, 10)).isEqualTo(0.5);
        rate.record(9, 20, 10);
        assertThat(rate.share(9, 30, 10)).isEqualTo(0);
        assertThat(rate.share(11, 30, 10)).isNaN();
    }
}
