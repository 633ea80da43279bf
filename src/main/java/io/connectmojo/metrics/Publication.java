package io.connectmojo.metrics;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where the metrics of one transform are shown, and never fails a task.
 *
 * <p>Workers from 4.1 hand their metrics over right after they have configured a transform. Older ones, on which the plugin has
 * brought the interface along, never do: there we show MBeans at once. Where neither is certain, the first record shows them.
 * Knows the transform only through readings that do not keep it in memory. Thread-safe.
 */
final class Publication implements Runnable {
    static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final String id;
    private final TaskName task = TaskName.current();
    private Publisher publisher;
    private boolean closed;

    /** Made by the thread that configures the transform, whose logging context names the task. */
    Publication(String id) {
        this.id = id;
    }

    /** Shows MBeans, unless the worker is going to hand its metrics over. */
    void begin(List<Reading> readings) {
        if (!KafkaMetrics.workerHasThem()) {
            orBeans(readings);
        }
    }

    /** Shows MBeans when nothing is shown yet. */
    synchronized void orBeans(List<Reading> readings) {
        if (publisher == null && !closed) {
            tryTo(() -> new ScorerBeans(task, id), readings);
        }
    }

    /** Shows the metrics among the worker's own, and no longer as MBeans. */
    synchronized void on(PluginMetrics worker, List<Reading> readings) {
        if (!closed) {
            stop();
            tryTo(() -> new KafkaMetrics(worker), readings);
            orBeans(readings);
        }
    }

    /** Shows what has come up since. */
    synchronized void more(List<Reading> readings) {
        if (publisher != null) {
            Publisher same = publisher;
            tryTo(() -> same, readings);
        }
    }

    private void tryTo(Supplier<Publisher> by, List<Reading> readings) {
        Publisher candidate = null;
        try {
            candidate = by.get();
            candidate.show(readings);
            publisher = candidate;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The metrics of model {} cannot be shown in full; records are scored all the same", id, e);
            if (candidate != null && candidate != publisher) {
                candidate.close();
            }
        }
    }

    private void stop() {
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }

    /** Takes all away: the transform is closed, or garbage. */
    @Override
    public synchronized void run() {
        closed = true;
        stop();
    }
}
