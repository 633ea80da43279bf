package io.connectmojo.bench;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A model to measure: any {@code model.zip} below the folder {@code -Dmojo.bench.models}, or else below {@code models}. */
record BenchModel(String name, Path zip) {
    static List<BenchModel> all() {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("mojo.bench.models", "models")))) {
            return files.filter(file -> file.endsWith("model.zip"))
                    .map(zip -> new BenchModel(zip.getParent().getFileName().toString(), zip.toAbsolutePath()))
                    .sorted((a, b) -> a.name.compareTo(b.name))
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
        try {
            return MojoModel.load(zip.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
    }
}
