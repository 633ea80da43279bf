package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands take the folders that {@code model.path} can name, and choose as a worker does. */
class FolderCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOUSE = "{\"sqft\":2342,\"bedrooms\":3}\n";

    @TempDir
    Path temp;

    private Path versions;
    private Path mlflow;

    @BeforeEach
    void putModelsThere() throws IOException {
        versions = temp.resolve("houses");
        put("house-prices", versions.resolve("1/model.zip"));
        put("iris", versions.resolve("2/model.zip"));
        byte[] half = Files.readAllBytes(model("airline-delays"));
        Path third = Files.createDirectories(versions.resolve("3"));
        Files.write(third.resolve("model.zip"), Arrays.copyOf(half, half.length / 2));
        mlflow = temp.resolve("mlflow");
        put("house-prices", mlflow.resolve("houses.zip"));
        Files.writeString(
                mlflow.resolve("MLmodel"),
                "flavors:\n  h2o_mojo_pojo:\n    model_file: houses.zip\n    model_type: MOJO\n");
    }

    private static Path model(String name) {
        return ModelFolder.of(name).model();
    }

    private static void put(String name, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(model(name), file);
    }

    @Test
    void inspect_tellsOfTheHighestVersionThatLoads() throws Exception {
        MojoRun run = MojoRun.of("inspect", versions, "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode facts = JSON.readTree(run.out());
        assertThat(facts.get("file").asText())
                .isEqualTo(versions.resolve("2/model.zip").toString());
        assertThat(facts.get("category").asText()).isEqualTo("Multinomial");
    }

    @Test
    void inspect_tellsOfTheModelOfMlflow() throws Exception {
        JsonNode facts = JSON.readTree(MojoRun.of("inspect", mlflow, "--json").out());
        assertThat(facts.get("file").asText())
                .isEqualTo(mlflow.resolve("houses.zip").toString());
        assertThat(facts.get("category").asText()).isEqualTo("Regression");
    }

    @Test
    void folderWithoutAModel_isToldByItsCode() {
        MojoRun run = MojoRun.of("inspect", versions.resolve("3").resolve(".."), "--json");
        assertThat(run.exit()).isZero();
        MojoRun empty = MojoRun.of("inspect", temp);
        assertThat(empty.exit()).isEqualTo(ExitCode.MODEL.number());
        assertThat(empty.err()).startsWith("MOJO-M022 ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"houses", "mlflow"})
    void validateWithScore_takeTheFolder(String folder) throws Exception {
        if (folder.equals("houses")) {
            put("house-prices", versions.resolve("4/model.zip"));
        }
        Path connector =
                TestConnector.write(temp, temp.resolve(folder), "input.format", "json", "input.missing.columns", "na");
        MojoRun validated = MojoRun.of("validate", "--config", connector);
        assertThat(validated.exit()).as(validated.out() + validated.err()).isZero();
        MojoRun scored = MojoRun.reading(HOUSE, "score", "--config", connector);
        assertThat(scored.exit()).as(scored.err()).isZero();
        Path direct =
                TestConnector.write(temp, model("house-prices"), "input.format", "json", "input.missing.columns", "na");
        assertThat(scored.out())
                .isNotEmpty()
                .isEqualTo(MojoRun.reading(HOUSE, "score", "--config", direct).out());
        MojoRun replaced = MojoRun.reading(HOUSE, "score", "--config", direct, "--model", temp.resolve(folder));
        assertThat(replaced.out()).isEqualTo(scored.out());
    }

    @Test
    void init_namesTheFolder() throws Exception {
        MojoRun run = MojoRun.of("init", mlflow);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out())
                        .findValue("transforms.score.model.path")
                        .asText())
                .isEqualTo(mlflow.toString());
    }
}
