package io.connectmojo.scoring.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loads that hang keep no others waiting for long. */
class LoadQueueTest {
    private final LoadQueue queue = new LoadQueue(TimeUnit.MILLISECONDS.toNanos(300));
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    private void hang() {
        running.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.decrementAndGet();
    }

    @AfterEach
    void letThemGo() {
        end.countDown();
        await().until(() -> running.get() == 0);
    }

    @Test
    void fewLoad_atOnce() throws InterruptedException {
        LoadQueue patient = new LoadQueue(TimeUnit.MINUTES.toNanos(1));
        for (int i = 0; i < 10; i++) {
            patient.add(this::hang);
        }
        await().until(() -> running.get() == 4);
        Thread.sleep(300);
        patient.look();
        assertThat(running.get()).isEqualTo(4);
        end.countDown();
        AtomicInteger last = new AtomicInteger();
        patient.add(last::incrementAndGet);
        await().until(() -> last.get() == 1);
    }

    @Test
    void loadsThatHang_letOthersPass() {
        for (int i = 0; i < 4; i++) {
            queue.add(this::hang);
        }
        AtomicInteger loaded = new AtomicInteger();
        queue.add(loaded::incrementAndGet);
        assertThat(loaded.get()).isZero();
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            queue.look();
            return loaded.get() == 1;
        });
        queue.add(loaded::incrementAndGet);
        await().until(() -> loaded.get() == 2);
        assertThat(running.get()).isEqualTo(4);
    }

    @Test
    void loadThatThrows_frees() {
        for (int i = 0; i < 20; i++) {
            queue.add(() -> {
                throw new IllegalStateException("of the test");
            });
        }
        AtomicInteger loaded = new AtomicInteger();
        queue.add(loaded::incrementAndGet);
        await().dontCatchUncaughtExceptions().until(() -> loaded.get() == 1);
    }
}
