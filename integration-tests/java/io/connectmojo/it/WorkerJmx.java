package io.connectmojo.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.connectmojo.leaks.Footprint;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBeans of another JVM of this machine, read as a monitoring tool reads them: without the classes of that JVM. */
final class WorkerJmx implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private WorkerJmx(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    static WorkerJmx of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new WorkerJmx(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    Set<String> names(String pattern) throws IOException, JMException {
        return beans.queryNames(new ObjectName(pattern), null).stream()
                .map(ObjectName::toString)
                .collect(Collectors.toSet());
    }

    Object attribute(String name, String attribute) throws IOException, JMException {
        return beans.getAttribute(new ObjectName(name), attribute);
    }

    /** One by one: some of Kafka's have types that only the worker knows. */
    TreeMap<String, Object> attributes(String name) throws IOException, JMException {
        TreeMap<String, Object> attributes = new TreeMap<>();
        for (MBeanAttributeInfo info : beans.getMBeanInfo(new ObjectName(name)).getAttributes()) {
            attributes.put(info.getName(), attribute(name, info.getName()));
        }
        return attributes;
    }

    /** What that JVM holds, after collections. */
    Footprint footprint() throws IOException {
        return Footprint.of(beans);
    }

    /** How many objects there are of the classes of a package and those below, after a collection. */
    long instances(String packageName) throws IOException, JMException {
        String histogram = (String) beans.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
        // number, instances, bytes, name of the class
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(cells -> cells.length > 3 && cells[3].startsWith(packageName + "."))
                .mapToLong(cells -> Long.parseLong(cells[1]))
                .sum();
    }

    /** The names of all threads that live. */
    List<String> threads() throws IOException, JMException {
        ObjectName threading = new ObjectName("java.lang:type=Threading");
        Object ids = beans.getAttribute(threading, "AllThreadIds");
        Object infos =
                beans.invoke(threading, "getThreadInfo", new Object[] {ids}, new String[] {long[].class.getName()});
        return Arrays.stream((CompositeData[]) infos)
                .filter(Objects::nonNull)
                .map(info -> (String) info.get("threadName"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
