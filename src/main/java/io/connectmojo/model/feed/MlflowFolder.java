package io.connectmojo.model.feed;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A folder in which MLflow keeps a model: its file {@code MLmodel} names the zip. */
final class MlflowFolder {
    private static final String FILE = "MLmodel";
    private static final int MAX_BYTES = 1 << 20;

    private MlflowFolder() {}

    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The zip that the folder's file names.
     *
     * @throws MojoException when it names none, or one outside of the folder
     */
    static FileFeed model(Path folder, AllowedPaths allowed) {
        Path file = folder.resolve(FILE);
        String name;
        try {
            name = MlmodelText.modelFile(text(file, allowed));
        } catch (IllegalArgumentException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
        Path zip = inside(folder, name);
        if (!allowed.resolve(zip).startsWith(allowed.resolve(folder))) {
            throw unusable(file, "its model_file is a link that leads out of the folder");
        }
        return new FileFeed(zip);
    }

    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(FILE);
        try {
            Path relative = Path.of(name);
            for (Path part : relative) {
                if (relative.isAbsolute() || part.toString().equals("..")) {
                    throw unusable(file, "its model_file leads out of the folder");
                }
            }
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw unusable(file, "its model_file is no path");
        }
    }

    private static String text(Path file, AllowedPaths allowed) {
        Path real = allowed.resolve(file);
        if (!Files.isRegularFile(real)) {
            throw unusable(file, "it is no regular file");
        }
        try (InputStream in = Files.newInputStream(real)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unusable(file, "it is longer than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | SecurityException e) {
            throw allowed.notThere(file);
        }
    }

    private static MojoException unusable(Path file, String why) {
        return Problem.of(ModelError.FOLDER, "The folder has no MLflow model that can be used")
                .where(file.toString())
                .why(why)
                .fix("save the model with H2O's h2o_mlflow_flavor as a MOJO, or set the path of the zip");
    }
}
