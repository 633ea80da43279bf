package io.connectmojo.metrics.export;

import io.connectmojo.metrics.MetricInstance;
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
 * Knows the transform only through metric instances that do not keep it in memory. Thread-safe.
 */
public final class MetricsRegistration implements Runnable {
    static final Logger log = LoggerFactory.getLogger(MetricsRegistration.class);

    private final String id;
    private final TaskName task = TaskName.current();
    private Publisher publisher;
    private boolean closed;

    /** Made by the thread that configures the transform, whose logging context names the task. */
    public MetricsRegistration(String id) {
        this.id = id;
    }

    /** Shows MBeans, unless the worker is going to hand its metrics over. */
    public void begin(List<MetricInstance> instances) {
        if (!KafkaMetrics.workerHasThem()) {
            orBeans(instances);
        }
    }

    /** Shows MBeans when nothing is shown yet. */
    public synchronized void orBeans(List<MetricInstance> instances) {
        if (publisher == null && !closed) {
            tryTo(() -> new JmxMetrics(task, id), instances);
        }
    }

    /** Shows the metrics among the worker's own, and no longer as MBeans. */
    public synchronized void bindTo(PluginMetrics worker, List<MetricInstance> instances) {
        if (!closed) {
            stop();
            tryTo(() -> new KafkaMetrics(worker), instances);
            orBeans(instances);
        }
    }

    /** Shows what has come up since. */
    public synchronized void add(List<MetricInstance> instances) {
        if (publisher != null) {
            Publisher same = publisher;
            tryTo(() -> same, instances);
        }
    }

    private void tryTo(Supplier<Publisher> by, List<MetricInstance> instances) {
        Publisher candidate = null;
        try {
            candidate = by.get();
            candidate.show(instances);
            publisher = candidate;
        } catch (RuntimeException | LinkageError e) {
            log.warn("The metrics of model {} cannot be shown in full; records are scored all the same", id, e);
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
