package io.connectmojo.scoring.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The loads of a worker's models for single records: a few at once, each on a thread of its own, first come, first served. One that
 * takes long does not count among these: while it hangs the others go on. Thread-safe.
 */
final class LoadQueue {
    private static final LoadQueue OF_WORKER = new LoadQueue(2_000_000_000L);

    private static final int MAX_AT_ONCE = 4;

    /** Threads, with those whose loads hang. */
    private static final int MAX_THREADS = 256;

    private final long longNanos;
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    /** Since when each thread loads. */
    private final Map<Thread, Long> loading = new HashMap<>();

    /** @param longNanos after which time a load no longer counts */
    LoadQueue(long longNanos) {
        this.longNanos = longNanos;
    }

    static LoadQueue ofWorker() {
        return OF_WORKER;
    }

    synchronized void add(Runnable load) {
        waiting.add(load);
        look();
    }

    /** Starts what may start now. To be called now and then by whoever waits. */
    synchronized void look() {
        long now = System.nanoTime();
        long active = loading.values().stream()
                .filter(since -> now - since < longNanos)
                .count();
        while (active < MAX_AT_ONCE && loading.size() < MAX_THREADS && !waiting.isEmpty()) {
            start(waiting.remove(), now);
            active++;
        }
    }

    private void start(Runnable load, long now) {
        Thread thread = new Thread(null, () -> run(load), "mojo-fleet-load", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(LoadQueue.class.getClassLoader());
        loading.put(thread, now);
        thread.start();
    }

    private void run(Runnable load) {
        try {
            load.run();
        } finally {
            synchronized (this) {
                loading.remove(Thread.currentThread());
                look();
            }
        }
    }
}
