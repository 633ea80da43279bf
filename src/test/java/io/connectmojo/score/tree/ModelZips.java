package io.connectmojo.score.tree;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All models of the repository, and those below the folder that the system property {@code mojo.models} names. */
public final class ModelZips {
    private ModelZips() {}

    public static List<Path> all() {
        List<Path> zips = new ArrayList<>();
        for (String folder : new String[] {"models", System.getProperty("mojo.models", "")}) {
            if (!folder.isEmpty() && Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> files = Files.walk(Path.of(folder))) {
                    files.filter(file -> file.endsWith("model.zip")).sorted().forEach(zips::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return zips;
    }

    public static GenModel load(Path zip) {
        try {
            return MojoModel.load(zip.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
    }

    /** The name of the model's folder. */
    public static String name(Path zip) {
        return zip.getParent().getFileName().toString();
    }
}
