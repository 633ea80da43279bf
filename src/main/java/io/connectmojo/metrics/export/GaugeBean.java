package io.connectmojo.metrics.export;

import io.connectmojo.metrics.Metric;
import io.connectmojo.metrics.MetricInstance;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/** Readings with the same tags as the attributes of one MBean. */
final class GaugeBean implements DynamicMBean {
    private final List<MetricInstance> instances = new CopyOnWriteArrayList<>();

    void add(MetricInstance instance) {
        if (instances.stream().noneMatch(instance::isLike)) {
            instances.add(instance);
        }
    }

    @Override
    public @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
        for (MetricInstance instance : instances) {
            if (instance.metric().title.equals(name)) {
                return instance.value();
            }
        }
        throw new AttributeNotFoundException(name);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList attributes = new AttributeList();
        for (String name : names) {
            for (MetricInstance instance : instances) {
                if (instance.metric().title.equals(name)) {
                    attributes.add(new Attribute(name, instance.value()));
                }
            }
        }
        return attributes;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = instances.stream()
                .map(MetricInstance::metric)
                .map(metric -> new MBeanAttributeInfo(
                        metric.title,
                        metric.type == Metric.Type.TEXT ? String.class.getName() : Number.class.getName(),
                        metric.meaning,
                        true,
                        false,
                        false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(getClass().getName(), "Scoring with an H2O model", attributes, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("metrics are read only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(action), "metrics have no operations");
    }
}
