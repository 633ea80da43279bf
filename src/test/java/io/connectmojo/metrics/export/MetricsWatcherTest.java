package io.connectmojo.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsWatcherTest {
    private final MetricsWatcher watcher = new MetricsWatcher();
    private final AtomicInteger looks = new AtomicInteger();
    private final Runnable look = looks::incrementAndGet;

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mojo-metrics-watcher"))
                .collect(Collectors.toSet());
    }

    @Test
    void threadOfTheWatcher_endsWithTheLastLook() throws Exception {
        Set<Thread> others = threads();
        Runnable other = () -> {};
        watcher.add(look);
        watcher.add(other);
        Set<Thread> own = threads();
        own.removeAll(others);
        assertThat(own).hasSize(1).allMatch(Thread::isDaemon);
        Thread thread = own.iterator().next();
        watcher.remove(other);
        thread.join(100);
        assertThat(thread.isAlive()).isTrue();
        watcher.remove(look);
        thread.join(5000);
        assertThat(thread.isAlive()).isFalse();
        watcher.add(look);
        await().atMost(Duration.ofSeconds(10)).until(() -> looks.get() > 0);
        watcher.remove(look);
    }

    @Test
    void failingLook_keepsNobodyFromBeingLookedAt() {
        Runnable bad = () -> {
            throw new IllegalStateException("no");
        };
        watcher.add(bad);
        watcher.add(look);
        await().atMost(Duration.ofSeconds(10)).until(() -> looks.get() > 1);
        watcher.remove(bad);
        watcher.remove(look);
    }
}
