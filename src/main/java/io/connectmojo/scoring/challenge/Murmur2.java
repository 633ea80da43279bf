package io.connectmojo.scoring.challenge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash2 of 32 bits, with the seed that Kafka's partitioner uses. */
final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;
    private static final VarHandle BLOCK = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Murmur2() {}

    /** The hash of the first bytes of an array. */
    static int hash(byte[] bytes, int length) {
        int hash = SEED ^ length;
        int at = 0;
        for (; at + 4 <= length; at += 4) {
            int block = (int) BLOCK.get(bytes, at) * M;
            block ^= block >>> R;
            hash = hash * M ^ block * M;
        }
        if (at < length) {
            int rest = 0;
            for (int last = length - 1; last >= at; last--) {
                rest = rest << 8 | bytes[last] & 0xff;
            }
            hash = (hash ^ rest) * M;
        }
        hash = (hash ^ hash >>> 13) * M;
        return hash ^ hash >>> 15;
    }
}
