package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that cannot be scored, one in ten: nothing is lost, whatever the connector tolerates. */
@ExtendWith(SharedCluster.class)
class BadRecordsIT {
    private static final int RECORDS = 100;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String topic = KafkaTopics.uniqueName("mixed");
    private final ConnectCluster cluster;
    private final KafkaTopics topics;
    private final List<String> good = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    @TempDir
    Path temp;

    BadRecordsIT(ConnectCluster cluster) throws Exception {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
        List<ObjectNode> rows = ModelCase.of("iris").records();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            ObjectNode row = rows.get(i % rows.size()).deepCopy().put("id", i);
            boolean spoilt = i % 10 == 7;
            String record = spoilt ? spoil(row, i).toString() : row.toString();
            (spoilt ? bad : good).add(record);
            all.add(record);
        }
        topics.write(topic, all);
    }

    private static ObjectNode spoil(ObjectNode row, int i) {
        return i % 20 == 7 ? row.without("petal_length") : row.put("petal_length", "long-and-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MOJO-D001 | \"text\"                                                                    | String",
                "MOJO-D002 | {\"sepal_length\":5,\"sepal_width\":3,\"petalLength\":1,\"petal_width\":0.2}  | petalLength",
                "MOJO-D004 | {\"sepal_length\":5,\"sepal_width\":3,\"petal_length\":\"x\",\"petal_width\":1} | petal_length",
                "MOJO-D006 | {\"sepal_length\":5,\"sepal_width\":3,\"petal_length\":1,\"petal_width\":0.2,\"prediction\":1} | prediction",
            })
    void noTolerance_stopsTheTaskAtTheBadRecordWithTheReason(String code, String record, String where)
            throws Exception {
        String good = ModelCase.of("iris").records().get(0).toString();
        String stopped = KafkaTopics.uniqueName("stopped");
        topics.write(stopped, List.of(good, good, record, good));
        Lines out = new Lines(temp.resolve("out.txt"));
        ConnectorConfig sink = sink(out).with("topics", stopped).with("consumer.override.max.poll.records", 1);
        sink.createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> cluster.rest().taskState(sink.name()).equals("FAILED"));

        assertThat(cluster.rest().taskTrace(sink.name())).contains(code + " ", where, "Fix: ");
        assertThat(out.count()).isEqualTo(2);
        assertThat(cluster.workerIsAlive()).isTrue();
    }

    @Test
    void toleranceAll_sendsBadRecordsToTheDeadLetterQueueOnly() throws Exception {
        Lines out = new Lines(temp.resolve("out.txt"));
        String dead = KafkaTopics.uniqueName("dead");
        ConnectorConfig sink = sink(out)
                .with("errors.tolerance", "all")
                .with("errors.deadletterqueue.topic.name", dead)
                .with("errors.deadletterqueue.topic.replication.factor", 1)
                .with("errors.deadletterqueue.context.headers.enable", true);
        sink.createOn(cluster.rest());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(out.count()).isEqualTo(good.size()));

        List<ConsumerRecord<String, String>> letters = topics.read(dead, bad.size());
        assertThat(letters).extracting(ConsumerRecord::value).containsExactlyElementsOf(bad);
        for (int i = 0; i < letters.size(); i++) {
            assertThat(reason(letters.get(i)))
                    .startsWith(i % 2 == 0 ? "MOJO-D002 " : "MOJO-D004 ")
                    .contains("petal_length", "Fix: ")
                    .doesNotContain("long-and-secret");
        }
        List<String> delivered = out.all();
        for (int i = 0, id = 0; i < delivered.size(); i++, id++) {
            id += id % 10 == 7 ? 1 : 0;
            assertThat(delivered.get(i)).contains("id=" + id + ",").contains("prediction=");
        }
        assertThat(cluster.rest().taskState(sink.name())).isEqualTo("RUNNING");
    }

    @Test
    void onErrorNull_deliversBadRecordsWithoutPrediction() throws Exception {
        Lines out = new Lines(temp.resolve("out.txt"));
        sink(out).with("transforms.score.on.error", "null").createOn(cluster.rest());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(out.count()).isEqualTo(RECORDS));

        List<String> lines = out.all();
        assertThat(lines).filteredOn(line -> line.contains("prediction=null")).hasSize(bad.size());
    }

    private ConnectorConfig sink(Lines out) {
        return ConnectorConfig.fileSink(topic, out.file())
                .jsonValues(false)
                .scoring(ModelCase.of("iris").model());
    }

    private static String reason(ConsumerRecord<String, String> letter) {
        return new String(
                letter.headers()
                        .lastHeader("__connect.errors.exception.message")
                        .value(),
                StandardCharsets.UTF_8);
    }
}
