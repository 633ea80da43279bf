package io.connectmojo.row.coerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.match.ColumnSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LevelsTest {
    private static final int CASES = 100_000 * Integer.getInteger("mojo.tests.scale", 1);

    @Test
    void aNumberFindsTheLevelThatTheSlowSearchFinds() {
        long seed = 17;
        Random r = new Random(seed);
        int found = 0;
        for (int done = 0; done < CASES; ) {
            List<BigDecimal> numbers = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            for (int n = 1 + r.nextInt(8); n > 0; n--) {
                BigDecimal number = number(r);
                numbers.add(number);
                names.add(spelled(number, r));
                names.add(spelled(number, r));
            }
            names.add("gold");
            Levels levels = Levels.of(List.copyOf(names));
            DocumentedCoercion slow = new DocumentedCoercion(
                    new ColumnSpec("x", ModelColumn.Kind.CATEGORICAL, levels, null, null, null), List.of());
            for (int i = 0; i < 20; i++, done += 4) {
                BigDecimal number = r.nextInt(4) == 0 ? number(r) : numbers.get(r.nextInt(numbers.size()));
                long whole = number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0 ? number.longValue() : 0;
                String message = "seed " + seed + ": " + number + " in " + names;
                found +=
                        check(message, levels.numbers().ofDecimal(number), slow.of(SampleType.DECIMAL, number), levels);
                check(message, levels.numbers().ofLong(whole), slow.of(SampleType.INT64, whole), levels);
                check(
                        message,
                        levels.numbers().ofDouble(number.doubleValue()),
                        slow.of(SampleType.FLOAT64, number.doubleValue()),
                        levels);
                check(
                        message,
                        levels.numbers().ofFloat(number.floatValue()),
                        slow.of(SampleType.FLOAT32, number.floatValue()),
                        levels);
            }
        }
        assertThat(found).isGreaterThan(CASES / 16);
    }

    private static int check(String message, int level, Object expected, Levels levels) {
        int wanted =
                expected == DocumentedCoercion.UNKNOWN ? -1 : levels.names().indexOf(expected);
        assertThat(level).as(message).isEqualTo(wanted);
        return level >= 0 ? 1 : 0;
    }

    private static BigDecimal number(Random r) {
        return switch (r.nextInt(6)) {
            case 0 -> BigDecimal.valueOf(r.nextInt(20) - 5);
            case 1 -> BigDecimal.valueOf(r.nextInt(2000) - 1000, r.nextInt(4));
            case 2 -> BigDecimal.valueOf((1L << 53) + r.nextInt(4) - 2);
            case 3 -> BigDecimal.valueOf(r.nextLong(), r.nextInt(18));
            case 4 -> new BigDecimal((double) r.nextFloat() * 100);
            default -> new BigDecimal(Float.toString(r.nextFloat() * 1000));
        };
    }

    private static String spelled(BigDecimal number, Random r) {
        String plain = number.toPlainString();
        return switch (r.nextInt(4)) {
            case 0 -> number.stripTrailingZeros().toPlainString();
            case 1 -> plain + (plain.contains(".") ? "00" : ".0");
            case 2 -> number.signum() >= 0 ? "+" + plain : plain;
            default -> plain;
        };
    }

    @Test
    void aLevelWithExponentOrBlanksOrOtherDigitsStandsForNoNumber() {
        Levels levels = Levels.of(List.of("1e3", " 3 ", "３", "0x3", "3d", "1,5", "-", ".", ""));
        assertThat(levels.numbers().isEmpty()).isTrue();
    }

    @Test
    void hugeNumbersAreSearchedInNoTime() {
        Levels levels = Levels.of(List.of("3"));
        assertThat(levels.numbers().ofDecimal(new BigDecimal("1E+2147483647"))).isEqualTo(-1);
        assertThat(levels.numbers().ofDecimal(new BigDecimal("3E-2147483647"))).isEqualTo(-1);
        assertThat(levels.numbers().ofDecimal(BigDecimal.ONE.setScale(90_000).multiply(BigDecimal.TEN)))
                .isEqualTo(-1);
    }
}
