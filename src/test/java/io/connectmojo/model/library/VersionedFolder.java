package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A folder with versions of a model, and tasks that use it in a library of their own. */
final class VersionedFolder implements AutoCloseable {
    private static final byte[] LEAN =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();

    /** Of another category than the versions. */
    static final byte[] OTHER_OUTPUTS =
            EditedMojo.of(Cases.smallest("GBM", "Multinomial").bytes()).lean().zip();

    final Path folder;
    final LogLines log = new LogLines();
    final ModelLibrary library = new ModelLibrary(log);
    private final List<ModelHandle> open = new ArrayList<>();

    VersionedFolder(Path folder) {
        this.folder = folder;
    }

    /** A model of its own for each number. */
    static byte[] zip(int number) {
        return EditedMojo.of(LEAN).ini("init_f", "0." + number).zip();
    }

    static byte[] half(byte[] zip) {
        return Arrays.copyOf(zip, zip.length / 2);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Puts a version there at once, as one should. */
    void put(int number, byte[] zip) throws IOException {
        Path part = Files.createDirectories(path(number + ".part"));
        Files.write(part.resolve("model.zip"), zip);
        Files.move(part, path(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
    }

    void put(int number) throws IOException {
        put(number, zip(number));
    }

    void remove(int number) throws IOException {
        Path gone = Files.move(path(Integer.toString(number)), path("gone-" + number));
        try (Stream<Path> files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(gone);
    }

    /** Starts a task that follows the folder and takes models of one category. */
    ModelHandle start(Consumer<Model> check) {
        ModelHandle handle = library.openModel(request(Optional.empty(), Watched.INTERVAL), check);
        open.add(handle);
        return handle;
    }

    ModelHandle start() {
        return start(model -> {});
    }

    ModelRequest request(Optional<String> sha256, long interval) {
        return new ModelRequest(
                ModelFeeds.ofPath(folder.toString()),
                sha256,
                interval,
                model -> {},
                (serving, candidate) -> serving.genModel().getModelCategory()
                                == candidate.genModel().getModelCategory()
                        ? Optional.empty()
                        : Optional.of(refusal()));
    }

    static MojoException refusal() {
        return Problem.of(ModelError.NOT_A_SUCCESSOR, "Other outputs")
                .why("they differ")
                .fix("restart");
    }

    static void awaitServing(ModelHandle handle, int number) {
        Watched.eventually(() -> serves(handle, number));
    }

    static boolean serves(ModelHandle handle, int number) {
        return handle.current().digest().equals(MojoFile.sha256(zip(number)));
    }

    /** Until the highest version is refused with that code. */
    static void awaitProblem(ModelHandle handle, String code) {
        Watched.eventually(() -> handle.status().problem().equals(Optional.of(code)));
    }

    @Override
    public void close() {
        open.forEach(ModelHandle::close);
    }
}
