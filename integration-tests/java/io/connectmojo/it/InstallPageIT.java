package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page about installations, and a worker with the plugin that they make: one that has its model inside. */
@ExtendWith(SharedCluster.class)
class InstallPageIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<Path> TOOLS =
            List.of(ShellRun.SHELL, Path.of("/usr/bin/unzip"), Path.of("/usr/bin/sha512sum"));

    @TempDir
    Path temp;

    @Test
    void commands_makeAPluginWithItsModelInside(ChildJvmCluster cluster) throws Exception {
        assumeThat(TOOLS).as("a shell, unzip and sha512sum are here").allMatch(Files::isExecutable);
        String setting = "";
        for (PageItem item : PageRunner.INSTALL.items()) {
            if (item.text().startsWith("\"")) {
                setting = item.text();
                continue;
            }
            String placed = item.text()
                    .replace("target/with-model", temp + "/with-model")
                    .replace("deploy/docker", temp + "/image");
            String shown = ShellRun.in(temp, Path.of("")).run(placed).ok();
            if (placed.contains("sha512sum -c")) {
                assertThat(shown).contains(".zip: OK");
            }
        }
        assertFolderForTheImage();

        ModelCase houses = ModelCase.of("house-prices");
        String topic = KafkaTopics.uniqueName("inside");
        new KafkaTopics(cluster.bootstrapServers())
                .write(topic, List.of(houses.records().get(0).toString()));
        Lines scored = new Lines(temp.resolve("scored.txt"));
        ConnectorConfig config = ConnectorConfig.fileSink(topic, scored.file())
                .jsonValues(false)
                .with("transforms", "score")
                .with("transforms.score.type", "io.connectmojo.MojoScorer$Value");
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> entry :
                new ObjectMapper().readTree("{" + setting + "}").properties()) {
            config = config.with(entry.getKey(), entry.getValue().asText());
        }
        try (ConnectWorker worker = ConnectWorker.distributed(
                KafkaLine.NEWEST,
                Files.createDirectory(temp.resolve("worker")),
                "inside",
                cluster.bootstrapServers(),
                "service_load",
                List.of(temp.resolve("with-model")))) {
            config.createOn(worker.rest());
            await().atMost(LIMIT).until(() -> scored.count() == 1);
        }
        assertThat(scored.all().get(0))
                .contains("prediction="
                        + Double.parseDouble(houses.expected().get(0).get("predict")));
    }

    private void assertFolderForTheImage() throws Exception {
        Path image = temp.resolve("image");
        assertThat(image.resolve("models/house-prices.zip")).isRegularFile();
        try (Stream<Path> folders = Files.list(image.resolve("plugins"))) {
            assertThat(folders)
                    .singleElement()
                    .satisfies(folder ->
                            assertThat(folder.resolve("manifest.json")).isRegularFile());
        }
    }
}
