package io.connectmojo.row.coerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of single values. */
class ConvertedValuesTest {
    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false", "3, true", "254, false", "255, true"})
    void bit_isTheLowestOne(int first, boolean set) {
        byte[] bits = {(byte) first, 1};
        assertThat(ConvertedValues.bit(bits)).isEqualTo(set);
        ByteBuffer within = ByteBuffer.wrap(new byte[] {(byte) (1 - first), (byte) first, 1});
        within.get();
        assertThat(ConvertedValues.bit(within)).isEqualTo(set);
        assertThat(within.position()).isEqualTo(1);
    }

    @Test
    void bitStringOfNoBits_isFalse() {
        assertThat(ConvertedValues.bit(new byte[0])).isFalse();
        assertThat(ConvertedValues.bit(ByteBuffer.allocate(0))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "-1, none",
                "0, 00:00:00",
                "1, 00:00:00.001",
                "86399999, 23:59:59.999",
                "86400000, none",
                "86400001, none"
            })
    void timeOfDay_isWithinTheDay(long millis, String text) {
        assertThat(ConvertedValues.isoTime(millis, 1_000_000)).isEqualTo(text);
    }

    @Test
    void decimal_isANumberUpToItsLongestLength() {
        BigInteger longest = BigInteger.ONE.shiftLeft(65_535);
        assertThat(Coercion.isInvalid(ConvertedValues.nearest(new BigDecimal(longest, 20_000))))
                .isFalse();
        assertThat(Coercion.isInvalid(ConvertedValues.nearest(new BigDecimal(longest.shiftLeft(1), 20_000))))
                .isTrue();
    }

    @Test
    void instantFarAway_isItsMilliseconds() {
        assertThat(ConvertedValues.millis(Instant.MAX)).isEqualTo(Instant.MAX.getEpochSecond() * 1000d + 999);
        assertThat(ConvertedValues.millis(Instant.ofEpochSecond(-1, 5_000_000))).isEqualTo(-995);
    }
}
