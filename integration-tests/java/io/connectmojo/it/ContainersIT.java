package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The built archive in a worker container: what WorkerMatrixIT asks of child JVMs, where Docker is. */
@Testcontainers(disabledWithoutDocker = true)
class ContainersIT {
    private static ContainerCluster cluster;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        String image = ContainerImage.available();
        cluster = ContainerCluster.start(image, OtherPlugins.debeziumJdbc().resolve("debezium-connector-jdbc"));
        System.out.println("Tests in containers run, image " + image);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @AfterEach
    void deleteConnectors() {
        ConnectRest rest = cluster.rest();
        rest.connectors().forEach(rest::delete);
    }

    @Test
    void plugin_isListedWithVersionPlusEverySetting() {
        InstalledPlugin plugin = new InstalledPlugin(cluster.rest());
        plugin.assertListedWithItsVersion();
        plugin.assertShowsEverySetting();
    }

    @Test
    void sourcesThenSinks_scoreAsH2oDoes() throws Exception {
        List<FileChain> chains = FileChain.ofEachModel(cluster, temp);
        ConnectRest rest = cluster.rest();
        for (FileChain chain : chains) {
            new InstalledPlugin(rest).assertChecks(chain.source());
            chain.connectors().forEach(connector -> connector.createOn(rest));
        }
        for (FileChain chain : chains) {
            chain.assertScoredAsH2oDoes(rest);
        }
        assertThat(cluster.workerLog().lines())
                .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .noneMatch(line -> line.contains("connectmojo"));
    }

    @Test
    void plainJson_becomesTypedScoredRowsOfADatabase() throws Exception {
        HouseRows houses = new HouseRows();
        List<ObjectNode> records = houses.records();
        String topic = KafkaTopics.uniqueName("jdbc-container");
        new KafkaTopics(cluster.bootstrapServers())
                .write(topic, records.stream().map(ObjectNode::toString).toList());
        try (PostgresServer postgres = PostgresServer.startForAll()) {
            ConnectorConfig sink = HouseRows.sink(temp, "in_a_container", topic)
                    .with("connection.url", postgres.url(cluster.machine()));
            Path model = Path.of(sink.config().get("transforms.score.model.path"));
            sink = sink.with("transforms.score.model.path", cluster.give(model));
            String name = sink.name();
            sink.createOn(cluster.rest());
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(cluster.rest().taskTrace(name)).isEmpty();
                assertThat(postgres.count("in_a_container")).isEqualTo(records.size());
            });
            houses.assertIn(postgres, "in_a_container", records);
        }
    }
}
