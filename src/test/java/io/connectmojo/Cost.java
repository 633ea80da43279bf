package io.connectmojo;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a piece of work costs this thread. */
final class Cost {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int SLICES = 21;

    /** Between the executor's and the transform's: WorkerSinkTask, TransformationChain, RetryWithToleranceOperator. */
    private static final int TASK_FRAMES = 15;

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

    /** Processor time in nanoseconds of two pieces of work. */
    record Pair(double one, double other) {}

    /** The medians of slices of both in turn, in which both meet the same load and the same clock. */
    static Pair inTurn(Runnable one, Runnable other) {
        double[] ones = new double[SLICES];
        double[] others = new double[SLICES];
        for (int i = 0; i < SLICES; i++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            one.run();
            long middle = THREADS.getCurrentThreadCpuTime();
            other.run();
            ones[i] = middle - begin;
            others[i] = THREADS.getCurrentThreadCpuTime() - middle;
        }
        Arrays.sort(ones);
        Arrays.sort(others);
        return new Pair(ones[SLICES / 2], others[SLICES / 2]);
    }

    /**
     * Runs it on a stack as deep as that of a worker's task, of which an exception records every frame. A test's stack is several times as
     * deep.
     */
    static void onTheStackOfATask(Runnable work) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            executor.submit(() -> deeper(TASK_FRAMES, work)).get();
        } finally {
            executor.shutdown();
        }
    }

    private static void deeper(int frames, Runnable work) {
        if (frames == 0) {
            work.run();
        } else {
            deeper(frames - 1, work);
        }
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
