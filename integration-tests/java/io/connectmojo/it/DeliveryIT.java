package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.it.numbered.NumberedSink;
import io.connectmojo.it.numbered.NumberedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Numbered records through a source and a sink of three tasks each on three workers, while each worker is killed once, one comes and
 * goes, the broker stands still for half a minute, and the model's file changes. Each of these strikes a stream that is on its way.
 * Nobody restarts anything.
 */
class DeliveryIT {
    private static final int ROUNDS = Integer.getInteger("mojo.tests.scale", 1);
    private static final int TASKS = 3;
    private static final int PORTIONS = 5;
    private static final int PORTION = 1_600;
    private static final int COUNT = PORTIONS * PORTION;
    private static final int SOME = 100;
    private static final int PER_SECOND = 200;
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelCase first = ModelCase.of("gbm_regression");
    private final ModelCase second = ModelCase.of("drf_regression");
    private final Map<String, List<Double>> expected = new HashMap<>();
    private final List<ConnectWorker> workers = new ArrayList<>();
    private KafkaBroker broker;
    private List<Path> plugins;
    private int members;
    private Path folder;
    private Path model;
    private Path delivered;
    private KafkaTopics topics;
    private List<String> records;
    private int released;

    @TempDir
    Path temp;

    @Test
    void crashesDuringReloads_loseNoRecordNorMixModels() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            round(temp.resolve("round" + round));
            stop();
        }
    }

    @AfterEach
    void stop() {
        workers.forEach(ConnectWorker::close);
        workers.clear();
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    private void round(Path newFolder) throws Exception {
        folder = newFolder;
        released = 0;
        for (ModelCase served : List.of(first, second)) {
            expected.put(
                    served.digest().substring(0, 12),
                    served.expected().stream()
                            .map(row -> Double.valueOf(row.get("predict")))
                            .toList());
        }
        broker = KafkaBroker.start(KafkaLine.NEWEST, folder.resolve("broker"));
        plugins = List.of(
                PluginZip.built().unpackInto(folder.resolve("plugins")),
                NumberedPlugin.packInto(folder.resolve("numbered-plugin")));
        for (int i = 0; i < TASKS; i++) {
            workers.add(member());
        }
        model = Files.copy(first.model(), folder.resolve("served.zip"));
        topics = new KafkaTopics(broker.bootstrapServers());
        topics.create("raw", TASKS);
        topics.create("scored", 1);
        records = first.records().stream().map(record -> record.toString()).toList();
        Path lines = Files.write(folder.resolve("lines.jsonl"), records);
        delivered = Files.createDirectories(folder.resolve("delivered"));
        release();

        ConnectorConfig source = scoring(new ConnectorConfig("source", Map.of()), model)
                .with("connector.class", NumberedSource.class.getName())
                .with("tasks.max", TASKS)
                .with("topic", "scored")
                .with("lines", lines)
                .with("released", folder.resolve("released"))
                .with("per.second", PER_SECOND)
                .with("exactly.once.support", "required");
        ConnectorConfig sink = scoring(new ConnectorConfig("sink", Map.of()), model)
                .with("connector.class", NumberedSink.class.getName())
                .with("tasks.max", TASKS)
                .with("topics", "raw")
                .with("folder", delivered)
                .with("per.second", PER_SECOND)
                .with("consumer.override.max.poll.records", 50);
        source.createOn(workers.get(0).rest());
        sink.createOn(workers.get(0).rest());
        // trouble begins when all tasks run: Connect's own first start of an exactly-once source is not the matter here
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(this::assertRunning);
        awaitSome(0);

        trouble();

        Set<Integer> atTheSink = new HashSet<>();
        await().atMost(LIMIT).until(() -> {
            atTheSink.clear();
            for (String line : lines(delivered)) {
                atTheSink.add(JSON.readTree(line).get("id").asInt());
            }
            return atTheSink.size() == TASKS * COUNT;
        });
        Set<String> models = new HashSet<>();
        List<String> copies = lines(delivered);
        for (String line : copies) {
            models.add(assertScored(JSON.readTree(line), records.size()));
        }
        assertThat(models).as("models that scored on the way out").hasSize(2);

        // once the group has settled again
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(this::assertRunning);
        models.clear();
        Set<Integer> ids = new HashSet<>();
        List<String> sent = topics.readCommitted("scored", TASKS * COUNT, LIMIT);
        for (String value : sent) {
            JsonNode record = JSON.readTree(value);
            models.add(assertScored(record, records.size()));
            assertThat(ids.add(record.get("id").asInt()))
                    .as("once only: %s", record.get("id"))
                    .isTrue();
        }
        assertThat(ids.size()).as("numbers from the source").isEqualTo(TASKS * COUNT);
        assertThat(models).as("models that scored on the way in").hasSize(2);
        System.out.printf(
                "delivery: %d records once each from the source, %d copies of %d at the sink, both by two models%n",
                sent.size(), copies.size(), atTheSink.size());
    }

    private void assertRunning() {
        for (String connector : List.of("source", "sink")) {
            JsonNode status = workers.get(0).rest().status(connector);
            assertThat(status.at("/connector/state").asText()).isEqualTo("RUNNING");
            assertThat(status.get("tasks")).hasSize(TASKS);
            status.get("tasks")
                    .forEach(task -> assertThat(task.get("state").asText())
                            .as(task.toString())
                            .isEqualTo("RUNNING"));
        }
    }

    private void trouble() throws Exception {
        for (int i = 0; i < TASKS; i++) {
            if (i > 0) {
                releaseAndAwaitSome();
            }
            workers.get(i).kill();
            workers.get(i).close();
            workers.set(i, member());
            if (i == 0) {
                Path next = Files.copy(second.model(), folder.resolve("next.zip"));
                Files.move(next, model, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        releaseAndAwaitSome();
        ConnectWorker guest = member();
        workers.add(guest);
        Thread.sleep(3000);
        workers.remove(guest);
        guest.close();
        releaseAndAwaitSome();
        broker.freeze(PAUSE);
    }

    private void releaseAndAwaitSome() throws Exception {
        int before = released;
        release();
        awaitSome(before);
    }

    /** The next portion of each task and partition may go. */
    private void release() throws IOException {
        List<String> numbered = new ArrayList<>();
        for (int i = TASKS * released; i < TASKS * (released + PORTION); i++) {
            numbered.add("{\"id\":" + i + "," + records.get(i % records.size()).substring(1));
        }
        topics.write("raw", numbered);
        released += PORTION;
        Path next = Files.writeString(folder.resolve("released.next"), String.valueOf(released));
        Files.move(next, folder.resolve("released"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until some of the portion after so many of each task have arrived on both ways. */
    private void awaitSome(int before) {
        int some = TASKS * before + SOME;
        await().atMost(LIMIT).until(() -> lines(delivered).size() >= some);
        assertThat(topics.readCommitted("scored", some, LIMIT)).hasSizeGreaterThanOrEqualTo(some);
    }

    private ConnectWorker member() throws IOException, InterruptedException {
        return ConnectWorker.member(
                KafkaLine.NEWEST, folder.resolve("member" + members++), "delivery", broker.bootstrapServers(), plugins);
    }

    private static ConnectorConfig scoring(ConnectorConfig connector, Path model) {
        return connector.scoring(
                model, "input.format", "json", "output.include", "model", "model.reload.interval.ms", "1000");
    }

    /** All that has been delivered so far, whole lines of all files. */
    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                lines.addAll(new Lines(file).all());
            }
        }
        return lines;
    }

    /** The model that the record names. */
    private String assertScored(JsonNode record, int rows) {
        String model = record.get("prediction_model").asText();
        int row = record.get("id").asInt() % NumberedSource.FAR % rows;
        List<Double> predictions = expected.get(model.substring("served@".length()));
        assertThat(predictions).as(model).isNotNull();
        assertThat(record.get("prediction").asDouble())
                .as("record %s by %s", record.get("id"), model)
                .isEqualTo(predictions.get(row));
        return model;
    }
}
