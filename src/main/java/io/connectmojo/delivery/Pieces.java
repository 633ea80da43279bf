package io.connectmojo.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a zip is cut into records: pieces 0, 1, … of at most {@value #MAX_BYTES} bytes, in order, each under its own key. */
public final class Pieces {
    /** The longest piece. */
    public static final int MAX_BYTES = 900_000;

    private Pieces() {}

    /** How many pieces a zip of that size is cut into. */
    public static int count(int size) {
        return (int) ((size + (long) MAX_BYTES - 1) / MAX_BYTES);
    }

    /** The record's key: the digest of the whole zip, and the number of the piece. */
    public static String key(String sha256, int number) {
        return sha256 + "/" + number;
    }

    /** The record's value: the next {@value #MAX_BYTES} bytes of the zip, or its end. */
    public static byte[] piece(byte[] zip, int number) {
        int from = number * MAX_BYTES;
        return Arrays.copyOfRange(zip, from, from + Math.min(MAX_BYTES, zip.length - from));
    }

    static byte[] keyBytes(String sha256, int number) {
        return key(sha256, number).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a record's key is that of any piece of the zip. */
    static boolean isOf(String sha256, byte[] key) {
        byte[] prefix = (sha256 + "/").getBytes(StandardCharsets.UTF_8);
        return key.length > prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
