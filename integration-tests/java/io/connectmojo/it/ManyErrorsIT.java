package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred thousand records, one in a hundred bad in one of ten ways: none is lost, none is out of place. */
@ExtendWith(SharedCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
class ManyErrorsIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int RECORDS = 100_000;
    private static final int EVERY = 100;
    private static final int FIRST_BAD = 50;

    /** How a record is spoilt, and the code that tells it. */
    private record Spoiler(String code, BiFunction<ObjectNode, Integer, String> spoil) {
        static Spoiler of(String code, Function<ObjectNode, ObjectNode> spoil) {
            return new Spoiler(code, (row, id) -> spoil.apply(row).toString());
        }
    }

    private static final List<Spoiler> SPOILERS = List.of(
            new Spoiler("MOJO-D007", (row, id) -> "no JSON, only number " + id),
            new Spoiler("MOJO-D007", (row, id) -> "[" + row + "]"),
            new Spoiler(
                    "MOJO-D007",
                    (row, id) -> row.toString().substring(0, row.toString().length() - 1)),
            new Spoiler(
                    "MOJO-D007", (row, id) -> "{\"id\":" + id + ",\"deep\":" + "[".repeat(600) + "]".repeat(600) + "}"),
            new Spoiler(
                    "MOJO-D007",
                    (row, id) -> "{\"id\":" + id + "," + row.toString().substring(1)),
            Spoiler.of("MOJO-D002", row -> row.without("petal_length")),
            Spoiler.of("MOJO-D003", row -> row.retain("id")),
            Spoiler.of("MOJO-D004", row -> row.put("petal_length", "long")),
            Spoiler.of(
                    "MOJO-D004", row -> row.set("petal_width", row.arrayNode().add(1))),
            Spoiler.of("MOJO-D006", row -> row.put("prediction", "setosa")));

    private final List<String> records = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final String topic = KafkaTopics.uniqueName("many");
    private final ConnectCluster cluster;
    private final KafkaTopics topics;

    @TempDir
    Path temp;

    ManyErrorsIT(ConnectCluster cluster) throws Exception {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
        List<ObjectNode> rows = ModelCase.of("iris").records();
        for (int id = 0; id < RECORDS; id++) {
            ObjectNode row = rows.get(id % rows.size()).deepCopy().put("id", id);
            if (isBad(id)) {
                bad.add(spoiler(bad.size()).spoil.apply(row, id));
                records.add(bad.get(bad.size() - 1));
            } else {
                records.add(row.toString());
            }
        }
        topics.write(topic, records);
    }

    private static boolean isBad(int id) {
        return id % EVERY == FIRST_BAD;
    }

    /** That of the bad record of that number. */
    private static Spoiler spoiler(int number) {
        return SPOILERS.get(number % SPOILERS.size());
    }

    @Test
    void sink_separatesBadRecordsKeepingTheOrderOfGoodOnes() throws Exception {
        Lines out = new Lines(temp.resolve("out.jsonl"));
        String dead = KafkaTopics.uniqueName("dead");
        sink(topic, out)
                .with("errors.tolerance", "all")
                .with("errors.deadletterqueue.topic.name", dead)
                .with("errors.deadletterqueue.topic.replication.factor", 1)
                .with("errors.deadletterqueue.context.headers.enable", true)
                .createOn(cluster.rest());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(out.count()).isEqualTo(RECORDS - bad.size()));
        assertGoodOnesInOrder(out.all());

        List<ConsumerRecord<String, String>> letters = topics.read(dead, bad.size());
        assertThat(letters).extracting(ConsumerRecord::value).containsExactlyElementsOf(bad);
        for (int i = 0; i < letters.size(); i++) {
            assertThat(header(letters.get(i), "__connect.errors.exception.message"))
                    .as(bad.get(i))
                    .startsWith(spoiler(i).code + " ")
                    .contains("Fix: ");
        }
    }

    @Test
    void aTolerantSourceGoesOnWithTheGoodOnesInOrder() throws Exception {
        String scored = KafkaTopics.uniqueName("tolerant");
        source(scored).with("errors.tolerance", "all").createOn(cluster.rest());
        List<ConsumerRecord<String, String>> all = topics.read(scored, RECORDS - bad.size(), LIMIT);
        assertGoodOnesInOrder(all.stream().map(ConsumerRecord::value).toList());
    }

    @Test
    void sourceWithOnErrorNull_keepsBadRecordsMarked() throws Exception {
        String scored = KafkaTopics.uniqueName("marked");
        source(scored).with("transforms.score.on.error", "null").createOn(cluster.rest());
        List<ConsumerRecord<String, String>> all = topics.read(scored, RECORDS, LIMIT);
        assertThat(all).hasSize(RECORDS);
        int marked = 0;
        List<String> good = new ArrayList<>();
        for (int id = 0; id < RECORDS; id++) {
            ConsumerRecord<String, String> record = all.get(id);
            if (!isBad(id)) {
                assertThat(record.headers()).isEmpty();
                good.add(record.value());
                continue;
            }
            assertThat(header(record, "mojo.error")).startsWith(spoiler(marked).code + " ");
            String original = bad.get(marked++);
            assertThat(record.value())
                    .isIn(original, original.substring(0, original.length() - 1) + ",\"prediction\":null}");
        }
        assertThat(marked).isEqualTo(bad.size());
        assertGoodOnesInOrder(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7.2", "4.3.1"})
    void withoutToleranceTheTaskStopsBeforeAnythingIsLost(String version, ChildJvmCluster child) throws Exception {
        String name = "strict-" + version;
        try (ConnectWorker worker = child.startWorker(new KafkaLine(version), name, "service_load")) {
            for (int way = 0; way < SPOILERS.size(); way++) {
                Lines out = new Lines(temp.resolve(name + way));
                String few = KafkaTopics.uniqueName(name);
                int badAt = FIRST_BAD + way * EVERY;
                topics.write(few, records.subList(badAt - 3, badAt + 3));
                ConnectorConfig sink = sink(few, out).with("consumer.override.max.poll.records", 1);
                sink.createOn(worker.rest());
                await().atMost(LIMIT)
                        .until(() -> worker.rest().taskState(sink.name()).equals("FAILED"));
                assertThat(worker.rest().taskTrace(sink.name())).contains(SPOILERS.get(way).code + " ");
                assertThat(out.count())
                        .as("records before the bad one, way %d", way)
                        .isEqualTo(3);
            }
        }
    }

    private void assertGoodOnesInOrder(List<String> scored) {
        List<Integer> good =
                IntStream.range(0, RECORDS).filter(id -> !isBad(id)).boxed().toList();
        assertThat(scored).hasSameSizeAs(good);
        for (int i = 0; i < scored.size(); i++) {
            String record = records.get(good.get(i));
            assertThat(scored.get(i))
                    .startsWith(record.substring(0, record.length() - 1) + ",\"prediction\":\"")
                    .doesNotContain("\"prediction\":null");
        }
    }

    private ConnectorConfig sink(String from, Lines out) {
        return ConnectorConfig.fileSink(from, out.file())
                .scoring(ModelCase.of("iris").model(), "input.format", "json");
    }

    private ConnectorConfig source(String to) throws Exception {
        Path file = Files.write(temp.resolve(to + ".jsonl"), records);
        return ConnectorConfig.fileSource(file, to).scoring(ModelCase.of("iris").model(), "input.format", "json");
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        List<Header> headers = new ArrayList<>();
        record.headers().headers(name).forEach(headers::add);
        return new String(assertThat(headers).singleElement().actual().value(), StandardCharsets.UTF_8);
    }
}
