package io.connectmojo.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with a model, rows and H2O's own predictions, as {@code models/README.md} describes it. The system property
 * {@code mojo.models} names further folders that hold such folders; {@code mojo.models.named} is a pattern of the names of
 * those that tests of all models take, for measurements that run such tests very often.
 */
public record ModelFolder(Path path) {
    private static final Path EXAMPLES = Path.of("models");
    private static final Path FOR_TESTS = Path.of("src", "test", "models");

    private static final Pattern NAMED = Pattern.compile(System.getProperty("mojo.models.named", ".*"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ConcurrentMap<Path, JsonNode> ABOUT = new ConcurrentHashMap<>();

    /** All model folders of the repository and of {@code mojo.models}. */
    public static List<ModelFolder> all() {
        List<ModelFolder> folders = new ArrayList<>(inRepository());
        for (String further : System.getProperty("mojo.models", "").split(File.pathSeparator)) {
            if (!further.isBlank()) {
                folders.addAll(in(Path.of(further)));
            }
        }
        return folders;
    }

    /** The examples, and the models that only tests read. */
    public static List<ModelFolder> inRepository() {
        return Stream.of(EXAMPLES, FOR_TESTS).flatMap(root -> in(root).stream()).toList();
    }

    /** An example by its name, or {@code trained/…} or {@code handmade/…}. */
    public static ModelFolder of(String name) {
        return new ModelFolder((name.contains("/") ? FOR_TESTS : EXAMPLES).resolve(name));
    }

    private static List<ModelFolder> in(Path root) {
        try (Stream<Path> files = Files.walk(root, 3)) {
            return files.filter(file -> file.endsWith("about.json") && Files.exists(file.resolveSibling("model.zip")))
                    .map(file -> new ModelFolder(file.getParent()))
                    .filter(folder -> NAMED.matcher(folder.name()).matches())
                    .sorted((a, b) -> a.path.compareTo(b.path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return path.getFileName().toString();
    }

    public Path model() {
        return path.resolve("model.zip").toAbsolutePath();
    }

    public CsvFile input() {
        return CsvFile.read(path.resolve("input.csv"));
    }

    public boolean has(String file) {
        return Files.exists(path.resolve(file));
    }

    public CsvFile csv(String file) {
        return CsvFile.read(path.resolve(file));
    }

    /** Lines of a text file in the folder. */
    public List<String> lines(String file) {
        try {
            return Files.readAllLines(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            return Files.readAllBytes(model());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the trainer tells of the model, by H2O's own account. */
    public JsonNode about() {
        return ABOUT.computeIfAbsent(path.toAbsolutePath(), ModelFolder::readAbout);
    }

    private static JsonNode readAbout(Path folder) {
        try {
            return JSON.readTree(folder.resolve("about.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String algorithm() {
        return about().get("algo").asText();
    }

    public String category() {
        return about().get("category").asText();
    }

    /** The columns of the training frame. */
    public List<JsonNode> columns() {
        List<JsonNode> columns = new ArrayList<>();
        about().get("columns").forEach(columns::add);
        return columns;
    }

    /** Whether it was made by hand, such as models of old formats. */
    public boolean isHandmade() {
        return path.getParent().endsWith("handmade");
    }

    /** The column that the model was trained with as its offset, by what the trainer says; empty when there was none. */
    public String offsetColumn() {
        JsonNode about = about();
        return about.hasNonNull("offset_column") ? about.get("offset_column").asText() : "";
    }

    @Override
    public String toString() {
        return name();
    }
}
