package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one model file for all handles that use it, and gives them its new content once that is loaded, prepared and
 * accepted. Keeps the old model serving for as long as the file is not usable, and tries for ever: at once when the file
 * changes, else after a pause that grows from 1 s to 60 s. Holds its handles weakly. One look at a time.
 */
final class FileWatch {
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);
    private static final long MIN_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(60);

    private final ModelLibrary library;
    private final Path path;
    private final Optional<String> pin;
    private final List<WeakReference<ModelHandle>> handles = new ArrayList<>();

    private FileState seen;
    private boolean settled;
    private Set<String> reported = Set.of();
    private Set<String> reportedBefore = Set.of();
    private long pause;
    private long retryAt;

    /** What can be seen of the file and of the file beside it without reading them. */
    private record FileState(FileStamp model, FileStamp sidecar) {}

    FileWatch(ModelLibrary library, Path path, Optional<String> pin) {
        this.library = library;
        this.path = path;
        this.pin = pin;
    }

    Path path() {
        return path;
    }

    synchronized void add(ModelHandle handle) {
        handles.add(new WeakReference<>(handle));
    }

    /** The handles that are still in use. */
    synchronized List<ModelHandle> handles() {
        handles.removeIf(reference -> {
            ModelHandle handle = reference.get();
            return handle == null || handle.isClosed();
        });
        return handles.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }

    /** The shortest interval that a handle asks for; empty when no handle is left. */
    Optional<Long> intervalMillis() {
        return handles().stream()
                .map(handle -> handle.request().reloadIntervalMillis())
                .min(Long::compare);
    }

    /** Looks once. Never throws for what is wrong with the file. */
    void poll() {
        List<ModelHandle> users = handles();
        if (users.isEmpty()) {
            return;
        }
        reportedBefore = reported;
        reported = new HashSet<>();
        try {
            AllowedPaths allowed = AllowedPaths.ofWorker();
            FileState state = state(allowed);
            boolean retry = pause > 0 && System.nanoTime() - retryAt >= 0;
            if (state.equals(seen) && settled && !retry) {
                reported = reportedBefore;
                return;
            }
            if (!state.equals(seen)) {
                pause = 0;
            }
            settled = isSettled(state);
            seen = state;
            offer(users, allowed);
        } catch (MojoException e) {
            fail(users, e);
        } catch (OutOfMemoryError e) {
            fail(
                    users,
                    Problem.of(ModelError.TOO_BIG, "The model does not fit the worker's memory")
                            .where(path.toString())
                            .why("the heap is exhausted")
                            .fix("give the worker more heap, or use a smaller model"));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            log.debug("Looking at {}", path, e);
            fail(users, unprepared(e));
        }
    }

    private FileState state(AllowedPaths allowed) {
        try {
            Path real = allowed.resolve(path);
            Path sidecar = ChecksumPolicy.sidecar(path);
            return new FileState(
                    FileStamp.of(real),
                    ChecksumPolicy.hasSidecar(path) ? FileStamp.of(allowed.resolve(sidecar)) : null);
        } catch (IOException | SecurityException e) {
            seen = null;
            throw allowed.notThere(path);
        } catch (MojoException e) {
            seen = null;
            throw e;
        }
    }

    private static boolean isSettled(FileState state) {
        long now = System.currentTimeMillis();
        return state.model().isSettled(now)
                && (state.sidecar() == null || state.sidecar().isSettled(now));
    }

    private void offer(List<ModelHandle> users, AllowedPaths allowed) {
        long start = System.nanoTime();
        byte[] bytes = ModelBytes.read(path, allowed, ModelLimits.ofWorker());
        String digest = MojoFile.sha256(bytes);
        ChecksumPolicy.check(pin, digest, path, allowed);
        List<ModelHandle> behind = users.stream()
                .filter(handle -> !digest.equals(handle.life().digest()))
                .toList();
        if (behind.isEmpty()) {
            recover(users, digest);
            return;
        }
        Consumer<Model> prepare = behind.get(0).request().prepare();
        Model model =
                library.model(digest, () -> ModelLoader.load(bytes, path.toString(), ModelLimits.ofWorker()), prepare);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        List<ModelHandle> taken = new ArrayList<>();
        String before = behind.get(0).life().digest();
        for (ModelHandle handle : behind) {
            Optional<MojoException> problem = checkCompatible(handle, model);
            if (problem.isPresent()) {
                handle.fail(problem.get());
                warn(handle, problem.get());
            } else {
                handle.assign(model);
                taken.add(handle);
            }
        }
        if (!taken.isEmpty()) {
            library.events()
                    .report(
                            taken.get(0),
                            "Model " + path + " reloaded: " + ModelEvents.shortened(digest) + " takes over from "
                                    + ModelEvents.shortened(before) + " for " + taken.size() + " tasks after " + millis
                                    + " ms");
        }
        if (taken.size() == behind.size()) {
            recover(users, digest);
        } else {
            waitLonger();
        }
    }

    /** A task that fails to judge keeps its model; the others are not kept waiting. */
    private Optional<MojoException> checkCompatible(ModelHandle handle, Model candidate) {
        try {
            return handle.checkCompatible(candidate);
        } catch (RuntimeException e) {
            log.debug("Judging {}", path, e);
            return Optional.of(unprepared(e));
        }
    }

    private MojoException unprepared(Throwable cause) {
        return Problem.of(ModelError.INCONSISTENT, "The new model cannot be prepared")
                .where(path.toString())
                .why("it failed with " + cause.getClass().getSimpleName())
                .fix("export the model again");
    }

    private void fail(List<ModelHandle> users, MojoException problem) {
        users.forEach(handle -> handle.fail(problem));
        warn(users.get(0), problem);
        waitLonger();
    }

    /** One warning for each state, however often it is seen again. */
    private void warn(ModelHandle handle, MojoException problem) {
        boolean isNew = reported.add(problem.firstLine()) && !reportedBefore.contains(problem.firstLine());
        if (isNew) {
            library.events()
                    .warn(
                            handle,
                            "Model " + path + " is not taken, "
                                    + ModelEvents.shortened(handle.life().digest()) + " keeps serving: "
                                    + problem.firstLine());
        }
    }

    private void recover(List<ModelHandle> users, String digest) {
        users.forEach(ModelHandle::recover);
        if (!reportedBefore.isEmpty()) {
            library.events()
                    .report(
                            users.get(0),
                            "Model " + path + " is well again: " + ModelEvents.shortened(digest) + " serves");
        }
        pause = 0;
    }

    private void waitLonger() {
        pause = pause == 0 ? MIN_PAUSE : Math.min(2 * pause, MAX_PAUSE);
        retryAt = System.nanoTime() + pause;
    }
}
