package io.connectmojo;

import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The metrics that JMX shows of a transform with a {@code metrics.id} of its own, outside of Connect. */
record ShownMetrics(String id) {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    /** @param tags as in the object name, each with a comma in front */
    Object get(String attribute, String tags) {
        try {
            return SERVER.getAttribute(new ObjectName(prefix() + tags), attribute);
        } catch (JMException e) {
            throw new IllegalStateException(id + " " + tags + " " + attribute, e);
        }
    }

    Object get(String attribute) {
        return get(attribute, "");
    }

    /** Waits for an attribute that comes up after a count. */
    void awaitThere(String attribute, String tags) {
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> SERVER.getAttribute(new ObjectName(prefix() + tags), attribute) != null);
    }

    /** Names of all beans of that id alone, without what they have in common. */
    Set<String> beans() {
        try {
            return SERVER.queryNames(new ObjectName(prefix() + ",*"), null).stream()
                    .map(ObjectName::getCanonicalName)
                    .collect(Collectors.toSet());
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The columns that have beans. */
    Set<String> columns() {
        return beans().stream()
                .filter(name -> name.contains("column="))
                .map(name -> name.replaceFirst(".*column=([^,]+).*", "$1"))
                .collect(Collectors.toSet());
    }

    private String prefix() {
        return "io.connectmojo:type=scorer,connector=unknown,task=unknown,id=" + id;
    }
}
