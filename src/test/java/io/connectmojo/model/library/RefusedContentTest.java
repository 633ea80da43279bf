package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A place that says what it has before its bytes are read: bytes that are refused for good are read once. */
class RefusedContentTest {
    private static final byte[] OLD = VersionedFolder.zip(1);
    private static final byte[] NEW = VersionedFolder.zip(2);
    private static final byte[] BROKEN = Arrays.copyOf(NEW, NEW.length - 100);

    /** Attempts are made after 1, 3 and 7 seconds. */
    private static final Duration SEVERAL_ATTEMPTS = Duration.ofSeconds(4);

    private final ModelLibrary library = new ModelLibrary(new LogLines());
    private final AtomicInteger reads = new AtomicInteger();
    private final Announced feed = new Announced();
    private volatile BiFunction<Model, Model, Optional<MojoException>> acceptance = (a, b) -> Optional.empty();
    private ModelHandle handle;

    private final class Announced implements ModelFeed {
        private volatile byte[] zip = OLD;
        private volatile int number;
        private volatile Optional<MojoException> problem = Optional.empty();

        void announce(byte[] next) {
            zip = next;
            number++;
        }

        @Override
        public String name() {
            return "announced";
        }

        @Override
        public ModelContent read(Signal arrived) {
            byte[] bytes = zip;
            return ModelContent.ofMojo(
                    MojoFile.sha256(bytes),
                    () -> {
                        reads.incrementAndGet();
                        problem.ifPresent(e -> {
                            throw e;
                        });
                        return bytes;
                    },
                    "announced",
                    ModelLimits.ofWorker());
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public State state() {
            return new State(number, true);
        }
    }

    private static MojoException problem(ModelError code, boolean passing) {
        Problem problem = Problem.of(code, "No").why("no");
        return (passing ? problem.passing() : problem).fix("none");
    }

    private void start() {
        handle = library.openModel(new ModelRequest(
                feed,
                Optional.empty(),
                Watched.INTERVAL,
                model -> {},
                (serving, candidate) -> acceptance.apply(serving, candidate)));
        reads.set(0);
    }

    private void announceRefused(byte[] zip, String code) throws InterruptedException {
        long failures = handle.status().failures();
        feed.announce(zip);
        Watched.eventually(() -> handle.status().failures() > failures);
        assertThat(handle.status().problem()).contains(code);
    }

    private void awaitAttempts() {
        long failures = handle.status().failures();
        await().atMost(SEVERAL_ATTEMPTS.multipliedBy(2))
                .until(() -> handle.status().failures() >= failures + 2);
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @Test
    void brokenContent_isReadOnceForEachAnnouncement() throws Exception {
        start();
        announceRefused(BROKEN, "M004");
        awaitAttempts();
        assertThat(reads).hasValue(1);
        announceRefused(BROKEN, "M004");
        assertThat(reads).hasValue(2);
        feed.announce(NEW);
        Watched.eventually(() -> handle.current().digest().equals(MojoFile.sha256(NEW)));
        assertThat(handle.status().isStale()).isFalse();
    }

    @Test
    void modelThatCannotTakeOver_isReadOnce() throws Exception {
        start();
        acceptance = (serving, candidate) -> Optional.of(problem(ModelError.NOT_A_SUCCESSOR, false));
        announceRefused(NEW, "M030");
        System.gc();
        awaitAttempts();
        assertThat(reads).hasValue(1);
        assertThat(handle.current().digest()).isEqualTo(MojoFile.sha256(OLD));
    }

    @Test
    void refusalThatMayPass_isTriedAgain() throws Exception {
        start();
        acceptance = (serving, candidate) -> Optional.of(problem(ModelError.NOT_A_SUCCESSOR, true));
        announceRefused(NEW, "M030");
        awaitAttempts();
        acceptance = (serving, candidate) -> Optional.empty();
        Watched.eventually(() -> handle.current().digest().equals(MojoFile.sha256(NEW)));
    }

    @Test
    void placeThatDoesNotGiveTheBytes_isAskedAgain() throws Exception {
        start();
        feed.problem = Optional.of(problem(ModelError.TOPIC, false));
        announceRefused(NEW, "M040");
        awaitAttempts();
        feed.problem = Optional.empty();
        Watched.eventually(() -> handle.current().digest().equals(MojoFile.sha256(NEW)));
        assertThat(reads).hasValueGreaterThan(2);
    }

    @Test
    void newTask_triesWhatOthersHaveRefused() throws Exception {
        start();
        acceptance = (serving, candidate) -> Optional.of(problem(ModelError.NOT_A_SUCCESSOR, false));
        announceRefused(NEW, "M030");
        try (ModelHandle late = library.openModel(ModelRequest.of(feed))) {
            assertThat(late.current().digest()).isEqualTo(MojoFile.sha256(NEW));
        }
    }
}
