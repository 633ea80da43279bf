package io.connectmojo.metrics.export;

import io.connectmojo.metrics.MetricInstance;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics as MBeans of our own, for workers that do not call {@link org.apache.kafka.common.metrics.Monitorable}: one for
 * each set of tags, under {@code io.connectmojo:type=scorer,connector=…,task=…,id=…}. When another transform has the id, this
 * one is {@code id-2}, {@code id-3} and so on.
 */
final class JmxMetrics implements Publisher {
    private static final Logger log = LoggerFactory.getLogger(JmxMetrics.class);
    private static final int MAX_OF_AN_ID = 10_000;

    /** What stands in an object name as it is; Kafka quotes the same. */
    private static final Pattern PLAIN = Pattern.compile("[\\w-%. \t]*");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final TaskName task;
    private final String id;
    private final Map<Map<String, String>, GaugeBean> beans = new HashMap<>();
    private final Map<Map<String, String>, ObjectName> names = new HashMap<>();
    private @Nullable String prefix;

    JmxMetrics(TaskName task, String id) {
        this.task = task;
        this.id = id;
    }

    @Override
    public synchronized void show(List<MetricInstance> instances) {
        Map<Map<String, String>, GaugeBean> made = new HashMap<>();
        for (MetricInstance instance : instances) {
            GaugeBean bean = beans.get(instance.tags());
            (bean == null ? made.computeIfAbsent(instance.tags(), tags -> new GaugeBean()) : bean).add(instance);
        }
        beans.putAll(made);
        try {
            String common = prefix == null ? takeId(made, instances.get(0).tags()) : prefix;
            for (Map.Entry<Map<String, String>, GaugeBean> entry : made.entrySet()) {
                register(entry.getKey(), entry.getValue(), name(common, entry.getKey()));
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bean with the fewest tags, which is taken out of those that were made, holds the id for the others. */
    private String takeId(Map<Map<String, String>, GaugeBean> made, Map<String, String> fewest) throws JMException {
        GaugeBean first = made.remove(fewest);
        for (int n = 1; n <= MAX_OF_AN_ID; n++) {
            String free = "io.connectmojo:type=scorer,connector=" + plain(task.connector()) + ",task="
                    + plain(task.task()) + ",id=" + plain(n == 1 ? id : id + "-" + n);
            try {
                register(fewest, first, name(free, fewest));
                prefix = free;
                return free;
            } catch (InstanceAlreadyExistsException e) {
                // the next one
            }
        }
        throw new InstanceAlreadyExistsException(id);
    }

    private void register(Map<String, String> tags, GaugeBean bean, ObjectName name) throws JMException {
        server.registerMBean(bean, name);
        names.put(tags, name);
    }

    private static ObjectName name(String prefix, Map<String, String> tags) throws JMException {
        StringBuilder name = new StringBuilder(prefix);
        TagOrder.of(tags)
                .forEach(
                        (tag, value) -> name.append(',').append(tag).append('=').append(plain(value)));
        return new ObjectName(name.toString());
    }

    private static String plain(String value) {
        return PLAIN.matcher(value).matches() && !value.isEmpty() ? value : ObjectName.quote(value);
    }

    @Override
    public synchronized void close() {
        for (ObjectName name : names.values()) {
            try {
                server.unregisterMBean(name);
            } catch (InstanceNotFoundException e) {
                // someone was faster
            } catch (JMException | RuntimeException e) {
                log.warn("The metrics {} cannot be removed", name, e);
            }
        }
        names.clear();
        beans.clear();
    }
}
