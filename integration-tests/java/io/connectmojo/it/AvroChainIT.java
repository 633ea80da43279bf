package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database's rows, scored, as Avro with a real registry, and back again. */
@ExtendWith(SharedCluster.class)
class AvroChainIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 20;
    private static final String REGISTRY_URL = "value.converter.apicurio.registry.url";

    @TempDir
    Path temp;

    @Test
    void aColumnThatIsAddedMidStreamIsOneNewVersionOfTheScoredSchema(ChildJvmCluster cluster) throws Exception {
        try (SchemaRegistry registry = SchemaRegistry.start(temp);
                WorkerAndDatabase both = WorkerAndDatabase.start(
                        cluster,
                        "avro",
                        "hybrid_warn",
                        OtherPlugins.debeziumPostgres(),
                        OtherPlugins.apicurioConverter())) {
            ConnectWorker worker = both.worker();
            HouseTable houses = new HouseTable(both.postgres(), "registered");
            ConnectorConfig source = houses.source("house-prices-avro.json", temp, "avro");
            // a name of a record in Avro has no hyphen
            source = source.with(
                            "topic.prefix", source.config().get("topic.prefix").replace("-", "_"))
                    .with(REGISTRY_URL, registry.url());
            String topic = houses.topicOf(source);
            insert(houses, 0);
            source.createOn(worker.rest());
            Lines out = new Lines(temp.resolve("out.txt"));
            ConnectorConfig sink = sink(topic, out.file(), registry);
            sink.createOn(worker.rest());
            awaitLines(worker, List.of(source, sink), out, ROWS);
            assertThat(registry.versions(topic + "-value")).isEqualTo(1);

            houses.execute("alter table %s add column agent text default 'nobody'");
            insert(houses, ROWS);
            awaitLines(worker, List.of(source, sink), out, 2 * ROWS);
            assertThat(registry.versions(topic + "-value")).isEqualTo(2);

            List<Map<String, String>> records =
                    out.all().stream().map(Lines::fields).toList();
            for (int id = 0; id < 2 * ROWS; id++) {
                Map<String, String> record = records.get(id);
                assertThat(record.get("id")).isEqualTo(String.valueOf(id));
                assertThat(Double.valueOf(record.get("selling_price"))).isEqualTo(houses.price(id, ""));
                assertThat(record.get("agent")).isEqualTo(id < ROWS ? null : "nobody");
            }
        }
    }

    @Test
    void eventsThatAreScoredInside_areOneSchema(ChildJvmCluster cluster) throws Exception {
        try (SchemaRegistry registry = SchemaRegistry.start(temp);
                WorkerAndDatabase both = WorkerAndDatabase.start(
                        cluster,
                        "avro-events",
                        "hybrid_warn",
                        OtherPlugins.debeziumPostgres(),
                        OtherPlugins.apicurioConverter())) {
            ConnectWorker worker = both.worker();
            HouseTable houses = new HouseTable(both.postgres(), "events");
            houses.execute("alter table %s replica identity full");
            ConnectorConfig source = houses.source("house-prices-debezium-envelope.json", temp, "avro");
            Map<String, String> avro =
                    ConnectorConfig.shipped("house-prices-avro.json").config();
            for (String key : List.of(
                    "value.converter",
                    "value.converter.apicurio.registry.auto-register",
                    "value.converter.apicurio.registry.find-latest")) {
                source = source.with(key, avro.get(key));
            }
            source = source.without("value.converter.schemas.enable")
                    .with("topic.prefix", source.config().get("topic.prefix").replace("-", "_"))
                    .with(REGISTRY_URL, registry.url());
            String topic = houses.topicOf(source);
            insert(houses, 0);
            source.createOn(worker.rest());
            Lines out = new Lines(temp.resolve("events.txt"));
            ConnectorConfig sink = sink(topic, out.file(), registry)
                    .with("transforms", "row")
                    .with("transforms.row.type", "org.apache.kafka.connect.transforms.ExtractField$Value")
                    .with("transforms.row.field", "after");
            sink.createOn(worker.rest());
            awaitLines(worker, List.of(source, sink), out, ROWS);
            houses.execute("update %s set sqft = 2100 where id = 7");
            awaitLines(worker, List.of(source, sink), out, ROWS + 1);
            assertThat(registry.versions(topic + "-value")).isEqualTo(1);
            Map<String, String> updated = Lines.fields(out.all().get(ROWS));
            assertThat(updated.get("id")).isEqualTo("7");
            assertThat(Double.valueOf(updated.get("selling_price"))).isEqualTo(houses.price(7, ""));
        }
    }

    private static void insert(HouseTable houses, int from) throws Exception {
        for (int id = from; id < from + ROWS; id++) {
            houses.insert(id, 900 + 31 * id + ", 0.25, 2, 3, 2, true, false, true, 'tile', false, " + id);
        }
    }

    private static ConnectorConfig sink(String topic, Path file, SchemaRegistry registry) {
        return ConnectorConfig.fileSink(topic, file)
                .with("value.converter", "io.apicurio.registry.utils.converter.AvroConverter")
                .with(REGISTRY_URL, registry.url());
    }

    private static void awaitLines(ConnectWorker worker, List<ConnectorConfig> connectors, Lines out, int count) {
        await().atMost(LIMIT).untilAsserted(() -> {
            for (ConnectorConfig connector : connectors) {
                assertThat(worker.rest().taskTrace(connector.name())).isEmpty();
            }
            assertThat(out.count()).isEqualTo(count);
        });
    }
}
