package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped connector follows a folder, with versions or of MLflow, while records flow without a pause. */
@ExtendWith(SharedCluster.class)
class ModelFolderIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The connector looks once a second. */
    private static final Duration SEVERAL_LOOKS = Duration.ofSeconds(4);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectCluster cluster;
    private final KafkaTopics topics;
    private final ModelCase houses = ModelCase.of("house-prices");
    private final MadeModels made = new MadeModels(houses);
    private final String topic = KafkaTopics.uniqueName("houses-scored");

    /** By their stamps. */
    private final Map<String, List<Double>> predictions = new HashMap<>();

    private volatile boolean ended;

    @TempDir
    Path temp;

    private Path folder;
    private ConnectorConfig connector;
    private CompletableFuture<Integer> load;

    ModelFolderIT(ConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    @BeforeEach
    void configure() throws Exception {
        folder = Files.createDirectory(temp.resolve("house-prices"));
        Path lines = Files.createFile(temp.resolve("houses.jsonl"));
        connector = ConnectorConfig.shipped("house-prices-from-a-folder.json")
                .unique()
                .with("topic", topic)
                .with("file", lines)
                .with("transforms.score.model.path", folder);
    }

    /** Starts the connector, and a row after the other from then on. */
    private void start() {
        connector.createOn(cluster.rest());
        load = CompletableFuture.supplyAsync(() -> {
            int written = 0;
            try (Writer out = Files.newBufferedWriter(connector.file(), StandardOpenOption.APPEND)) {
                while (!ended) {
                    out.write(houses.records().get(written % houses.records().size()) + "\n");
                    out.flush();
                    written++;
                    Thread.sleep(5);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return written;
        });
    }

    private byte[] model(int number) throws Exception {
        byte[] zip = made.zip(number);
        predictions.put(stamp(number), made.predictions(zip, temp));
        return zip;
    }

    private String stamp(int number) throws Exception {
        return "house-prices@" + Announcer.sha256(made.zip(number)).substring(0, 12);
    }

    /** A version that is there at once. */
    private void put(int number) throws Exception {
        Path part = Files.createDirectory(folder.resolve(number + ".part"));
        Files.write(part.resolve("model.zip"), model(number));
        Files.move(part, folder.resolve(String.valueOf(number)), StandardCopyOption.ATOMIC_MOVE);
    }

    private void takeAway(int number) throws Exception {
        Files.move(folder.resolve(String.valueOf(number)), temp.resolve("gone-" + number));
    }

    private String lastStamp() throws Exception {
        String last = topics.last(topic);
        return last.isEmpty()
                ? ""
                : JSON.readTree(last).get("selling_price_model").asText();
    }

    private void awaitServing(int number) throws Exception {
        String stamp = stamp(number);
        await().atMost(LIMIT).ignoreExceptions().until(() -> lastStamp().equals(stamp));
    }

    /** Every row of the load, by a model that was there, as H2O's library predicts. */
    private void assertAllScored(int... numbers) throws Exception {
        ended = true;
        int written = load.get();
        List<ConsumerRecord<String, String>> records = topics.read(topic, written, LIMIT);
        assertThat(records).hasSize(written);
        Set<String> served = new HashSet<>();
        for (int i = 0; i < written; i++) {
            JsonNode scored = JSON.readTree(records.get(i).value());
            String stamp = scored.get("selling_price_model").asText();
            assertThat(predictions).containsKey(stamp);
            assertThat(scored.get("selling_price").asDouble())
                    .as("record %d by %s", i, stamp)
                    .isEqualTo(predictions.get(stamp).get(i % houses.records().size()));
            served.add(stamp);
        }
        Set<String> expected = new HashSet<>();
        for (int number : numbers) {
            expected.add(stamp(number));
        }
        assertThat(served).isEqualTo(expected);
    }

    @Test
    void highestVersion_servesWhileVersionsComeAndGo() throws Exception {
        put(1);
        start();
        awaitServing(1);
        put(2);
        awaitServing(2);

        byte[] third = model(3);
        Path copied = Files.createDirectory(folder.resolve("3")).resolve("model.zip");
        Files.write(copied, Arrays.copyOf(third, third.length / 2));
        Thread.sleep(SEVERAL_LOOKS.toMillis());
        assertThat(lastStamp()).isEqualTo(stamp(2));
        Files.write(copied, Arrays.copyOfRange(third, third.length / 2, third.length), StandardOpenOption.APPEND);
        awaitServing(3);

        takeAway(3);
        awaitServing(2);
        takeAway(2);
        awaitServing(1);
        assertAllScored(1, 2, 3);
        assertThat(cluster.rest().taskState(connector.name())).isEqualTo("RUNNING");
    }

    @Test
    void zipThatMlflowNames_serves() throws Exception {
        Files.write(folder.resolve("first.zip"), model(1));
        Files.write(folder.resolve("second.zip"), model(2));
        name("first.zip");
        start();
        awaitServing(1);
        name("second.zip");
        awaitServing(2);
        name("third.zip");
        Thread.sleep(SEVERAL_LOOKS.toMillis());
        Files.write(folder.resolve("third.zip"), model(3));
        awaitServing(3);
        assertAllScored(1, 2, 3);
    }

    /** As MLflow's flavour of H2O writes the file. */
    private void name(String zip) throws Exception {
        Path part = Files.writeString(folder.resolve("MLmodel.part"), """
                artifact_path: model
                flavors:
                  h2o_mojo_pojo:
                    data: model.h2o
                    h2o_version: 3.46.0.12
                    model_file: %s
                    model_type: MOJO
                mlflow_version: 2.14.1
                """.formatted(zip));
        Files.move(part, folder.resolve("MLmodel"), StandardCopyOption.ATOMIC_MOVE);
    }
}
