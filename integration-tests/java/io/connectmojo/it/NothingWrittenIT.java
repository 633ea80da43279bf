package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker whose plugin loads, reloads, refuses and scores, under two watches: the system tells of each file that appears in the worker's
 * folders, Java's flight recorder of each write to a file.
 */
@ExtendWith(SharedCluster.class)
class NothingWrittenIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> MODELS =
            List.of("house-prices", "trained/xgb_gbtree_binomial", "trained/ensemble_binomial");
    private static final String RECORDED = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.FileWrite">
                <setting name="enabled">true</setting>
                <setting name="stackTrace">true</setting>
                <setting name="threshold">0 ns</setting>
              </event>
            </configuration>
            """;

    @TempDir
    Path temp;

    @Test
    void loadsReloadsRefusalsOrScores_writeNoFile(ConnectCluster cluster) throws Exception {
        Path data = Files.createDirectory(temp.resolve("data"));
        Path models = Files.createDirectory(temp.resolve("models"));
        Path recording = temp.resolve("worker.jfr");
        Path settings = Files.writeString(temp.resolve("writes.jfc"), RECORDED);
        Path plugins = PluginZip.built().unpackInto(temp.resolve("plugins"));
        List<FileChain> chains = new ArrayList<>();
        for (String name : MODELS) {
            chains.add(FileChain.of(name, WorkerFiles.in(data), data));
        }
        try (Watch watch = new Watch(
                Files.createDirectory(temp.resolve("tmp")),
                Files.createDirectory(temp.resolve("home")),
                Files.createDirectory(temp.resolve("worker")),
                models,
                folderOfJars(plugins))) {
            try (ConnectWorker worker = ConnectWorker.distributed(
                    KafkaLine.NEWEST,
                    temp.resolve("worker"),
                    "nothing-written",
                    cluster.bootstrapServers(),
                    "service_load",
                    List.of(plugins),
                    "-Djava.io.tmpdir=" + temp.resolve("tmp"),
                    "-Duser.home=" + temp.resolve("home"),
                    "-XX:FlightRecorderOptions=repository=" + temp.resolve("jfr"),
                    "-XX:StartFlightRecording=dumponexit=true,settings=" + settings + ",filename=" + recording)) {
                for (FileChain chain : chains) {
                    chain.connectors().forEach(connector -> connector.createOn(worker.rest()));
                }
                for (FileChain chain : chains) {
                    chain.assertScoredAsH2oDoes(worker.rest());
                }
                reload(worker, new KafkaTopics(cluster.bootstrapServers()), models.resolve("served.zip"), data);
            }
            assertThat(watch.created())
                    .as("files that appeared")
                    .containsExactlyInAnyOrder(
                            // made by this test
                            "models/served.zip",
                            "worker/logging.properties",
                            "worker/nothing-written.args",
                            "worker/nothing-written.log",
                            "worker/nothing-written.properties");
        }
        Map<String, Long> writes = writes(recording);
        Set<String> sinks = new TreeSet<>();
        chains.forEach(chain -> sinks.add(chain.sink().file().toString()));
        assertThat(writes.keySet())
                .as("files that were written to, the log not among them: the sinks write those, and nobody else any")
                .isEqualTo(sinks);
    }

    private static Path folderOfJars(Path plugins) throws IOException {
        try (Stream<Path> files = Files.walk(plugins)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    /** One model, then another in its place, then a file that is none. */
    private static void reload(ConnectWorker worker, KafkaTopics topics, Path model, Path data) throws Exception {
        ModelCase first = ModelCase.of("gbm_regression");
        ModelCase second = ModelCase.of("drf_regression");
        Files.copy(first.model(), model);
        Path lines = Files.writeString(data.resolve("lines.jsonl"), "");
        String topic = KafkaTopics.uniqueName("reloaded");
        ConnectorConfig source = ConnectorConfig.fileSource(lines, topic)
                .scoring(model, "input.format", "json", "output.include", "model", "model.reload.interval.ms", "1000");
        source.createOn(worker.rest());
        awaitScored(worker, source, topics, topic, lines, first);
        Path next = Files.copy(second.model(), data.resolve("next.zip"));
        Files.move(next, model, StandardCopyOption.ATOMIC_MOVE);
        awaitScored(worker, source, topics, topic, lines, second);
        Files.write(model, new byte[1000], StandardOpenOption.TRUNCATE_EXISTING);
        await().atMost(LIMIT)
                .until(() -> worker.log().lines().anyMatch(line -> line.contains(" WARN ") && line.contains("MOJO-M")));
        awaitScored(worker, source, topics, topic, lines, second);
    }

    private static void awaitScored(
            ConnectWorker worker, ConnectorConfig source, KafkaTopics topics, String topic, Path lines, ModelCase by)
            throws IOException {
        String digest = by.digest().substring(0, 12);
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> {
            assertThat(worker.rest().taskTrace(source.name())).isEmpty();
            Files.writeString(lines, by.records().get(0) + "\n", StandardOpenOption.APPEND);
            int count = new Lines(lines).count();
            return topics.read(topic, count, Duration.ofSeconds(3)).stream()
                    .skip(count - 1)
                    .anyMatch(record -> record.value().contains(digest));
        });
    }

    /** By file, how often it was written to; standard output has no name. */
    private static Map<String, Long> writes(Path recording) throws IOException {
        Map<String, Long> writes = new HashMap<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                String path = event.getString("path");
                if (event.getEventType().getName().equals("jdk.FileWrite") && path != null) {
                    writes.merge(path, 1L, Long::sum);
                }
            }
        }
        return writes;
    }

    /** What appears in folders, also when it is gone again soon. */
    private static final class Watch implements AutoCloseable {
        private final WatchService service = FileSystems.getDefault().newWatchService();
        private final Map<WatchKey, Path> folders = new HashMap<>();

        Watch(Path... watched) throws IOException {
            for (Path folder : watched) {
                folders.put(folder.register(service, StandardWatchEventKinds.ENTRY_CREATE), folder);
            }
        }

        Set<String> created() {
            Set<String> created = new TreeSet<>();
            folders.forEach((key, folder) -> {
                for (WatchEvent<?> event : key.pollEvents()) {
                    assertThat(event.kind()).isEqualTo(StandardWatchEventKinds.ENTRY_CREATE);
                    created.add(folder.getFileName() + "/" + event.context());
                }
            });
            return created;
        }

        @Override
        public void close() throws IOException {
            service.close();
        }
    }
}
