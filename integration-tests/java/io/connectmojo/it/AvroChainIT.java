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

    @TempDir
    Path temp;

    @Test
    void aColumnThatIsAddedMidStreamIsOneNewVersionOfTheScoredSchema(ChildJvmCluster cluster) throws Exception {
        try (PostgresServer postgres = PostgresServer.start();
                SchemaRegistry registry = SchemaRegistry.start(temp);
                ConnectWorker worker = cluster.startWorker(
                        KafkaLine.NEWEST,
                        "avro",
                        "hybrid_warn",
                        OtherPlugins.debeziumPostgres(),
                        OtherPlugins.apicurioConverter())) {
            HouseTable houses = new HouseTable(postgres, "registered");
            ConnectorConfig source = source(postgres, registry, houses);
            String topic = source.config().get("topic.prefix") + ".public." + houses.name();
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

    private static void insert(HouseTable houses, int from) throws Exception {
        for (int id = from; id < from + ROWS; id++) {
            houses.insert(id, 900 + 31 * id + ", 0.25, 2, 3, 2, true, false, true, 'tile', false, " + id);
        }
    }

    private ConnectorConfig source(PostgresServer postgres, SchemaRegistry registry, HouseTable table)
            throws Exception {
        return ConnectorConfig.shipped("house-prices-avro.json")
                .placedIn(temp)
                .unique()
                .with("database.port", postgres.port())
                .with("slot.name", table.name())
                .with("publication.name", table.name())
                .with("table.include.list", "public." + table.name())
                .with("topic.prefix", KafkaTopics.uniqueName("avro").replace("-", "_"))
                .with("value.converter.apicurio.registry.url", registry.url());
    }

    private static ConnectorConfig sink(String topic, Path file, SchemaRegistry registry) {
        return ConnectorConfig.fileSink(topic, file)
                .with("value.converter", "io.apicurio.registry.utils.converter.AvroConverter")
                .with("value.converter.apicurio.registry.url", registry.url());
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
