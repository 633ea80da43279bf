package io.connectmojo.scoring.challenge;

/** MurmurHash2 of 32 bits, with the seed that Kafka's partitioner uses. */
final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private Murmur2() {}

    /** The hash of the first bytes of an array. */
    static int hash(byte[] bytes, int length) {
        int hash = SEED ^ length;
        int at = 0;
        for (; at + 4 <= length; at += 4) {
            int block = bytes[at] & 0xff
                    | (bytes[at + 1] & 0xff) << 8
                    | (bytes[at + 2] & 0xff) << 16
                    | (bytes[at + 3] & 0xff) << 24;
            block *= M;
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
