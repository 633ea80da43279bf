package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built archive on every Kafka line of integration-tests/workers, every Java to test, and both ways to run a worker. */
@ExtendWith(SharedCluster.class)
class WorkerMatrixIT {
    record Cell(KafkaLine line, WorkerMatrix.Mode mode) {
        @Override
        public String toString() {
            return name().replace('-', ' ');
        }

        /** Unique on the broker: a distributed worker's topics carry it. */
        String name() {
            String java = line.jdk().version();
            return "kafka-" + line.version() + "-java-" + java + "-" + mode;
        }
    }

    @TempDir
    Path temp;

    static List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (KafkaLine line : KafkaLine.all()) {
            for (Jdk jdk : Jdk.toTest()) {
                for (WorkerMatrix.Mode mode : WorkerMatrix.Mode.values()) {
                    cells.add(new Cell(line.on(jdk), mode));
                }
            }
        }
        return cells;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyWorker_listsThePluginThenScoresAsH2oDoes(Cell cell, ChildJvmCluster cluster) throws Exception {
        List<FileChain> chains = FileChain.ofEachModel(WorkerFiles.in(temp), temp);
        List<ConnectorConfig> connectors =
                chains.stream().flatMap(chain -> chain.connectors().stream()).toList();
        try (ConnectWorker worker = start(cell, cluster, connectors)) {
            ConnectRest rest = worker.rest();
            assertThat(rest.get("/").get("version").asText())
                    .isEqualTo(cell.line().version());
            assertThat(worker.log()).contains(cell.line().jdk().version());
            InstalledPlugin plugin = new InstalledPlugin(rest);
            plugin.assertListedWithItsVersion();
            plugin.assertShowsEverySetting();
            plugin.assertChecks(connectors.get(0));
            if (cell.mode() == WorkerMatrix.Mode.DISTRIBUTED) {
                connectors.forEach(connector -> connector.createOn(rest));
            }
            for (FileChain chain : chains) {
                chain.assertScoredAsH2oDoes(rest);
            }
            assertThat(worker.log().lines())
                    .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .noneMatch(line -> line.contains("connectmojo"));
        }
        System.out.println("The plugin works on " + cell);
    }

    private static ConnectWorker start(Cell cell, ChildJvmCluster cluster, List<ConnectorConfig> connectors)
            throws IOException, InterruptedException {
        return switch (cell.mode()) {
            case DISTRIBUTED -> cluster.startWorker(cell.line(), cell.name(), "service_load");
            case STANDALONE -> cluster.startStandaloneWorker(cell.line(), cell.name(), connectors);
        };
    }
}
