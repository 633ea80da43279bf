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

    private final HouseRows houses = new HouseRows();
    private ChildJvmCluster cluster;
    private WorkerAndDatabase both;
    private PostgresServer postgres;
    private ConnectWorker worker;

    @TempDir
    Path temp;

    @BeforeAll
    void start(ChildJvmCluster shared) throws Exception {
        cluster = shared;
        both = WorkerAndDatabase.start(cluster, "jdbc", "service_load", OtherPlugins.debeziumJdbc());
        postgres = both.postgres();
        worker = both.worker();
    }

    @AfterAll
    void stop() {
        if (both != null) {
            both.close();
        }
    }

    @Test
    void repeatedJsonLines_becomeScoredRowsOnceEach() throws Exception {
        List<ObjectNode> records = houses.records();
        List<String> lines =
                new ArrayList<>(records.stream().map(ObjectNode::toString).toList());
        lines.addAll(List.copyOf(lines));
        Path file = Files.write(temp.resolve("houses.jsonl"), lines);
        String topic = KafkaTopics.uniqueName("jdbc-lines");
        ConnectorConfig.fileSource(file, topic).createOn(cluster.rest());
        ConnectorConfig sink = sink("plain_lines", topic);
        sink.createOn(worker.rest());
        awaitRows("plain_lines", records.size(), worker, sink);
        houses.assertIn(postgres, "plain_lines", records);
    }

    @Test
    void anOlderWorkerTakesLinesThatBringTheirSchema() throws Exception {
        List<ObjectNode> records = houses.records();
        String topic = KafkaTopics.uniqueName("jdbc-envelopes");
        new KafkaTopics(cluster.bootstrapServers()).write(topic, withSchemas(records));
        try (ConnectWorker older = cluster.startWorker(
                new KafkaLine("3.9.2"), "jdbc-3.9.2", "service_load", OtherPlugins.debeziumJdbc())) {
            for (ConnectWorker each : List.of(older, worker)) {
                String table = each == older ? "envelopes_3_9" : "envelopes_4_3";
                ConnectorConfig sink = sink(table, topic).without(HouseRows.SCHEMA_CONTENT);
                sink.createOn(each.rest());
                awaitRows(table, records.size(), each, sink);
                houses.assertIn(postgres, table, records);
            }
        }
    }

    @Test
    void whatInitWritesForADatabaseRuns() throws Exception {
        List<ObjectNode> records = houses.records();
        Path sample = Files.write(
                temp.resolve("sample.jsonl"),
                records.stream().map(ObjectNode::toString).toList());
        String topic = KafkaTopics.uniqueName("jdbc_init").replace("-", "_");
        MojoProcess init = MojoProcess.piped(
                temp,
                "init",
                ModelCase.of("house-prices").model(),
                "--sample",
                sample,
                "--sink",
                "jdbc",
                "--topic",
                topic);
        assertThat(init.exit()).as(init.err()).isZero();
        ConnectorConfig sink = ConnectorConfig.written(init.out()).unique().with("connection.url", postgres.url());

        new KafkaTopics(cluster.bootstrapServers()).write(topic, withSchemas(records));
        sink.createOn(worker.rest());
        awaitRows(topic, records.size(), worker, sink);
        assertThat(postgres.query("select prediction from " + topic + " order by id"))
                .extracting(row -> row.get("prediction"))
                .isEqualTo(houses.prices(records));
    }

    /** The sentence stands in docs/recipes.md. */
    @Test
    void schemalessRecordsEndInTheErrorThatTheDocsQuote() throws Exception {
        String topic = KafkaTopics.uniqueName("jdbc-schemaless");
        new KafkaTopics(cluster.bootstrapServers())
                .write(topic, List.of(houses.records().get(0).toString()));
        ConnectorConfig sink = sink("schemaless", topic)
                .without(HouseRows.SCHEMA_CONTENT)
                .with("value.converter.schemas.enable", "false");
        sink.createOn(worker.rest());
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(worker.rest().taskState(sink.name())).isEqualTo("FAILED"));
        String quoted = "Cannot invoke \"org.apache.kafka.connect.data.Struct.schema()\" because \"payload\" is null";
        assertThat(worker.rest().taskTrace(sink.name())).contains(quoted);
        assertThat(Files.readString(Path.of("docs", "recipes.md"))).contains(quoted);
    }

    @Test
    void kafkasTransformsWithPredicates_workBeforeOrAfter() throws Exception {
        List<ObjectNode> records = houses.records();
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
                .with(HouseRows.SCHEMA_CONTENT, nestedSchema())
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
        Map<String, String> columns = new LinkedHashMap<>(HouseRows.COLUMNS);
        columns.put("scored_by", "text");
        assertThat(postgres.columns("nested")).isEqualTo(columns);
        houses.assertRows(postgres, "nested", records);
        assertThat(postgres.query("select distinct scored_by from nested"))
                .containsExactly(Map.of("scored_by", "house-prices"));
    }

    private static List<String> withSchemas(List<ObjectNode> records) throws Exception {
        String schema = ConnectorConfig.shipped(HouseRows.CONFIG).config().get(HouseRows.SCHEMA_CONTENT);
        List<String> lines = new ArrayList<>();
        for (ObjectNode record : records) {
            lines.add(JSON.createObjectNode()
                    .<ObjectNode>set("schema", JSON.readTree(schema))
                    .set("payload", record)
                    .toString());
        }
        return lines;
    }

    private String nestedSchema() throws Exception {
        ObjectNode flat = (ObjectNode)
                JSON.readTree(ConnectorConfig.shipped(HouseRows.CONFIG).config().get(HouseRows.SCHEMA_CONTENT));
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
                HouseRows.COLUMNS.keySet().stream()
                        .filter(name -> !name.equals("id") && !name.equals("selling_price"))
                        .map(name -> "house_" + name + ":" + name)
                        .toList());
    }

    private ConnectorConfig sink(String table, String topic) throws Exception {
        return HouseRows.sink(temp, table, topic).with("connection.url", postgres.url());
    }

    private void awaitRows(String table, int count, ConnectWorker on, ConnectorConfig sink) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(on.rest().taskTrace(sink.name())).isEmpty();
            assertThat(postgres.count(table)).isEqualTo(count);
        });
    }
}
