package io.connectmojo.metrics.export;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one daemon thread of a worker that looks once a second what has come up to be shown, so that no task has to. It ends with the
 * last one who is looked at. Thread-safe.
 */
final class MetricsWatcher {
    static final MetricsWatcher OF_WORKER = new MetricsWatcher();

    private static final Logger log = LoggerFactory.getLogger(MetricsWatcher.class);
    private static final long INTERVAL_MILLIS = 1000;

    private final Set<Runnable> looks = new LinkedHashSet<>();
    private @Nullable Thread thread;

    /** Another one, for a test. */
    MetricsWatcher() {}

    /** Looks from now on; a second time is none. */
    synchronized void add(Runnable look) {
        looks.add(look);
        if (thread == null || !thread.isAlive()) {
            thread = new Thread(null, this::run, "mojo-metrics-watcher", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(MetricsWatcher.class.getClassLoader());
            thread.start();
        }
    }

    /** Looks no more, but for a look that is under way. */
    synchronized void remove(Runnable look) {
        looks.remove(look);
        if (looks.isEmpty()) {
            notifyAll();
        }
    }

    private void run() {
        try {
            for (List<Runnable> due = due(); !due.isEmpty(); due = due()) {
                due.forEach(MetricsWatcher::look);
            }
        } catch (InterruptedException e) {
            log.warn("Metrics of further columns are no longer shown: the watcher was interrupted");
        }
    }

    /** Waits for the next time; empty when there is nobody left, and then the thread is to end. */
    private synchronized List<Runnable> due() throws InterruptedException {
        long until = System.nanoTime() + INTERVAL_MILLIS * 1_000_000;
        for (long left = INTERVAL_MILLIS;
                left > 0 && !looks.isEmpty();
                left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        if (looks.isEmpty()) {
            thread = null;
        }
        return List.copyOf(looks);
    }

    private static void look(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | LinkageError e) {
            log.warn("Metrics of further columns cannot be shown", e);
        }
    }
}
