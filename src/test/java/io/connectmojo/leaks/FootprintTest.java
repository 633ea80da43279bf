package io.connectmojo.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.leaks.Footprint.Allowance;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leaks of every kind, planted: a detector that does not see them proves nothing. */
class FootprintTest {
    private static final MBeanServer JVM = ManagementFactory.getPlatformMBeanServer();
    private static final Allowance TIGHT = new Allowance(2, 2, 5, 100, 1_000_000);

    private Footprint before;

    /** What is kept. */
    public interface Kept {}

    @BeforeEach
    void measure() throws Exception {
        Footprint.of(JVM); // the classes of the detector itself
        before = Footprint.of(JVM);
    }

    private List<String> leaks() throws Exception {
        return Footprint.of(JVM).leaksSince(before, TIGHT);
    }

    @Test
    void workThatLeavesNothing_isNoLeak() throws Exception {
        for (int i = 0; i < 20; i++) {
            Thread thread = new Thread(() -> new byte[100_000].clone());
            thread.start();
            thread.join();
            ObjectName name = new ObjectName("leaks:id=" + i);
            JVM.registerMBean(new StandardMBean(new Kept() {}, Kept.class), name);
            JVM.unregisterMBean(name);
            Files.readAllBytes(Path.of("pom.xml"));
        }
        assertThat(leaks()).isEmpty();
    }

    @Test
    void keptThreads_areNamed() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> await(end), "forgotten-watcher-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        assertThat(leaks()).singleElement().asString().startsWith("threads: ").contains("{forgotten-watcher-#=3}");
        end.countDown();
    }

    /** One thread may go while another comes. */
    @Test
    void keptThreads_areSeenBehindOthersThatEnd() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        List<Thread> ending = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> await(first), "ends");
            thread.start();
            ending.add(thread);
        }
        before = Footprint.of(JVM);
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> await(second), "stays");
            thread.setDaemon(true);
            thread.start();
        }
        first.countDown();
        for (Thread thread : ending) {
            thread.join();
        }
        assertThat(leaks()).singleElement().asString().contains("{stays=3}");
        second.countDown();
    }

    @Test
    void keptMBeans_areNamed() throws Exception {
        List<ObjectName> names = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ObjectName name = new ObjectName("leaks:type=forgotten,task=" + i);
            JVM.registerMBean(new StandardMBean(new Kept() {}, Kept.class), name);
            names.add(name);
        }
        assertThat(leaks()).singleElement().asString().startsWith("MBeans: ").contains("leaks:task=#,type=forgotten=3");
        for (ObjectName name : names) {
            JVM.unregisterMBean(name);
        }
    }

    @Test
    void openFiles_areCounted() throws Exception {
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            open.add(Files.newInputStream(Path.of("pom.xml")));
        }
        assertThat(leaks()).singleElement().asString().startsWith("open files: ");
        for (InputStream file : open) {
            file.close();
        }
    }

    @Test
    void keptClassLoaders_areSeenByTheirClasses() throws Exception {
        URL classes = Footprint.class.getProtectionDomain().getCodeSource().getLocation();
        List<Object> kept = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
            kept.add(loader.loadClass(Allowance.class.getName()));
            loader.close();
        }
        assertThat(leaks()).anySatisfy(line -> assertThat(line).startsWith("classes: "));
        assertThat(kept).hasSize(120);
    }

    @Test
    void keptMemory_isCounted() throws Exception {
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            kept.add(new byte[100_000]);
        }
        assertThat(leaks()).singleElement().asString().startsWith("heap bytes: ");
        assertThat(kept).hasSize(20);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
