package io.connectmojo.scoring.challenge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A value as bytes that are the same on every worker: text in UTF-8, bytes as they are, numbers as the plain decimal of their exact
 * value, whatever their type, members of a Struct or Map in the order of their names. Reused from value to value; not thread-safe.
 */
final class SplitBytes {
    /** Stands behind a name, and behind each value of several. */
    private static final char END = '\u0000';

    /** A decimal with more digits before its point stays in scientific form. */
    private static final int MAX_DIGITS = 40;

    private final int start;
    private byte[] bytes;
    private int size;

    /** @param salt what stands before each value */
    SplitBytes(String salt) {
        byte[] first = salt.getBytes(StandardCharsets.UTF_8);
        start = first.length;
        bytes = Arrays.copyOf(first, first.length + 64);
    }

    /** The hash of the salt and the value. */
    int hash(Object value) {
        size = start;
        add(value);
        return Murmur2.hash(bytes, size);
    }

    private void add(@Nullable Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof byte[] array) {
            raw(array);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            raw(copy);
        } else if (value instanceof Number number) {
            text(decimal(number));
        } else if (value instanceof Date date) {
            text(Long.toString(date.getTime()));
        } else if (value instanceof Struct struct) {
            members(struct);
        } else if (value instanceof Map<?, ?> map) {
            members(map);
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::element);
        } else if (value != null) {
            text(value.toString());
        }
    }

    private void element(@Nullable Object value) {
        add(value);
        put((byte) END);
    }

    private void members(Struct struct) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        for (Field field : struct.schema().fields()) {
            members.put(field.name(), struct.get(field));
        }
        inOrder(members);
    }

    private void members(Map<?, ?> map) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        inOrder(members);
    }

    private void inOrder(Map<String, @Nullable Object> members) {
        members.forEach((name, value) -> {
            element(name);
            element(value);
        });
    }

    private static String decimal(Number number) {
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger) {
            return number.toString();
        }
        double approximate = number.doubleValue();
        BigDecimal exact;
        if (number instanceof BigDecimal decimal) {
            exact = decimal;
        } else if (Double.isFinite(approximate)) {
            // not by Double.toString, which differs between versions of Java
            exact = new BigDecimal(approximate);
        } else {
            return Double.toString(approximate);
        }
        BigDecimal shortest = exact.stripTrailingZeros();
        return shortest.precision() - (long) shortest.scale() <= MAX_DIGITS && shortest.scale() <= 1074
                ? shortest.toPlainString()
                : shortest.toString();
    }

    private void text(String text) {
        int length = text.length();
        reserve(length);
        byte[] to = bytes;
        int at = size;
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            to[at++] = (byte) c;
            all |= c;
        }
        if (all < 0x80) {
            size = at;
        } else {
            raw(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void raw(byte[] from) {
        reserve(from.length);
        System.arraycopy(from, 0, bytes, size, from.length);
        size += from.length;
    }

    private void put(byte one) {
        reserve(1);
        bytes[size++] = one;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
