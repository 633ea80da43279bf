package io.connectmojo.row.coerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The strict parsers of numbers and dates, against Java's own. */
class TextParsingTest {
    private static final int CASES = 100_000 * Integer.getInteger("mojo.tests.scale", 1);
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|[+-]?Infinity");

    @Test
    void aNumberIsTheNearestDoubleOfItsText() {
        long seed = 3;
        Random r = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String text = switch (r.nextInt(5)) {
                case 0 -> Double.toString(Double.longBitsToDouble(r.nextLong()));
                case 1 ->
                    new BigDecimal(Double.longBitsToDouble(r.nextLong() >>> 1 & 0x4fff_ffff_ffff_ffffL))
                            .toPlainString();
                case 2 ->
                    BigDecimal.valueOf(r.nextLong() >> r.nextInt(60), r.nextInt(26))
                            .toPlainString();
                case 3 -> Long.toString(r.nextLong());
                default -> (r.nextInt(2000) - 1000) + "." + r.nextInt(100_000);
            };
            assertThat(Double.doubleToRawLongBits(PlainDecimal.parse("x" + text + "y", 1, text.length() + 1)))
                    .as("seed %s: %s", seed, text)
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        }
    }

    @Test
    void whatIsNoPlainNumberIsInvalidEvenIfJavaReadsIt() {
        long seed = 5;
        Random r = new Random(seed);
        String letters = "0123456789++--..eEdDfFxXpP, _NaInfity١２";
        int numbers = 0;
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = r.nextInt(6); n >= 0; n--) {
                text.append(letters.charAt(r.nextInt(r.nextBoolean() ? 10 : letters.length())));
            }
            String s = text.toString();
            boolean number = NUMBER.matcher(s).matches();
            double parsed = PlainDecimal.parse(s, 0, s.length());
            assertThat(Coercion.isInvalid(parsed)).as("seed %s: %s", seed, s).isEqualTo(!number);
            if (number) {
                numbers++;
                assertThat(parsed).as("seed %s: %s", seed, s).isEqualTo(Double.valueOf(s));
            }
        }
        assertThat(numbers).isBetween(CASES / 20, CASES - CASES / 20);
    }

    @Test
    void dateTime_isWhatJavaReadsInUtc() {
        long seed = 9;
        Random r = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            long second = r.nextInt(5) == 0 ? r.nextInt() : (long) ((r.nextDouble() - 0.3) * 200_000_000_000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((r.nextInt(2 * 18 * 60 + 1) - 18 * 60) * 60);
            int nano = r.nextBoolean() ? 0 : r.nextInt(1_000_000_000);
            OffsetDateTime moment = Instant.ofEpochSecond(second, nano).atOffset(offset);
            boolean bare = r.nextInt(3) == 0;
            String text = bare ? moment.toLocalDateTime().toString() : moment.toString();
            text = r.nextBoolean() ? text : text.replace('T', ' ');
            Instant instant = bare ? moment.toLocalDateTime().toInstant(ZoneOffset.UTC) : moment.toInstant();
            assertThat(IsoText.epochMillis(text, 0, text.length()))
                    .as("seed %s: %s", seed, text)
                    .isEqualTo(instant.toEpochMilli());
        }
    }

    @Test
    void aDamagedDateIsReadOnlyIfJavaReadsItToo() {
        long seed = 13;
        Random r = new Random(seed);
        int read = 0;
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder("2024-02-29T23:59:59.123");
            text.setLength(r.nextInt(3) == 0 ? 19 : 23);
            for (int n = r.nextInt(3); n >= 0; n--) {
                text.setCharAt(r.nextInt(text.length()), "0123456789-:.T".charAt(r.nextInt(14)));
            }
            String s = text.toString();
            if (s.indexOf('-', 16) >= 0) {
                continue; // an offset
            }
            double ours = IsoText.epochMillis(s, 0, s.length());
            Double java = java(s);
            assertThat(Coercion.isInvalid(ours)).as("seed %s: %s", seed, s).isEqualTo(java == null);
            if (java != null) {
                read++;
                assertThat(ours).as("seed %s: %s", seed, s).isEqualTo(java);
            }
        }
        assertThat(read).isBetween(CASES / 50, CASES - CASES / 50);
    }

    private static Double java(String s) {
        try {
            return (double) LocalDateTime.parse(s).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-06T07:08Z, 1714979280000",
        "2024-05-06T07:08:09+0200, 1714972089000",
        "2024-05-06T07:08:09-02, 1714986489000",
        "2024-05-06t07:08:09z, 1714979289000",
        "'2024-05-06T07:08:09,5Z', 1714979289500",
        "2024-05-06+02:00, 1714946400000",
        "+12024-05-06T00:00:00Z, 317284473600000",
        "-0001-01-01T00:00:00Z, -62198755200000",
        "0000-03-01T00:00:00Z, -62162035200000"
    })
    void otherFormsOfIso8601AreRead(String text, double millis) {
        assertThat(IsoText.epochMillis(text, 0, text.length())).isEqualTo(millis);
        if (!text.contains(",") && text.length() >= 20 && (text.endsWith("00Z") || text.endsWith("09Z"))) {
            assertThat((double) Instant.parse(text).toEpochMilli()).isEqualTo(millis);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-06T",
                "2024-05-06T07",
                "2024-05-06T07:08:09.",
                "2024-05-06T07:08:09.1234567890",
                "2024-13-01",
                "2024-00-01",
                "2024-01-00",
                "2024-05-06T23:59:60Z",
                "2024-05-06T07:08:09+19:00",
                "2024-05-06T07:08:09Z ",
                "2024-05-06T07:08:09+",
                "2024-5-6",
                "24-05-06",
                "T07:08:09",
                "07:08:09",
                "1714979289000",
                "2024-05-06TT07:08",
                "2024-05-06T07:08:09ZZ",
                "2024-05-06 07:08:09 UTC",
                "2024‐05‐06",
                "২০২৪-০৫-০৬"
            })
    void whatIsNotIso8601IsInvalid(String text) {
        assertThat(Coercion.isInvalid(IsoText.epochMillis(text, 0, text.length())))
                .isTrue();
    }

    @Test
    void marksOfInvalidOrUnknown_surviveCalls() {
        assertThat(Coercion.isInvalid(Coercion.INVALID)).isTrue();
        assertThat(Coercion.isUnknown(Coercion.UNKNOWN)).isTrue();
        assertThat(Coercion.isInvalid(Coercion.UNKNOWN) || Coercion.isUnknown(Coercion.INVALID))
                .isFalse();
        assertThat(Coercion.isInvalid(Double.NaN) || Coercion.isUnknown(Double.NaN))
                .isFalse();
    }
}
