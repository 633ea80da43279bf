package io.connectmojo.bench;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A model to measure: any {@code model.zip} below the folders of {@code -Dmojo.bench.models}, or else of the repository. */
record BenchModel(String name, Path zip) {
    private static final String REPOSITORY = "models" + File.pathSeparator + "src/test/models";

    static List<BenchModel> all() {
        return Stream.of(System.getProperty("mojo.bench.models", REPOSITORY).split(File.pathSeparator))
                .flatMap(folder -> below(Path.of(folder)).stream())
                .sorted((a, b) -> a.name.compareTo(b.name))
                .toList();
    }

    private static List<BenchModel> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("model.zip"))
                    .map(zip -> new BenchModel(zip.getParent().getFileName().toString(), zip.toAbsolutePath()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BenchModel named(String name) {
        return all().stream()
                .filter(model -> model.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model " + name));
    }

    GenModel load() {
        return load(false);
    }

    /** With the variable importances that contributions of forests need. */
    GenModel loadWithMetadata() {
        return load(true);
    }

    private GenModel load(boolean metadata) {
        try {
            return MojoModel.load(zip.toString(), metadata);
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
    }
}
