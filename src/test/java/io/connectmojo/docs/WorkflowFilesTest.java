package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflows for a public forge: every action is one commit, no job may write, and nothing that others decide reaches a shell. */
class WorkflowFilesTest {
    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyAction_isPinnedToACommitWithItsVersion() throws IOException {
        for (Path file : files()) {
            List<String> actions = Files.readAllLines(file).stream()
                    .filter(line -> line.contains("uses:"))
                    .toList();
            assertThat(actions)
                    .as(file.toString())
                    .isNotEmpty()
                    .allMatch(line -> line.matches(" +- uses: [\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
        }
    }

    @Test
    void noJob_mayWrite() throws IOException {
        for (Path file : files()) {
            JsonNode workflow = new YAMLMapper().readTree(Files.readString(file));
            assertThat(workflow.get("permissions").toString())
                    .as(file.toString())
                    .isEqualTo("{\"contents\":\"read\"}");
            for (JsonNode job : workflow.get("jobs")) {
                assertThat(job.has("permissions")).as(file.toString()).isFalse();
                assertThat(job.get("timeout-minutes").asInt()).isPositive();
                for (JsonNode step : job.get("steps")) {
                    assertThat(step.path("run").asText()).as(file.toString()).doesNotContain("${{");
                }
            }
        }
    }

    @Test
    void build_isThatOfContinuousIntegration() throws IOException {
        JsonNode steps = new YAMLMapper()
                .readTree(Files.readString(Path.of(".github/workflows/build.yml")))
                .at("/jobs/build/steps");
        assertThat(steps).extracting(step -> step.path("run").asText()).contains("bash .ci/run");
        assertThat(Path.of(".ci/run")).isExecutable();
    }
}
