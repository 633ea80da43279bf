package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a real PostgreSQL through Debezium's source and the transform: what was there, inserts, updates, deletes. */
@ExtendWith(SharedCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
class ChangeDataIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    private KafkaTopics topics;
    private PostgresServer postgres;
    private ConnectWorker worker;

    @TempDir
    Path temp;

    @BeforeAll
    void start(ChildJvmCluster cluster) throws Exception {
        topics = new KafkaTopics(cluster.bootstrapServers());
        postgres = PostgresServer.start();
        worker = cluster.startWorker(KafkaLine.NEWEST, "cdc", "service_load", OtherPlugins.debeziumPostgres());
    }

    @AfterAll
    void stop() {
        if (worker != null) {
            worker.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void rowsAreScoredAsTheyAreAndTombstonesPass() throws Exception {
        HouseTable houses = table("unwrapped");
        double[] before = {houses.price(1, ""), houses.price(2, ""), houses.price(3, "")};
        ConnectorConfig source = source("house-prices-debezium-source.json", houses);
        source.createOn(worker.rest());
        String topic = source.config().get("topic.prefix") + ".public." + houses.name();
        List<ConsumerRecord<String, String>> snapshot = topics.read(topic, 3);
        assertThat(snapshot).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(price(snapshot.get(i), ""))
                    .as("row %d of the snapshot", i + 1)
                    .isEqualTo(before[i]);
        }

        double[] after = change(houses);
        List<ConsumerRecord<String, String>> all = topics.read(topic, 7);
        assertThat(all).hasSize(7);
        assertThat(price(all.get(3), "")).as("insert").isEqualTo(after[0]);
        JsonNode update = JSON.readTree(all.get(4).value());
        assertThat(update.get("main_flooring_type").asText())
                .as("the text that the update left alone")
                .isEqualTo(PLACEHOLDER);
        assertThat(price(all.get(4), "")).as("update, without the floor").isEqualTo(after[1]);
        assertThat(price(all.get(5), "")).as("update with the floor").isEqualTo(after[2]);
        // Kafka's JsonConverter writes a null that has a schema as the text null
        assertThat(all.get(6).value()).as("the tombstone of the delete").isIn(null, "null");
        assertThat(worker.rest().taskState(source.name())).isEqualTo("RUNNING");
    }

    @Test
    void envelopesAreScoredByWhatStandsInAfterAndDeletesPassUntouched() throws Exception {
        HouseTable houses = table("envelopes");
        double[] before = {houses.price(1, ""), houses.price(2, ""), houses.price(3, "")};
        ConnectorConfig source = source("house-prices-debezium-envelope.json", houses);
        source.createOn(worker.rest());
        String topic = source.config().get("topic.prefix") + ".public." + houses.name();
        List<ConsumerRecord<String, String>> snapshot = topics.read(topic, 3);
        assertThat(snapshot).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(price(snapshot.get(i), "r"))
                    .as("row %d of the snapshot", i + 1)
                    .isEqualTo(before[i]);
        }

        double[] after = change(houses);
        List<ConsumerRecord<String, String>> all = topics.read(topic, 8);
        assertThat(all).hasSize(8);
        assertThat(price(all.get(3), "c")).as("insert").isEqualTo(after[0]);
        assertThat(price(all.get(4), "u")).as("update, without the floor").isEqualTo(after[1]);
        assertThat(price(all.get(5), "u")).as("update with the floor").isEqualTo(after[2]);
        JsonNode delete = JSON.readTree(all.get(6).value());
        assertThat(delete.get("op").asText()).isEqualTo("d");
        assertThat(delete.get("after").isNull()).isTrue();
        assertThat(delete.has("selling_price")).isFalse();
        assertThat(all.get(7).value()).as("tombstone").isNull();
        assertThat(worker.rest().taskState(source.name())).isEqualTo("RUNNING");
    }

    private HouseTable table(String name) throws Exception {
        HouseTable houses = new HouseTable(postgres, name);
        houses.insert(1, "1893.5, 0.375, 1, 3, 2, true, false, true, 'hardwood', false, 12");
        houses.insert(2, "935, 0.08, 1, 1, 1, false, true, null, 'carpet', true, 27");
        houses.insert(3, "2400, null, 2, null, 2.5, true, true, true, 'tile', true, 3");
        return houses;
    }

    /** An insert, an update that leaves the padded text alone, one that sets it, and a delete; the three prices. */
    private static double[] change(HouseTable houses) throws Exception {
        double[] prices = new double[3];
        houses.insert(4, "1200, 0.2, 1, 2, 1, false, false, false, 'laminate', false, 50");
        prices[0] = houses.price(4, "");
        houses.execute("update %s set sqft = 2100, has_pool = true where id = 1");
        prices[1] = houses.price(1, "main_flooring_type");
        assertThat(prices[1]).as("the floor counts").isNotEqualTo(houses.price(1, ""));
        houses.execute("update %s set main_flooring_type = 'tile' where id = 1");
        prices[2] = houses.price(1, "");
        houses.execute("delete from %s where id = 2");
        return prices;
    }

    private ConnectorConfig source(String file, HouseTable table) throws Exception {
        return ConnectorConfig.shipped(file)
                .placedIn(temp)
                .unique()
                .with("database.port", postgres.port())
                .with("slot.name", table.name())
                .with("publication.name", table.name())
                .with("table.include.list", "public." + table.name())
                .with("topic.prefix", KafkaTopics.uniqueName("cdc"));
    }

    /** @param operation that the envelope must tell; empty when there is no envelope */
    private static double price(ConsumerRecord<String, String> record, String operation) throws Exception {
        JsonNode value = JSON.readTree(record.value());
        assertThat(value.path("op").asText("")).isEqualTo(operation);
        assertThat(value.get("selling_price").isNumber()).as(record.value()).isTrue();
        return value.get("selling_price").asDouble();
    }
}
