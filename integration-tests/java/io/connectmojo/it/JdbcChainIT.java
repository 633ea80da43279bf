package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files or topics, the transform, Debezium's JDBC sink, and a real PostgreSQL. */
@ExtendWith(SharedCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
class JdbcChainIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "house-prices-jdbc-sink.json";
    private static final String SCHEMA_CONTENT = "value.converter.schema.content";
    private static final Map<String, String> COLUMNS = columns();

    private final ModelCase houses = ModelCase.of("house-prices");
    private ChildJvmCluster cluster;
    private PostgresServer postgres;
    private ConnectWorker worker;

    @TempDir
    Path temp;

    @BeforeAll
    void start(ChildJvmCluster shared) throws Exception {
        cluster = shared;
        postgres = PostgresServer.start();
        worker = cluster.startWorker(KafkaLine.NEWEST, "jdbc", "service_load", OtherPlugins.debeziumJdbc());
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

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "bigint");
        for (String name : "sqft lot_size_acres stories number_bedrooms number_bathrooms".split(" ")) {
            columns.put(name, "double precision");
        }
        for (String name : "attached_garage has_pool has_kitchen_island".split(" ")) {
            columns.put(name, "boolean");
        }
        columns.put("main_flooring_type", "text");
        columns.put("has_granite_counters", "boolean");
        columns.put("house_age_years", "double precision");
        columns.put("selling_price", "double precision");
        return columns;
    }

    @Test
    void plainJsonLinesOfAFileEndAsTypedAndScoredRowsEachOnceHoweverOftenTheyCome() throws Exception {
        List<ObjectNode> records = typedRecords();
        List<String> lines =
                new ArrayList<>(records.stream().map(ObjectNode::toString).toList());
        lines.addAll(List.copyOf(lines));
        Path file = Files.write(temp.resolve("houses.jsonl"), lines);
        String topic = KafkaTopics.uniqueName("jdbc-lines");
        ConnectorConfig.fileSource(file, topic).createOn(cluster.rest());
        ConnectorConfig sink = sink("plain_lines", topic);
        sink.createOn(worker.rest());
        awaitRows("plain_lines", records.size(), worker, sink);
        assertScored("plain_lines", records);
    }

    @Test
    void anOlderWorkerTakesLinesThatBringTheirSchema() throws Exception {
        ConnectorConfig shipped = ConnectorConfig.shipped(CONFIG);
        List<ObjectNode> records = typedRecords();
        List<String> lines = new ArrayList<>();
        for (ObjectNode record : records) {
            lines.add(JSON.createObjectNode()
                    .<ObjectNode>set("schema", JSON.readTree(shipped.config().get(SCHEMA_CONTENT)))
                    .set("payload", record)
                    .toString());
        }
        String topic = KafkaTopics.uniqueName("jdbc-envelopes");
        new KafkaTopics(cluster.bootstrapServers()).write(topic, lines);
        try (ConnectWorker older = cluster.startWorker(
                new KafkaLine("3.9.2"), "jdbc-3.9.2", "service_load", OtherPlugins.debeziumJdbc())) {
            for (ConnectWorker each : List.of(older, worker)) {
                String table = each == older ? "envelopes_3_9" : "envelopes_4_3";
                ConnectorConfig sink = sink(table, topic).without(SCHEMA_CONTENT);
                sink.createOn(each.rest());
                awaitRows(table, records.size(), each, sink);
                assertScored(table, records);
            }
        }
    }

    /** The sentence stands in docs/recipes.md. */
    @Test
    void schemalessRecordsEndInTheErrorThatTheDocsQuote() throws Exception {
        String topic = KafkaTopics.uniqueName("jdbc-schemaless");
        new KafkaTopics(cluster.bootstrapServers())
                .write(topic, List.of(typedRecords().get(0).toString()));
        ConnectorConfig sink =
                sink("schemaless", topic).without(SCHEMA_CONTENT).with("value.converter.schemas.enable", "false");
        sink.createOn(worker.rest());
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(worker.rest().taskState(sink.name())).isEqualTo("FAILED"));
        String quoted = "Cannot invoke \"org.apache.kafka.connect.data.Struct.schema()\" because \"payload\" is null";
        assertThat(worker.rest().taskTrace(sink.name())).contains(quoted);
        assertThat(Files.readString(Path.of("docs", "recipes.md"))).contains(quoted);
    }

    @Test
    void kafkasOwnTransformsAndPredicatesStandBeforeAndBehind() throws Exception {
        List<ObjectNode> records = typedRecords();
        List<String> nested = new ArrayList<>();
        for (ObjectNode record : records) {
            ObjectNode house = record.deepCopy();
            JsonNode id = house.remove("id");
            if (!house.get("sqft").isNull()) {
                house.put("sqft", house.get("sqft").asText());
            }
            nested.add(JSON.createObjectNode()
                    .<ObjectNode>set("id", id)
                    .<ObjectNode>set("house", house)
                    .toString());
        }
        nested.add(1, null);
        String topic = KafkaTopics.uniqueName("jdbc-nested");
        new KafkaTopics(cluster.bootstrapServers()).write(topic, nested);
        String kafka = "org.apache.kafka.connect.transforms.";
        ConnectorConfig sink = sink("nested", topic)
                .with(SCHEMA_CONTENT, nestedSchema())
                .with("transforms", "flatten, rename, cast, score, note, drop")
                .with("predicates", "tombstone, mine")
                .with("predicates.tombstone.type", kafka + "predicates.RecordIsTombstone")
                .with("predicates.mine.type", kafka + "predicates.TopicNameMatches")
                .with("predicates.mine.pattern", "jdbc-nested.*")
                .with("transforms.flatten.type", kafka + "Flatten$Value")
                .with("transforms.flatten.delimiter", "_")
                .with("transforms.rename.type", kafka + "ReplaceField$Value")
                .with("transforms.rename.renames", renames())
                .with("transforms.cast.type", kafka + "Cast$Value")
                .with("transforms.cast.spec", "sqft:float64")
                .with("transforms.score.predicate", "mine")
                .with("transforms.note.type", kafka + "InsertField$Value")
                .with("transforms.note.static.field", "scored_by")
                .with("transforms.note.static.value", "house-prices")
                .with("transforms.drop.type", kafka + "Filter")
                .with("transforms.drop.predicate", "tombstone");
        sink.createOn(worker.rest());
        awaitRows("nested", records.size(), worker, sink);
        Map<String, String> columns = new LinkedHashMap<>(COLUMNS);
        columns.put("scored_by", "text");
        assertThat(postgres.columns("nested")).isEqualTo(columns);
        assertRows("nested", records);
        assertThat(postgres.query("select distinct scored_by from nested"))
                .containsExactly(Map.of("scored_by", "house-prices"));
    }

    private String nestedSchema() throws Exception {
        ObjectNode flat = (ObjectNode)
                JSON.readTree(ConnectorConfig.shipped(CONFIG).config().get(SCHEMA_CONTENT));
        ObjectNode house = flat.deepCopy();
        house.put("field", "house").put("name", "nested");
        List<JsonNode> inner = new ArrayList<>();
        flat.get("fields").forEach(inner::add);
        JsonNode id = inner.remove(0);
        ((ObjectNode) inner.get(0)).put("type", "string");
        house.set("fields", JSON.valueToTree(inner));
        flat.set("fields", JSON.valueToTree(List.of(id, house)));
        return flat.toString();
    }

    private static String renames() {
        return String.join(
                ",",
                COLUMNS.keySet().stream()
                        .filter(name -> !name.equals("id") && !name.equals("selling_price"))
                        .map(name -> "house_" + name + ":" + name)
                        .toList());
    }

    private ConnectorConfig sink(String table, String topic) throws Exception {
        return ConnectorConfig.shipped(CONFIG)
                .placedIn(temp)
                .unique()
                .with("topics", topic)
                .with("connection.url", postgres.url())
                .with("collection.name.format", table);
    }

    /** All rows with an id, but for those whose yes or no is another word: they do not fit a boolean column. */
    private List<ObjectNode> typedRecords() throws Exception {
        List<ObjectNode> records = houses.recordsWithBooleans();
        for (int i = 0; i < records.size(); i++) {
            records.get(i).put("id", i);
        }
        records.removeIf(record -> COLUMNS.entrySet().stream()
                .filter(column -> column.getValue().equals("boolean"))
                .map(column -> record.get(column.getKey()))
                .anyMatch(value -> !value.isNull() && !value.isBoolean()));
        assertThat(records.size()).isGreaterThan(150);
        return records;
    }

    private void awaitRows(String table, int count, ConnectWorker on, ConnectorConfig sink) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(on.rest().taskTrace(sink.name())).isEmpty();
            assertThat(postgres.count(table)).isEqualTo(count);
        });
    }

    private void assertScored(String table, List<ObjectNode> records) throws Exception {
        assertThat(postgres.columns(table)).isEqualTo(COLUMNS);
        assertRows(table, records);
    }

    private void assertRows(String table, List<ObjectNode> records) throws Exception {
        List<Map<String, Object>> rows = postgres.query("select * from " + table + " order by id");
        List<Map<String, String>> expected = houses.expected();
        assertThat(rows).hasSameSizeAs(records);
        for (int i = 0; i < rows.size(); i++) {
            for (String column : COLUMNS.keySet()) {
                Object actual = rows.get(i).get(column);
                if (column.equals("selling_price")) {
                    assertThat(actual)
                            .as("price of row %d, %s", i, records.get(i))
                            .isEqualTo(Double.valueOf(
                                    expected.get(records.get(i).get("id").asInt())
                                            .get("predict")));
                } else {
                    assertThat(actual)
                            .as("%s of row %d", column, i)
                            .isEqualTo(value(records.get(i).get(column), COLUMNS.get(column)));
                }
            }
        }
    }

    private static Object value(JsonNode value, String type) {
        if (value.isNull()) {
            return null;
        }
        return switch (type) {
            case "bigint" -> value.asLong();
            case "double precision" -> value.asDouble();
            case "boolean" -> value.asBoolean();
            default -> value.asText();
        };
    }
}
