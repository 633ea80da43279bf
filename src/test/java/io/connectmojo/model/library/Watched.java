package io.connectmojo.model.library;

import static org.awaitility.Awaitility.await;

import io.connectmojo.model.Model;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.feed.FileFeed;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/** A model file that a handle watches closely, in a library of its own. */
final class Watched implements AutoCloseable {
    static final long INTERVAL = 5;

    final Path file;
    final LogLines log = new LogLines();
    final ModelLibrary library = new ModelLibrary(log);
    final ModelHandle handle;

    Watched(Path file, byte[] first, BiFunction<Model, Model, Optional<MojoException>> acceptance) throws IOException {
        this.file = file;
        Files.write(file, first);
        this.handle = library.openModel(request(file, acceptance));
    }

    Watched(Path file, byte[] first) throws IOException {
        this(file, first, (serving, candidate) -> Optional.empty());
    }

    static ModelRequest request(Path file, BiFunction<Model, Model, Optional<MojoException>> acceptance) {
        return new ModelRequest(new FileFeed(file), Optional.empty(), INTERVAL, model -> {}, acceptance);
    }

    /** Puts new content there at once, as one should. */
    void rename(byte[] content) throws IOException {
        Path part = Files.write(file.resolveSibling(file.getFileName() + ".part"), content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    String serving() {
        return handle.current().digest();
    }

    void awaitServing(byte[] content) {
        eventually(() -> serving().equals(MojoFile.sha256(content)));
    }

    void awaitProblem(String code) {
        eventually(() -> handle.status().problem().equals(Optional.of(code)));
    }

    static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(8))
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .until(condition);
    }

    /** Long enough for several looks. */
    static void someLooks() throws InterruptedException {
        Thread.sleep(200);
    }

    @Override
    public void close() {
        handle.close();
    }
}
