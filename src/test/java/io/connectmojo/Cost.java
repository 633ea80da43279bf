package io.connectmojo;

import java.lang.management.ManagementFactory;

/** What a piece of work costs this thread. */
final class Cost {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Cost() {}

    /** Bytes that it allocates, the least of several runs. */
    static long bytes(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            work.run();
            least = Math.min(
                    least,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least;
    }

    /** Processor time in nanoseconds, the least of many runs: what others do meanwhile does not count. */
    static long nanos(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
        }
        return Math.max(1, least);
    }

    /** The work, that many times. */
    static Runnable times(int times, Runnable work) {
        return () -> {
            for (int i = 0; i < times; i++) {
                work.run();
            }
        };
    }
}
