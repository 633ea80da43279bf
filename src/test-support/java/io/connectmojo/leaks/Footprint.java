package io.connectmojo.leaks;

import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * What a JVM holds at one moment, read through its management interface, of this JVM or of another one: the detector of leaks. Heap and
 * classes are counted after collections.
 *
 * @param threads how many there are of each name, digits aside
 * @param beans how many MBeans there are of each name, digits aside
 * @param handles open files and sockets
 */
public record Footprint(
        Map<String, Integer> threads, Map<String, Integer> beans, long handles, long classes, long heapBytes) {
    private static final int COLLECTIONS = 20;

    /** How much more of each a later footprint may have. */
    public record Allowance(int threads, int beans, int handles, int classes, long heapBytes) {}

    public static Footprint of(MBeanServerConnection jvm) throws IOException {
        long heap = heapAfterCollections(jvm);
        try {
            return new Footprint(
                    threads(jvm),
                    beans(jvm),
                    (Long) jvm.getAttribute(
                            new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "OpenFileDescriptorCount"),
                    ManagementFactory.newPlatformMXBeanProxy(
                                    jvm, ManagementFactory.CLASS_LOADING_MXBEAN_NAME, ClassLoadingMXBean.class)
                            .getLoadedClassCount(),
                    heap);
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    /** What is too much against an earlier footprint, a line each; empty when nothing is. */
    public List<String> leaksSince(Footprint before, Allowance allowance) {
        List<String> leaks = new ArrayList<>();
        counted("threads", before.threads, threads, allowance.threads, leaks);
        counted("MBeans", before.beans, beans, allowance.beans, leaks);
        grown("open files", before.handles, handles, allowance.handles, leaks);
        grown("classes", before.classes, classes, allowance.classes, leaks);
        grown("heap bytes", before.heapBytes, heapBytes, allowance.heapBytes, leaks);
        return leaks;
    }

    /** The numbers alone. */
    public String inNumbers() {
        return "%d threads, %d MBeans, %d open files, %d classes, %.1f MB heap"
                .formatted(sum(threads), sum(beans), handles, classes, heapBytes / 1e6);
    }

    private static void grown(String what, long before, long now, long allowed, List<String> leaks) {
        if (now > before + allowed) {
            leaks.add("%s: %d, were %d, allowed %d more".formatted(what, now, before, allowed));
        }
    }

    private static void counted(
            String what, Map<String, Integer> before, Map<String, Integer> now, int allowed, List<String> leaks) {
        Map<String, Integer> more = new TreeMap<>();
        now.forEach((name, count) -> {
            int difference = count - before.getOrDefault(name, 0);
            if (difference > 0) {
                more.put(name, difference);
            }
        });
        // what has gone does not make up for what has come
        if (sum(more) > allowed) {
            leaks.add("%s: %d, were %d, allowed %d more: %s".formatted(what, sum(now), sum(before), allowed, more));
        }
    }

    private static Map<String, Integer> threads(MBeanServerConnection jvm) throws IOException {
        ThreadMXBean bean =
                ManagementFactory.newPlatformMXBeanProxy(jvm, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        Map<String, Integer> threads = new TreeMap<>();
        for (ThreadInfo thread : bean.getThreadInfo(bean.getAllThreadIds())) {
            if (thread != null) {
                threads.merge(withoutDigits(thread.getThreadName()), 1, Integer::sum);
            }
        }
        return threads;
    }

    private static Map<String, Integer> beans(MBeanServerConnection jvm) throws IOException {
        Map<String, Integer> beans = new TreeMap<>();
        jvm.queryNames(null, null)
                .forEach(name -> beans.merge(withoutDigits(name.getCanonicalName()), 1, Integer::sum));
        return beans;
    }

    /** Of {@code reader-7} and of {@code sink-0b2c…} with a UUID the part that stays. */
    private static String withoutDigits(String name) {
        return name.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "#").replaceAll("[0-9]+", "#");
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static long heapAfterCollections(MBeanServerConnection jvm) throws IOException {
        MemoryMXBean memory =
                ManagementFactory.newPlatformMXBeanProxy(jvm, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        long last = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
            long now = memory.getHeapMemoryUsage().getUsed();
            if (now >= last) {
                return last;
            }
            last = now;
        }
        return last;
    }
}
