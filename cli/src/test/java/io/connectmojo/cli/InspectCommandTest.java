package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.score.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fact against the file itself, read with a zip and a JSON library, and against what the trainer wrote beside it. */
class InspectCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("cli", "src", "test", "resources", "inspect");

    /** A model of every category, and three more. */
    static Stream<String> models() {
        return Stream.of(
                "house-prices",
                "airline-delays",
                "iris",
                "trained/glm_ordinal",
                "trained/kmeans_categorical",
                "trained/isolation_forest_contamination",
                "trained/autoencoder_categorical",
                "trained/pca_categorical",
                "trained/word2vec",
                "trained/coxph_strata",
                "trained/uplift_kl",
                "trained/target_encoder_segment",
                "trained/gbm_time",
                "trained/gbm_offset_poisson",
                "handmade/klime");
    }

    @Test
    void theModelsAreOfEveryCategory() {
        assertThat(models().map(name ->
                        ModelFolder.of(name).about().get("category").asText()))
                .containsAll(Stream.of(Category.values()).map(Category::name).toList());
    }

    /** What a script may rely on; only what depends on the machine is left out. */
    @ParameterizedTest
    @MethodSource("models")
    void theJsonIsAsItWas(String name) throws Exception {
        MojoRun run = MojoRun.of("inspect", "--json", ModelFolder.of(name).model());
        ObjectNode facts = (ObjectNode) JSON.readTree(run.out());
        assertThat(run.out()).isEqualTo(facts.toPrettyString() + System.lineSeparator());
        facts.put("file", ModelFolder.of(name).path().resolve("model.zip").toString());
        facts.put("heap_bytes", 0);
        GeneratedPage.isWhole(GOLDEN.resolve(name.replace('/', '-') + ".json"), facts.toPrettyString() + "\n");
    }

    @ParameterizedTest
    @MethodSource("models")
    void theFactsAreThoseOfTheFile(String name) throws Exception {
        ModelFolder folder = ModelFolder.of(name);
        MojoRun run = MojoRun.of("inspect", "--json", folder.model());
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode facts = JSON.readTree(run.out());
        Map<String, String> ini = ini(folder.model());
        byte[] bytes = Files.readAllBytes(folder.model());

        assertThat(facts.get("bytes").asLong()).isEqualTo(bytes.length);
        assertThat(facts.get("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(facts.get("algorithm").asText()).isEqualTo(ini.get("algorithm"));
        assertThat(facts.get("category").asText())
                .isEqualTo(folder.about().get("category").asText());
        assertThat(facts.get("h2o_version").asText()).isEqualTo(ini.get("h2o_version"));
        assertThat(facts.get("mojo_version").asText()).isEqualTo(ini.get("mojo_version"));
        assertThat(facts.get("heap_bytes").asLong()).isNotNegative();
        assertThat(facts.get("engine").asText()).matches("(compiled|reference).*");
        assertThat(facts.path("offset_column").asText(null))
                .isEqualTo(folder.about().path("offset_column").asText(null));
        columnsAreThoseOf(folder, facts.get("columns"), domains(folder.model()));
        if (folder.about().path("response_domain").isArray()
                && List.of("Binomial", "Multinomial", "Ordinal")
                        .contains(facts.get("category").asText())) {
            assertThat(facts.get("classes")).isEqualTo(folder.about().get("response_domain"));
        }
        detailsAreThoseOf(folder.model(), facts);
        assertThat(names(facts.at("/outputs/model"))).containsExactly("prediction_model");
    }

    private static void columnsAreThoseOf(ModelFolder folder, JsonNode columns, Map<String, List<String>> domains) {
        Set<String> wanted = new HashSet<>();
        Set<String> times = new HashSet<>();
        for (JsonNode column : folder.about().path("columns")) {
            if (column.get("in_model").asBoolean()) {
                wanted.add(column.get("name").asText());
            }
            if (column.get("type").asText().equals("Time")) {
                times.add(column.get("name").asText());
            }
        }
        for (String role : List.of(
                "/offset_column", "/treatment_column", "/parameters/_start_column", "/parameters/_stop_column")) {
            wanted.remove(folder.about().at(role).asText(""));
        }
        assertThat(names(columns)).containsExactlyInAnyOrderElementsOf(wanted);
        for (JsonNode column : columns) {
            String name = column.get("name").asText();
            List<String> levels = domains.get(name);
            if (column.get("kind").asText().equals("words")) {
                continue;
            }
            assertThat(column.get("kind").asText())
                    .as(name)
                    .isEqualTo(levels != null ? "categorical" : times.contains(name) ? "time" : "numeric");
            if (levels != null) {
                assertThat(column.get("level_count").asInt()).isEqualTo(levels.size());
                assertThat(texts(column.get("first_levels"))).isEqualTo(levels.subList(0, Math.min(5, levels.size())));
            }
        }
    }

    private static void detailsAreThoseOf(Path model, JsonNode facts) throws IOException {
        String text = entry(model, "experimental/modelDetails.json");
        JsonNode output =
                text == null ? JSON.createObjectNode() : JSON.readTree(text).get("output");
        for (String metric : List.of("MSE", "RMSE", "AUC", "logloss", "r2", "mae")) {
            JsonNode wanted = output.path("training_metrics").path(metric);
            if (wanted.isDouble()) {
                assertThat(facts.at("/training_metrics/" + metric)).as(metric).isEqualTo(wanted);
            }
        }
        JsonNode importances = output.path("variable_importances").path("data");
        assertThat(facts.path("importances").size())
                .isEqualTo(importances.path(0).size());
        for (int i = 0; i < importances.path(0).size(); i++) {
            JsonNode shown = facts.get("importances").get(i);
            assertThat(shown.get("column")).isEqualTo(importances.get(0).get(i));
            assertThat(shown.get("relative")).isEqualTo(importances.get(1).get(i));
            assertThat(shown.get("share")).isEqualTo(importances.get(3).get(i));
        }
    }

    @Test
    void thePageForAPersonHoldsTheSameFacts() {
        MojoRun run = MojoRun.of("inspect", ModelFolder.of("airline-delays").model());
        assertThat(run.out())
                .startsWith("Gradient Boosting Machine, Binomial\n")
                .contains("UniqueCarrier", "categorical, 10 levels: ", "classes                   NO, YES")
                .contains("Training metrics", "AUC", "Importances", "leaf.nodes")
                .doesNotContain("\u001b");
    }

    private static Map<String, String> ini(Path model) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        entry(model, "model.ini").lines().forEach(line -> {
            int at = line.indexOf(" = ");
            if (at > 0) {
                values.put(line.substring(0, at), line.substring(at + 3));
            }
        });
        return values;
    }

    /** Levels by column, as model.ini and the files of domains tell them. */
    private static Map<String, List<String>> domains(Path model) throws IOException {
        List<String> columns = new ArrayList<>();
        Map<String, List<String>> domains = new LinkedHashMap<>();
        String part = "";
        for (String line : entry(model, "model.ini").lines().toList()) {
            if (line.startsWith("[")) {
                part = line;
            } else if (part.equals("[columns]") && !line.isEmpty()) {
                columns.add(line);
            } else if (part.equals("[domains]") && !line.isEmpty()) {
                String[] words = line.split("[: ]+");
                domains.put(
                        columns.get(Integer.parseInt(words[0])),
                        entry(model, "domains/" + words[2]).lines().toList());
            }
        }
        return domains;
    }

    private static String entry(Path model, String name) throws IOException {
        try (ZipFile zip = new ZipFile(model.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static List<String> names(JsonNode rows) {
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.get("name").asText()));
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
