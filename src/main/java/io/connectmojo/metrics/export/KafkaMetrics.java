package io.connectmojo.metrics.export;

import io.connectmojo.metrics.MetricInstance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * The metrics as the worker's own (KIP-877), which tags them with connector, task and transform. Gauges alone: sensors are
 * shared by all tasks of a worker.
 *
 * <p>A transform that Connect has never closed, because a later one of its chain failed, or that it closes late, because its
 * task hangs, still has its names when the next one comes: the next one takes them over.
 */
final class KafkaMetrics implements Publisher {
    /** Who shows which name; the lock of all instances. */
    private static final Map<MetricName, KafkaMetrics> OWNERS = new HashMap<>();

    private final PluginMetrics worker;
    private final Set<MetricName> shown = new HashSet<>();

    KafkaMetrics(PluginMetrics worker) {
        this.worker = worker;
    }

    /**
     * Whether the worker calls {@link Monitorable}. Those before 4.1 have no such interface, and the plugin's own is in use. True
     * for sure only where the plugin has a class loader of its own.
     */
    static boolean workerHasThem() {
        return Monitorable.class.getClassLoader() != KafkaMetrics.class.getClassLoader();
    }

    @Override
    public void show(List<MetricInstance> instances) {
        synchronized (OWNERS) {
            for (MetricInstance instance : instances) {
                MetricName name =
                        worker.metricName(instance.metric().title, instance.metric().meaning, inOrder(instance.tags()));
                if (shown.add(name)) {
                    KafkaMetrics before = OWNERS.put(name, this);
                    if (before != null && before.shown.remove(name)) {
                        before.remove(name);
                    }
                    worker.addMetric(name, (Gauge<Object>) (config, now) -> instance.value());
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (OWNERS) {
            for (MetricName name : shown) {
                OWNERS.remove(name, this);
                remove(name);
            }
            shown.clear();
        }
    }

    private void remove(MetricName name) {
        try {
            worker.removeMetric(name);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // the worker has removed it already
        }
    }

    /** Kafka asks for that class. */
    @SuppressWarnings("NonApiType")
    private static LinkedHashMap<String, String> inOrder(Map<String, String> tags) {
        return new LinkedHashMap<>(TagOrder.of(tags));
    }
}
