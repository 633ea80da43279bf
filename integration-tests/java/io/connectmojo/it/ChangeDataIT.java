package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a real PostgreSQL through Debezium's source and the transform: what was there, inserts, updates, deletes, and what is no change. */
@ExtendWith(SharedCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
class ChangeDataIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    private KafkaTopics topics;
    private WorkerAndDatabase both;
    private ConnectWorker worker;

    @TempDir
    Path temp;

    @BeforeAll
    void start(ChildJvmCluster cluster) throws Exception {
        topics = new KafkaTopics(cluster.bootstrapServers());
        both = WorkerAndDatabase.start(
                cluster, "cdc", "service_load", OtherPlugins.debeziumPostgres(), OtherPlugins.debeziumJdbc());
        worker = both.worker();
    }

    @AfterAll
    void stop() {
        if (both != null) {
            both.close();
        }
    }

    @Test
    void unwrappedRows_areScoredWhileTombstonesPass() throws Exception {
        List<ConsumerRecord<String, String>> all =
                changes("house-prices-debezium-source.json", "unwrapped", List.of("", "", ""), 1);
        assertThat(JSON.readTree(all.get(4).value()).get("main_flooring_type").asText())
                .as("the text that the update left alone")
                .isEqualTo(PLACEHOLDER);
        // Kafka's JsonConverter writes a null that has a schema as the text null
        assertThat(all.get(6).value()).as("the tombstone of the delete").isEqualTo("null");
    }

    @Test
    void envelopes_areScoredByAfterWhileDeletesPass() throws Exception {
        List<ConsumerRecord<String, String>> all =
                changes("house-prices-debezium-envelope.json", "envelopes", List.of("r", "c", "u"), 2);
        JsonNode delete = value(all.get(6));
        assertThat(delete.get("op").asText()).isEqualTo("d");
        assertThat(delete.get("after").isNull()).isTrue();
        assertThat(delete.has("selling_price")).isFalse();
        assertThat(all.get(7).value()).as("tombstone").isNull();
        assertThat(value(all.get(5)).get("before").has("selling_price")).isFalse();
    }

    @Test
    void scoredEnvelopes_becomeRowsOfADatabase() throws Exception {
        HouseTable houses = table("to_database");
        ConnectorConfig source = houses.source("house-prices-debezium-envelope.json", temp, "cdc");
        source.createOn(worker.rest());
        String scored = "to_database_scored";
        ConnectorConfig sink = ConnectorConfig.shipped("house-prices-change-events-jdbc-sink.json")
                .unique()
                .with("connection.url", both.postgres().url())
                .with("topics", houses.topicOf(source))
                .with("collection.name.format", scored);
        assertThat(topics.read(houses.topicOf(source), 3)).as("the snapshot").hasSize(3);
        sink.createOn(worker.rest());
        awaitPrices(sink, scored, Map.of(1, houses.price(1, ""), 2, houses.price(2, ""), 3, houses.price(3, "")));
        change(houses);
        awaitPrices(sink, scored, Map.of(1, houses.price(1, ""), 3, houses.price(3, ""), 4, houses.price(4, "")));
        assertThat(both.postgres().columns(scored)).containsEntry("selling_price", "double precision");
    }

    /** Until the table has these prices by their ids, and no other rows. */
    private void awaitPrices(ConnectorConfig sink, String table, Map<Integer, Double> prices) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(worker.rest().taskTrace(sink.name())).isEmpty();
            assertThat(both.postgres().count(table)).isEqualTo(prices.size());
            Map<Integer, Object> found = new HashMap<>();
            for (Map<String, Object> row : both.postgres().query("select id, selling_price from " + table)) {
                found.put(((Number) row.get("id")).intValue(), row.get("selling_price"));
            }
            assertThat(found).isEqualTo(prices);
        });
    }

    @Test
    void heartbeatsPassUntouched() throws Exception {
        ConnectorConfig source = sourceWithControlRecords("heartbeats");
        JsonNode heartbeat = first("__debezium-heartbeat." + source.config().get("topic.prefix"));
        assertThat(fieldNames(heartbeat)).containsExactly("ts_ms");
        assertThat(worker.rest().taskState(source.name())).isEqualTo("RUNNING");
    }

    @Test
    void transactionMetadataPassesUntouched() throws Exception {
        ConnectorConfig source = sourceWithControlRecords("transactions");
        String topic = source.config().get("topic.prefix") + ".transaction";
        List<String> fields = List.of("status", "id", "event_count", "data_collections", "ts_ms");
        JsonNode begin = first(topic);
        assertThat(begin.get("status").asText()).isEqualTo("BEGIN");
        assertThat(fieldNames(begin)).containsExactlyElementsOf(fields);
        assertThat(topics.read(topic, 2))
                .as("the beginning and the end of the one transaction")
                .hasSize(2)
                .allSatisfy(record -> assertThat(fieldNames(value(record))).containsExactlyElementsOf(fields));
        assertThat(worker.rest().taskState(source.name())).isEqualTo("RUNNING");
    }

    /** A running source that writes heartbeats and tells of transactions, after one row was inserted and scored. */
    private ConnectorConfig sourceWithControlRecords(String name) throws Exception {
        HouseTable houses = table(name);
        ConnectorConfig source = houses.source("house-prices-debezium-envelope.json", temp, "cdc")
                .with("heartbeat.interval.ms", 500)
                .with("provide.transaction.metadata", true);
        source.createOn(worker.rest());
        String topic = houses.topicOf(source);
        assertThat(topics.read(topic, 3)).as("the snapshot").hasSize(3);
        houses.insert(4, "1200, 0.2, 1, 2, 1, false, false, false, 'laminate', false, 50");
        List<ConsumerRecord<String, String>> all = topics.read(topic, 4);
        assertThat(price(all.get(3), "c")).isEqualTo(houses.price(4, ""));
        return source;
    }

    private JsonNode first(String topic) throws Exception {
        List<ConsumerRecord<String, String>> records = topics.read(topic, 1);
        assertThat(records).as(topic).isNotEmpty();
        return value(records.get(0));
    }

    /** Without the schema that may come with it. */
    private static JsonNode value(ConsumerRecord<String, String> record) throws Exception {
        JsonNode value = JSON.readTree(record.value());
        return value.has("schema") ? value.get("payload") : value;
    }

    private static List<String> fieldNames(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /**
     * Three rows as the source found them, then an insert, two updates and a delete, with their prices checked.
     *
     * @param operations what envelopes tell of a row that was there, an insert and an update
     * @param ofDelete how many records tell of the delete
     */
    private List<ConsumerRecord<String, String>> changes(
            String file, String table, List<String> operations, int ofDelete) throws Exception {
        HouseTable houses = table(table);
        double[] before = {houses.price(1, ""), houses.price(2, ""), houses.price(3, "")};
        ConnectorConfig source = houses.source(file, temp, "cdc");
        source.createOn(worker.rest());
        String topic = houses.topicOf(source);
        List<ConsumerRecord<String, String>> snapshot = topics.read(topic, 3);
        assertThat(snapshot).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(price(snapshot.get(i), operations.get(0)))
                    .as("row %d of the snapshot", i + 1)
                    .isEqualTo(before[i]);
        }
        double[] after = change(houses);
        List<ConsumerRecord<String, String>> all = topics.read(topic, 6 + ofDelete);
        assertThat(all).hasSize(6 + ofDelete);
        assertThat(price(all.get(3), operations.get(1))).as("insert").isEqualTo(after[0]);
        assertThat(price(all.get(4), operations.get(2)))
                .as("update, without the floor")
                .isEqualTo(after[1]);
        assertThat(price(all.get(5), operations.get(2)))
                .as("update with the floor")
                .isEqualTo(after[2]);
        assertThat(worker.rest().taskState(source.name())).isEqualTo("RUNNING");
        return all;
    }

    private HouseTable table(String name) throws Exception {
        HouseTable houses = new HouseTable(both.postgres(), name);
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

    /** @param operation that the envelope must tell; empty when there is no envelope */
    private static double price(ConsumerRecord<String, String> record, String operation) throws Exception {
        JsonNode value = value(record);
        assertThat(value.path("op").asText("")).isEqualTo(operation);
        JsonNode row = operation.isEmpty() ? value : value.get("after");
        assertThat(row.get("selling_price").isNumber()).as(record.value()).isTrue();
        return row.get("selling_price").asDouble();
    }
}
