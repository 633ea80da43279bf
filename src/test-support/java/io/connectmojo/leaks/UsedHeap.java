package io.connectmojo.leaks;

/** The heap of this JVM that is in use. */
public final class UsedHeap {
    private static final int MOST_COLLECTIONS = 20;

    private UsedHeap() {}

    /** Bytes after as many collections as free anything. */
    public static long bytes() {
        long last = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            if (now >= last) {
                return last;
            }
            last = now;
        }
        return last;
    }
}
