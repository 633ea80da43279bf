package io.connectmojo.model.archive;

import io.connectmojo.model.OperatorSetting;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that models may come from, as the operator of the worker has set them. Paths are compared after all links
 * are followed, on both sides. Where a list is set, a file outside of it and a file that is not there read the same.
 */
public final class AllowedPaths {
    private static final Logger log = LoggerFactory.getLogger(AllowedPaths.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private final Optional<List<Path>> folders;

    private AllowedPaths(Optional<List<Path>> folders) {
        this.folders = folders;
    }

    public static AllowedPaths ofWorker() {
        AllowedPaths allowed = of(OperatorSetting.ofWorker());
        if (allowed.folders.isEmpty() && TOLD.compareAndSet(false, true)) {
            log.info(
                    "Models may come from any path that the worker can read; the operator can limit them with {} or {}",
                    OperatorSetting.property("paths"),
                    OperatorSetting.variable("paths"));
        }
        return allowed;
    }

    public static AllowedPaths of(UnaryOperator<String> settings) {
        String list = settings.apply("paths");
        if (list == null) {
            return new AllowedPaths(Optional.empty());
        }
        List<Path> folders = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            if (!item.isBlank()) {
                folders.add(folder(item.trim()));
            }
        }
        return new AllowedPaths(Optional.of(folders));
    }

    private static Path folder(String item) {
        try {
            Path folder = Path.of(item);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw Problem.of(ModelError.OPERATOR_SETTING, "A folder that models may come from is not an absolute path")
                .where(OperatorSetting.property("paths"))
                .why("no model is loaded while the list is malformed")
                .fix("correct it on the worker");
    }

    /** The file itself behind all links, if models may come from there. */
    public Path resolve(Path path) {
        try {
            Path real = path.toRealPath();
            if (folders.isEmpty() || folders.get().stream().anyMatch(folder -> holds(folder, real))) {
                return real;
            }
        } catch (IOException | SecurityException e) {
            // told below, in the words that fit
        }
        throw notThere(path);
    }

    /** What to say of a file that cannot be read. */
    public MojoException notThere(Path path) {
        return folders.isEmpty()
                ? Problem.of(ModelError.NOT_FOUND, "There is no readable file")
                        .where(path.toString())
                        .why("it is missing or the worker's user may not read it")
                        .fix("check the path and its permissions on the worker")
                : Problem.of(ModelError.NOT_ALLOWED, "There is no model here that may be used")
                        .where(path.toString())
                        .why("it is missing, unreadable, or outside of the folders that the operator allows")
                        .fix("put the model into an allowed folder of the worker");
    }

    private static boolean holds(Path folder, Path real) {
        try {
            return real.startsWith(folder.toRealPath());
        } catch (IOException | SecurityException e) {
            return false;
        }
    }
}
