package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.connectmojo.model.Model;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.feed.FileFeed;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ModelLibraryTest {
    private static final byte[] ZIP =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();

    @TempDir
    Path folder;

    private final LogLines log = new LogLines();
    private final ModelLibrary library = new ModelLibrary(log);
    private Path file;

    @BeforeEach
    void putTheModelThere() throws Exception {
        file = Files.write(folder.resolve("model.zip"), ZIP);
    }

    @Test
    void hundredTasks_shareCopyLoadThread() throws Exception {
        AtomicInteger prepared = new AtomicInteger();
        ModelRequest request = new ModelRequest(
                new FileFeed(file),
                Optional.empty(),
                50,
                model -> prepared.incrementAndGet(),
                (serving, candidate) -> Optional.empty());
        ModelRequest copy = new ModelRequest(
                new FileFeed(Files.write(folder.resolve("copy.zip"), ZIP)),
                Optional.empty(),
                50,
                request.prepare(),
                request.acceptance());
        ExecutorService tasks = Executors.newFixedThreadPool(8);
        List<Future<ModelHandle>> opened = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ModelRequest one = i % 2 == 0 ? request : copy;
            opened.add(tasks.submit(() -> library.openModel(one)));
        }
        List<ModelHandle> handles = new ArrayList<>();
        for (Future<ModelHandle> handle : opened) {
            handles.add(handle.get());
        }
        tasks.shutdownNow();

        assertThat(handles.stream().map(ModelHandle::current).distinct()).hasSize(1);
        assertThat(library.size()).isEqualTo(1);
        assertThat(prepared).hasValue(1);
        assertThat(log.infos()).hasSize(1);
        assertThat(threads("mojo-model-watcher")).hasSize(1);
        handles.forEach(ModelHandle::close);
        Watched.eventually(() -> threads("mojo-model").isEmpty());
    }

    @Test
    void unpreparedModel_isTriedAgainUnseen() {
        boolean[] fails = {true};
        ModelRequest request = new ModelRequest(
                new FileFeed(file),
                Optional.empty(),
                -1,
                model -> {
                    if (fails[0]) {
                        throw Problem.of(ModelError.PROBE, "No").why("no").fix("none");
                    }
                },
                (serving, candidate) -> Optional.empty());
        assertThatThrownBy(() -> library.openModel(request)).hasMessageContaining("MOJO-M012");
        assertThat(library.size()).isZero();
        fails[0] = false;
        assertThat(library.openModel(request).current()).isNotNull();
    }

    @Test
    void aHandleThatNobodyClosesPinsNeitherItsModelNorTheWatcher() throws Exception {
        WeakReference<Model> model = openAndForget();
        Watched.eventually(() -> {
            System.gc();
            return model.refersTo(null) && library.size() == 0;
        });
        Watched.eventually(() -> threads("mojo-model").isEmpty());
    }

    private WeakReference<Model> openAndForget() {
        ModelHandle handle = library.openModel(Watched.request(file, (serving, candidate) -> Optional.empty()));
        return new WeakReference<>(handle.current());
    }

    @Test
    void closingTwice_leavesOtherHandlesServing() {
        ModelHandle one = library.openModel(ModelRequest.of(new FileFeed(file)));
        ModelHandle other = library.openModel(ModelRequest.of(new FileFeed(file)));
        one.close();
        one.close();
        assertThat(one.current()).isNull();
        assertThat(other.current()).isNotNull();
    }

    @Test
    void thousandOpeningsOrReloads_leaveNothingBehind() throws Exception {
        cycle(50);
        long heap = usedHeap();
        long descriptors = descriptors();
        Set<String> threads = threads("");
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        cycle(1000 * Integer.getInteger("mojo.tests.scale", 1));
        Watched.eventually(() -> threads("mojo-model").isEmpty());
        assertThat(threads("")).hasSizeLessThanOrEqualTo(threads.size() + 2);
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 2);
        assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
                .isLessThan(classes + 200);
        assertThat(usedHeap() - heap).as("bytes more than before").isLessThan(10 << 20);
        assertThat(library.size()).isZero();
    }

    /** Opens, reloads once and closes, so many times; every other handle is never closed. */
    private void cycle(int times) throws Exception {
        byte[] other = EditedMojo.of(ZIP).ini("init_f", "0.5").zip();
        for (int i = 0; i < times; i++) {
            byte[] next = i % 2 == 0 ? other : ZIP;
            ModelHandle handle = library.openModel(Watched.request(file, (serving, candidate) -> Optional.empty()));
            Files.write(folder.resolve("part"), next);
            Files.move(
                    folder.resolve("part"),
                    file,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            String digest = MojoFile.sha256(next);
            Watched.eventually(() -> handle.current().digest().equals(digest));
            if (i % 10 != 0) {
                handle.close();
            }
        }
    }

    private static Set<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(thread -> thread.getName() + "-" + thread.getId())
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toSet());
    }

    private long usedHeap() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
