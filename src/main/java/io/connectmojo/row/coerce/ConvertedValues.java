package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Numbers and texts of single values; all dates and times in UTC. */
final class ConvertedValues {
    /** Longest decimal that is turned into a number, in bits; printing longer ones takes too long. */
    private static final int MAX_LENGTH = 65_536;

    private ConvertedValues() {}

    static double nearest(BigDecimal decimal) {
        return decimal.unscaledValue().bitLength() > MAX_LENGTH ? Coercion.INVALID : decimal.doubleValue();
    }

    /** The decimal of a VariableScaleDecimal struct; null when a part is missing or of another type. */
    static @Nullable BigDecimal variableScale(Object struct) {
        if (!(struct instanceof Struct s)) {
            return null;
        }
        Field scale = s.schema().field("scale");
        Field value = s.schema().field("value");
        if (scale == null || value == null || !(s.get(scale) instanceof Integer digits)) {
            return null;
        }
        byte[] unscaled = bytes(s.get(value));
        return unscaled == null || unscaled.length == 0 ? null : new BigDecimal(new BigInteger(unscaled), digits);
    }

    static double variableScaleNumber(Object struct) {
        BigDecimal decimal = variableScale(struct);
        return decimal == null ? Coercion.INVALID : nearest(decimal);
    }

    private static byte @Nullable [] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return value instanceof byte[] array ? array : null;
    }

    /** The one bit of a bit string, whose first byte holds the lowest bits. */
    static boolean bit(Object value) {
        if (value instanceof ByteBuffer buffer) {
            return buffer.hasRemaining() && (buffer.get(buffer.position()) & 1) != 0;
        }
        byte[] array = (byte[]) value;
        return array.length > 0 && (array[0] & 1) != 0;
    }

    /** That many thousandths or millionths as a whole number's nearest double. */
    static double fraction(long parts, int digits) {
        return BigDecimal.valueOf(parts, digits).doubleValue();
    }

    static double millis(Instant instant) {
        long seconds = instant.getEpochSecond();
        int millis = instant.getNano() / 1_000_000;
        return Math.abs(seconds) < 9_000_000_000_000_000L ? seconds * 1000 + millis : seconds * 1000d + millis;
    }

    static LocalTime utc(Object offsetTime) {
        return ((OffsetTime) offsetTime).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }

    static String isoDate(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    static String isoInstant(long parts, long perSecond) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(parts, perSecond), Math.floorMod(parts, perSecond) * (1_000_000_000 / perSecond))
                .toString();
    }

    /** With seconds always and as much of a fraction as there is; null when it is not within one day. */
    static @Nullable String isoTime(long parts, long nanosOfPart) {
        return parts < 0 || parts >= 86_400_000_000_000L / nanosOfPart
                ? null
                : DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(parts * nanosOfPart));
    }
}
