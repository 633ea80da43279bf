package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        cluster = ContainerCluster.start(image);
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
    void thePluginIsListedWithItsVersionAndShowsEverySetting() {
        InstalledPlugin plugin = new InstalledPlugin(cluster.rest());
        plugin.assertListedWithItsVersion();
        plugin.assertShowsEverySetting();
    }

    @Test
    void itIsConfiguredAndScoresAsH2oDoesOnBothSidesOfATopic() throws Exception {
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
}
