package io.connectmojo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
import io.connectmojo.model.library.ModelRequest;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A feed that no package of the models knows: announcements that are kept in memory, as a topic's reader would. */
class FeedFromOutsideTest {
    private static final byte[] FIRST =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();
    private static final byte[] SECOND =
            EditedMojo.of(FIRST).ini("init_f", "0.25").zip();
    private static final Map<String, Announcement> ANNOUNCED = new ConcurrentHashMap<>();

    private record Announcement(int version, byte[] zip, String sha256) {
        static Announcement of(int version, byte[] zip) {
            return new Announcement(version, zip, MojoFile.sha256(zip));
        }
    }

    /** @param gate holds back what has been read; no part of what the feed is */
    private record Announced(String name, CountDownLatch gate) implements ModelFeed {
        @Override
        public boolean equals(Object other) {
            return other instanceof Announced same && name.equals(same.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public ModelContent read(Signal arrived) {
            Announcement last = ANNOUNCED.get(name);
            if (last == null) {
                throw Problem.of(ModelError.NOT_FOUND, "No model is announced")
                        .where(name)
                        .why("it is withdrawn")
                        .fix("announce it");
            }
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ModelContent.ofMojo(last.zip(), toString(), ModelLimits.ofWorker())
                    .withChecksum(() -> Optional.of(new ModelContent.Checksum(last.sha256(), "its announcement")));
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public State state() {
            return new State(Optional.ofNullable(ANNOUNCED.get(name)).map(Announcement::version), true);
        }
    }

    private static ModelRequest request(String name) {
        return request(name, new CountDownLatch(0));
    }

    private static ModelRequest request(String name, CountDownLatch gate) {
        return new ModelRequest(
                new Announced(name, gate), Optional.empty(), 5, model -> {}, (a, b) -> Optional.empty());
    }

    @Test
    void announcement_isLoadedThenFollowed() {
        ANNOUNCED.put("churn", Announcement.of(1, FIRST));
        try (ModelHandle handle = ModelLibrary.open(request("churn"));
                ModelHandle other = ModelLibrary.open(request("churn"))) {
            assertThat(handle.current().digest()).isEqualTo(MojoFile.sha256(FIRST));
            assertThat(other.current()).isSameAs(handle.current());
            ANNOUNCED.put("churn", Announcement.of(2, SECOND));
            await().until(() -> handle.current().digest().equals(MojoFile.sha256(SECOND)));
            await().until(() -> other.current() == handle.current());
            ANNOUNCED.put("churn", new Announcement(3, FIRST, "0".repeat(64)));
            await().until(() -> handle.status().problem().equals(Optional.of("M011")));
            ANNOUNCED.remove("churn");
            await().until(() -> handle.status().problem().equals(Optional.of("M001")));
            assertThat(handle.current().digest()).isEqualTo(MojoFile.sha256(SECOND));
        }
    }

    @Test
    void olderContentReadAtStart_isBroughtUpToDate() throws Exception {
        ANNOUNCED.put("late", Announcement.of(1, FIRST));
        CountDownLatch gate = new CountDownLatch(1);
        ExecutorService task = Executors.newSingleThreadExecutor();
        try (ModelHandle handle = ModelLibrary.open(request("late"))) {
            Future<ModelHandle> late = task.submit(() -> ModelLibrary.open(request("late", gate)));
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread ->
                            thread.getName().equals("mojo-model-read") && thread.getState() == Thread.State.WAITING));
            ANNOUNCED.put("late", Announcement.of(2, SECOND));
            await().until(() -> handle.current().digest().equals(MojoFile.sha256(SECOND)));
            gate.countDown();
            try (ModelHandle other = late.get()) {
                await().until(() -> other.current() == handle.current());
            }
        } finally {
            task.shutdownNow();
        }
    }

    @Test
    void nothingAnnounced_startIsRefused() {
        assertThatThrownBy(() -> ModelLibrary.open(request("absent"))).hasMessageStartingWith("MOJO-M001 ");
    }

    @Test
    void announcementOfOtherBytes_startIsRefused() {
        ANNOUNCED.put("wrong", new Announcement(1, FIRST, "0".repeat(64)));
        assertThatThrownBy(() -> ModelLibrary.open(request("wrong")))
                .hasMessageStartingWith("MOJO-M011 ")
                .hasMessageContaining("its announcement asks for 000000000000");
    }
}
