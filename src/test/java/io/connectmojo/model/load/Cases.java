package io.connectmojo.model.load;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** All model folders, with what their trainer tells of the models. */
public final class Cases {
    private Cases() {}

    /** One model with what its trainer tells of it. */
    public record Case(String name, Path zip, JsonObject about) {
        public String algorithm() {
            return about.get("algo").getAsString();
        }

        public String category() {
            return about.get("category").getAsString();
        }

        public byte[] bytes() {
            try {
                return Files.readAllBytes(zip);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The columns that the model was trained on, by H2O's own account. */
        public List<JsonObject> columns() {
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

    private static final List<Case> ALL =
            ModelFolder.all().stream().map(Cases::of).toList();

    private static Case of(ModelFolder folder) {
        JsonObject about = new Gson().fromJson(folder.about().toString(), JsonObject.class);
        return new Case(folder.name(), folder.model(), about);
    }

    static List<Case> all() {
        return ALL;
    }

    /** The smallest model that fits. */
    public static Case smallest(Predicate<Case> fits) {
        return all().stream()
                .filter(c -> !c.zip().getParent().getParent().endsWith("handmade")) // by hand, and in old formats
                .filter(fits)
                .min(Comparator.comparingLong(c -> c.zip().toFile().length()))
                .orElseThrow(() -> new AssertionError("no such model in the repository"));
    }

    public static Case smallest(String algorithm, String category) {
        return smallest(
                c -> c.algorithm().equalsIgnoreCase(algorithm) && c.category().equals(category));
    }
}
