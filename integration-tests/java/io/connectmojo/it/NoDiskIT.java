package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers that cannot write: models on a disk that is full and on one that is read-only, the folder for temporary files full as well, or
 * none at all. Scoring and reloads go on.
 */
@ExtendWith(SharedCluster.class)
class NoDiskIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int FULL_BYTES = 2_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelCase first = ModelCase.of("gbm_regression");
    private final ModelCase second = ModelCase.of("drf_regression");

    @TempDir
    Path temp;

    private KafkaTopics topics;

    @Test
    void fullOrReadOnlyDisk_scoringGoesOn(ChildJvmCluster cluster) throws Exception {
        topics = new KafkaTopics(cluster.bootstrapServers());
        Path written = Files.createDirectory(temp.resolve("written"));
        try (Mount full = Mount.ofMemory(temp.resolve("full"), FULL_BYTES);
                Mount readOnly = Mount.readOnly(written, temp.resolve("read-only"))) {
            Path temporary = Files.createDirectory(full.folder().resolve("tmp"));
            for (Path folder : List.of(full.folder(), written)) {
                Files.copy(first.model(), folder.resolve("served.zip"));
                Files.copy(second.model(), folder.resolve("next.zip"));
            }
            fill(full.folder().resolve("filler"));
            assertThatThrownBy(() -> Files.write(temporary.resolve("any"), new byte[10_000]))
                    .hasMessageContaining("No space left on device");
            assertThatThrownBy(() -> Files.write(readOnly.folder().resolve("any"), new byte[1]))
                    .hasMessageContaining("Read-only file system");
            try (ConnectWorker worker = cluster.startWorkerWith(
                    List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + readOnly.folder()),
                    KafkaLine.NEWEST,
                    "no-disk",
                    "service_load")) {
                Scoring onFull = new Scoring(worker, "full", full.folder());
                Scoring onReadOnly = new Scoring(worker, "read-only", readOnly.folder());
                onFull.assertScoredBy(first);
                onReadOnly.assertScoredBy(first);
                for (Path folder : List.of(full.folder(), written)) {
                    Files.move(
                            folder.resolve("next.zip"), folder.resolve("served.zip"), StandardCopyOption.ATOMIC_MOVE);
                }
                onFull.assertScoredBy(second);
                onReadOnly.assertScoredBy(second);
            }
        }
    }

    @Test
    void noFolderForTemporaryFiles_scoringGoesOn(ChildJvmCluster cluster) throws Exception {
        topics = new KafkaTopics(cluster.bootstrapServers());
        Path models = Files.createDirectory(temp.resolve("models"));
        Files.copy(first.model(), models.resolve("served.zip"));
        try (ConnectWorker worker = cluster.startWorkerWith(
                List.of("-Djava.io.tmpdir=" + temp.resolve("none")),
                KafkaLine.NEWEST,
                "no-temporary-folder",
                "service_load")) {
            Scoring scoring = new Scoring(worker, "none", models);
            scoring.assertScoredBy(first);
            Files.copy(second.model(), models.resolve("next"));
            Files.move(models.resolve("next"), models.resolve("served.zip"), StandardCopyOption.ATOMIC_MOVE);
            scoring.assertScoredBy(second);
        }
        assertThat(temp.resolve("none")).doesNotExist();
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < FULL_BYTES; i++) {
                            out.write(new byte[1000]);
                        }
                    })
                    .hasMessageContaining("No space left on device");
        }
    }

    /** A source that scores each line of a file with the model {@code served.zip} of a folder. */
    private final class Scoring {
        private final ConnectWorker worker;
        private final ConnectorConfig source;
        private final String topic;
        private final Path lines;

        Scoring(ConnectWorker worker, String name, Path models) throws Exception {
            this.worker = worker;
            topic = KafkaTopics.uniqueName(name);
            lines = Files.writeString(temp.resolve(name + ".jsonl"), "");
            source = ConnectorConfig.fileSource(lines, topic)
                    .scoring(
                            models.resolve("served.zip"),
                            "input.format",
                            "json",
                            "output.include",
                            "model",
                            "model.reload.interval.ms",
                            "1000");
            topics.create(topic, 1);
            source.createOn(worker.rest());
        }

        /** The score is H2O's, by that model, soon. */
        void assertScoredBy(ModelCase model) throws IOException {
            String line = model.records().get(0) + "\n";
            String digest = model.digest().substring(0, 12);
            double expected = Double.parseDouble(model.expected().get(0).get("predict"));
            await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(worker.rest().taskTrace(source.name())).isEmpty();
                Files.writeString(lines, line, StandardOpenOption.APPEND);
                JsonNode last = JSON.readTree(topics.last(topic));
                assertThat(last.path("prediction_model").asText()).isEqualTo("served@" + digest);
                assertThat(last.get("prediction").asDouble()).isEqualTo(expected);
            });
        }
    }
}
