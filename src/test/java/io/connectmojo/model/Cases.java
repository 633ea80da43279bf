package io.connectmojo.model;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The trained models of this repository; a further folder of them can be named by the system property mojo.models. */
final class Cases {
    private Cases() {}

    /** One model with what its trainer tells of it. */
    record Case(String name, Path zip, JsonObject about) {
        String algorithm() {
            return about.get("algo").getAsString();
        }

        String category() {
            return about.get("category").getAsString();
        }

        byte[] bytes() {
            try {
                return Files.readAllBytes(zip);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The columns that the model was trained on, by H2O's own account. */
        List<JsonObject> columns() {
            List<JsonObject> columns = new ArrayList<>();
            for (JsonElement column : about.getAsJsonArray("columns")) {
                columns.add(column.getAsJsonObject());
            }
            return columns;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Case> ALL = find();

    static List<Case> all() {
        return ALL;
    }

    private static List<Case> find() {
        List<Case> cases = new ArrayList<>();
        add(Path.of("models"), cases);
        String further = System.getProperty("mojo.models");
        if (further != null) {
            add(Path.of(further), cases);
        }
        return cases;
    }

    /** The smallest model that fits. */
    static Case smallest(Predicate<Case> fits) {
        return all().stream()
                .filter(c -> !c.zip().toString().contains("written")) // by hand, and in old formats
                .filter(fits)
                .min(Comparator.comparingLong(c -> c.zip().toFile().length()))
                .orElseThrow(() -> new AssertionError("no such model in the repository"));
    }

    static Case smallest(String algorithm, String category) {
        return smallest(
                c -> c.algorithm().equalsIgnoreCase(algorithm) && c.category().equals(category));
    }

    private static void add(Path root, List<Case> cases) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root, 3)) {
            for (Path about :
                    files.filter(f -> f.endsWith("about.json")).sorted().toList()) {
                Path zip = about.resolveSibling("model.zip");
                if (Files.exists(zip)) {
                    JsonObject json = new Gson().fromJson(Files.readString(about), JsonObject.class);
                    cases.add(new Case(about.getParent().getFileName().toString(), zip, json));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
