package io.connectmojo.model.archive;

import java.nio.ByteOrder;

/**
 * The bytes of one of H2O's compressed trees, read one number after the other in the order of the machine, as H2O's library
 * does whatever the model says. Reading beyond the end throws an {@link IndexOutOfBoundsException}. A plain array: large
 * models are read before the compiler has made anything of ByteBuffer.
 */
public final class TreeBytes {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private final byte[] bytes;
    private int position;

    /** At the beginning of the array, which is not copied. */
    public TreeBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public int position() {
        return position;
    }

    public void position(int at) {
        position = at;
    }

    public int remaining() {
        return bytes.length - position;
    }

    /** A byte, 0 to 255, anywhere; the position stays. */
    public int byteAt(int at) {
        return bytes[at] & 0xff;
    }

    /** One byte, 0 to 255. */
    public int one() {
        return bytes[position++] & 0xff;
    }

    /** Two bytes, 0 to 65535. */
    public int two() {
        int first = one();
        return LITTLE ? first | one() << 8 : first << 8 | one();
    }

    /** Three bytes, always the lowest first. */
    public int three() {
        return one() | one() << 8 | one() << 16;
    }

    /** Four bytes with a sign. */
    public int four() {
        int first = two();
        return LITTLE ? first | two() << 16 : first << 16 | two();
    }

    /** Four bytes that are a float. */
    public float real() {
        return Float.intBitsToFloat(four());
    }
}
