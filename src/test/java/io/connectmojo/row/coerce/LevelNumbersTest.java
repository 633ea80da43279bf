package io.connectmojo.row.coerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which level a number finds: the one of exactly its value, and none that is only near. */
class LevelNumbersTest {
    /** What {@code new BigDecimal(0.1)} is: the double's exact value. */
    private static final String EXACT_TENTH = "0.1000000000000000055511151231257827021181583404541015625";

    private static LevelNumbers levels(String... names) {
        return new LevelNumbers(List.of(names));
    }

    @Test
    void numberBeyondLong_isNotThatOfALongThatWraps() {
        LevelNumbers levels = levels("9223372036854775808", "9223372036854775807", "-9223372036854775808");
        assertThat(levels.ofLong(Long.MIN_VALUE)).isEqualTo(2);
        assertThat(levels.ofLong(Long.MAX_VALUE)).isEqualTo(1);
        assertThat(levels.ofDecimal(new BigDecimal("9223372036854775808"))).isZero();
        assertThat(levels("9223372036854775808").ofLong(Long.MIN_VALUE)).isEqualTo(-1);
    }

    @Test
    void negativeZero_isZero() {
        LevelNumbers levels = levels("1", "0");
        assertThat(levels.ofFloat(-0f)).isEqualTo(1);
        assertThat(levels.ofDouble(-0d)).isEqualTo(1);
        assertThat(levels.ofDouble(0d)).isEqualTo(1);
    }

    @Test
    void double_findsItsShortestDecimalBeforeItsExactOne() {
        for (LevelNumbers levels : List.of(levels(EXACT_TENTH, "7", "0.1"), levels("7", EXACT_TENTH, "0.1"))) {
            assertThat(levels.ofDouble(0.1)).isEqualTo(2);
        }
        assertThat(levels("7", EXACT_TENTH).ofDouble(0.1)).isEqualTo(1);
    }

    @Test
    void double_needsAllDigitsOfItsLevel() {
        LevelNumbers levels = levels("0.3", "0.30000000000000004");
        assertThat(levels.ofDouble(0.1 + 0.2)).isEqualTo(1);
        assertThat(levels.ofDouble(0.3)).isZero();
        assertThat(levels("0.30000000000000004000001").ofDouble(0.1 + 0.2)).isEqualTo(-1);
    }

    @Test
    void float_needsAllDigitsOfItsLevel() {
        LevelNumbers levels = levels("0.1", "0.3333333", "0.33333334", "16777216", "123456");
        assertThat(levels.ofFloat(0.1f)).isZero();
        assertThat(levels.ofFloat(1f / 3)).isEqualTo(2);
        assertThat(levels.ofFloat(16_777_216f)).isEqualTo(3);
        assertThat(levels.ofFloat(123_456f)).isEqualTo(4);
        assertThat(levels.ofFloat(0.2f)).isEqualTo(-1);
    }

    @Test
    void veryLongDecimal_isOnlyZeroOrNone() {
        LevelNumbers levels = levels("5", "0");
        assertThat(levels.ofDecimal(new BigDecimal(BigInteger.ZERO, 200_000))).isEqualTo(1);
        assertThat(levels.ofDecimal(new BigDecimal(BigInteger.ZERO, -200_000))).isEqualTo(1);
        assertThat(levels.ofDecimal(new BigDecimal(BigInteger.valueOf(5), 200_000)))
                .isEqualTo(-1);
        assertThat(levels.ofDecimal(new BigDecimal(BigInteger.ONE.shiftLeft(9000))))
                .isEqualTo(-1);
        assertThat(levels.ofDecimal(new BigDecimal("5.000"))).isZero();
    }

    @Test
    void twoLevelsOfOneValue_areTheOneThatIsWrittenPlainly() {
        assertThat(levels("1.0", "1", "01").ofLong(1)).isEqualTo(1);
        assertThat(levels("1", "1.0").ofLong(1)).isZero();
        assertThat(levels("a", "b").isEmpty()).isTrue();
    }
}
