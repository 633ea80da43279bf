package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.it.WorkerMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said about workers is what the matrix of the integration tests runs. */
class CompatibilityPageTest {
    private static final Path WORKERS = Path.of("integration-tests/workers");

    @Test
    void thePageListsEveryWorkerOfTheMatrix() throws IOException {
        StringBuilder algorithms = new StringBuilder();
        for (String model : WorkerMatrix.MODELS) {
            String algorithm = new ObjectMapper()
                    .readTree(ModelFolder.of(model).path().resolve("about.json").toFile())
                    .get("algo")
                    .asText();
            algorithms.append(algorithms.isEmpty() ? "" : ", ").append(algorithm);
        }
        String modes = String.join(
                ", ",
                Stream.of(WorkerMatrix.Mode.values()).map(Object::toString).toList());
        StringBuilder page = new StringBuilder(
                "\n| Kafka Connect | worker | models, scored before and after a topic |\n|---|---|---|\n");
        for (String version : WorkerMatrix.versions()) {
            page.append("| ")
                    .append(version)
                    .append(" | ")
                    .append(modes)
                    .append(" | ")
                    .append(algorithms)
                    .append(" |\n");
        }
        GeneratedPage.agrees(
                Path.of("docs/compatibility.md"), "workers", page.append('\n').toString());
    }

    @Test
    void workerPom_isAModuleWithTheVersionOfItsName() throws IOException {
        List<String> versions = WorkerMatrix.versions();
        try (Stream<Path> folders = Files.list(WORKERS).filter(Files::isDirectory)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            versions.stream().map(version -> "kafka-" + version).toList());
        }
        for (String version : versions) {
            assertThat(WORKERS.resolve("kafka-" + version + "/pom.xml"))
                    .content()
                    .contains("<kafka.version>" + version + "</kafka.version>");
        }
    }

    @Test
    void theReadmeNamesTheSameWorkers() throws IOException {
        List<String> versions = WorkerMatrix.versions();
        String last = versions.get(versions.size() - 1);
        String all = String.join(", ", versions.subList(0, versions.size() - 1)) + " and " + last;
        assertThat(Path.of("README.md")).content().contains("every build runs [" + all + "](docs/compatibility.md)");
        assertThat(last).as("the oldest").startsWith("3.7.");
    }
}
