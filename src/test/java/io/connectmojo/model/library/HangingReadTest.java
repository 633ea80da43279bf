package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.feed.FileFeed;
import io.connectmojo.model.library.StuckFiles.Operation;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file system that does not answer any more, at start and at a reload. */
class HangingReadTest {
    private static final Duration SILENCE = Duration.ofMillis(700);
    private static final int MORE_THAN_LOAD = 6;
    private static final byte[] OLD =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();
    private static final byte[] NEW = EditedMojo.of(OLD).ini("init_f", "0.5").zip();

    @TempDir
    Path folder;

    private final StuckFiles files = new StuckFiles();
    private final LogLines log = new LogLines();
    private final ModelLibrary library = new ModelLibrary(log, SILENCE);
    private final List<ModelHandle> open = new ArrayList<>();

    @AfterEach
    void close() {
        files.answer();
        open.forEach(ModelHandle::close);
        Watched.eventually(() -> threads() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mojo-model-read")
                        || thread.getName().startsWith("mojo-model-look"))
                .filter(Thread::isAlive)
                .count();
    }

    private ModelHandle open(Path path) {
        ModelHandle handle = library.openModel(new ModelRequest(
                new FileFeed(path),
                Optional.empty(),
                Watched.INTERVAL,
                model -> {},
                (serving, candidate) -> Optional.empty()));
        open.add(handle);
        return handle;
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** Whether another model is loaded and reloaded as ever. */
    private void anotherModelComesAndGoesOn() throws IOException {
        Path file = write("other.zip", OLD);
        ModelHandle other = open(file);
        Files.write(file, NEW);
        Watched.eventually(() -> other.current().digest().equals(MojoFile.sha256(NEW)));
    }

    @Nested
    class AtStart {
        @ParameterizedTest
        @EnumSource
        void operationHangs_startFailsAfterTheSilence(Operation operation) throws IOException {
            Path file = files.path(write("model.zip", OLD));
            files.hang(operation);
            long start = System.nanoTime();
            assertThatThrownBy(() -> open(file))
                    .hasMessageStartingWith("MOJO-M021 ")
                    .hasMessageContaining(file.toString());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SILENCE);
            anotherModelComesAndGoesOn();
            files.answer();
            assertThat(open(file).current().digest()).isEqualTo(MojoFile.sha256(OLD));
        }

        @Test
        void fewReadsHang_nextStartFailsAtOnce() throws IOException {
            Path file = files.path(write("model.zip", OLD));
            files.hang(Operation.READ);
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> open(file)).hasMessageContaining("has read nothing");
            }
            assertThatThrownBy(() -> open(file))
                    .hasMessageStartingWith("MOJO-M021 ")
                    .hasMessageContaining("4 earlier reads");
            assertThat(threads()).isEqualTo(4);
            files.answer();
            Watched.eventually(() -> threads() == 0);
            assertThat(open(file).current()).isNotNull();
        }

        @Test
        void slowFeedThatGoesOn_isWaitedFor() {
            ModelFeed slow = new ModelFeed() {
                @Override
                public String name() {
                    return "slow";
                }

                @Override
                public ModelContent read(Signal arrived) {
                    for (int i = 0; i < 8; i++) {
                        pause();
                        arrived.give();
                    }
                    return ModelContent.ofMojo(OLD, "slow", ModelLimits.ofWorker());
                }
            };
            assertThat(library.openModel(ModelRequest.of(slow)).current()).isNotNull();
        }
    }

    @Nested
    class AtReload {
        @ParameterizedTest
        @EnumSource
        void manyFilesHang_othersAreReloaded(Operation operation) throws IOException {
            List<ModelHandle> hanging = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_LOAD; i++) {
                hanging.add(open(files.path(write(i + ".zip", OLD))));
            }
            files.hang(operation);
            for (int i = 0; i < MORE_THAN_LOAD; i++) {
                write(i + ".zip", NEW);
            }
            Watched.eventually(() -> hanging.stream()
                    .allMatch(handle -> handle.status().problem().equals(Optional.of("M021"))));
            anotherModelComesAndGoesOn();
            assertThat(hanging)
                    .allSatisfy(handle -> assertThat(handle.current().digest()).isEqualTo(MojoFile.sha256(OLD)));
            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("keeps serving: MOJO-M021 "))
                    .hasSize(MORE_THAN_LOAD);
            files.answer();
            Watched.eventually(() -> hanging.stream()
                    .allMatch(handle -> handle.current().digest().equals(MojoFile.sha256(NEW))
                            && !handle.status().isStale()));
        }

        @Test
        void sameContentAfterTheHang_isNoLongerStale() {
            CountDownLatch answer = new CountDownLatch(1);
            AtomicBoolean hangs = new AtomicBoolean();
            AtomicInteger looks = new AtomicInteger();
            ModelFeed feed = new ModelFeed() {
                @Override
                public String name() {
                    return "memory";
                }

                @Override
                public ModelContent read(Signal arrived) {
                    return ModelContent.ofMojo(OLD, "memory", ModelLimits.ofWorker());
                }

                @Override
                public boolean changes() {
                    return true;
                }

                @Override
                public State state() {
                    looks.incrementAndGet();
                    if (hangs.get()) {
                        await(answer);
                    }
                    return new State("always the same", true);
                }
            };
            ModelHandle handle = library.openModel(new ModelRequest(
                    feed, Optional.empty(), Watched.INTERVAL, model -> {}, (serving, candidate) -> Optional.empty()));
            open.add(handle);
            Watched.eventually(() -> looks.get() > 2);
            hangs.set(true);
            Watched.eventually(() -> handle.status().isStale());
            hangs.set(false);
            answer.countDown();
            Watched.eventually(() -> !handle.status().isStale());
            assertThat(handle.status().reloads()).isZero();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SILENCE.toMillis() / 3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
