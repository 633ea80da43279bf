package io.connectmojo.model.profile;

/**
 * A profile as it was found, not yet read.
 *
 * @param where what to call it in messages, such as the file's path
 */
public record ProfileBytes(byte[] json, String where) {
    /** No profile is longer. */
    public static final int MAX_BYTES = 64 << 20;
}
