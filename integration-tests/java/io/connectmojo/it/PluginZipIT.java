package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginZipIT {
    private static final String VERSION = System.getProperty("project.version");

    private final PluginZip zip = PluginZip.built();

    @Test
    void libraries_areExactlyTheseWithoutKafkaOrSlf4j() throws Exception {
        List<String> libraries =
                zip.files().stream().filter(name -> name.startsWith("lib/")).toList();
        assertThat(libraries)
                .containsExactlyInAnyOrder(
                        "lib/kafka-connect-mojo-" + VERSION + ".jar",
                        "lib/kafka-connect-mojo-fallback-" + VERSION + ".jar",
                        "lib/h2o-genmodel-3.46.0.12.jar",
                        "lib/h2o-genmodel-ext-xgboost-3.46.0.11.jar",
                        "lib/h2o-logger-3.46.0.12.jar",
                        "lib/h2o-tree-api-0.3.20.jar",
                        "lib/xgboost-predictor-0.3.20.jar",
                        "lib/gson-2.15.0.jar",
                        "lib/jackson-annotations-2.22.jar",
                        "lib/jackson-core-2.22.4.jar",
                        "lib/jackson-databind-2.22.4.jar");
    }

    @Test
    void theOnlyClassesOfKafkaAreTheTwoInterfacesThatOlderWorkersLack() throws Exception {
        assertThat(zip.classes("org/apache/kafka/", "org/slf4j/"))
                .containsExactlyInAnyOrder(
                        "org/apache/kafka/common/metrics/Monitorable.class",
                        "org/apache/kafka/common/metrics/PluginMetrics.class");
    }

    @Test
    void zip_hasEveryConfigurationPlusLegalPage() throws Exception {
        assertThat(zip.files())
                .contains("manifest.json", "doc/README.md", "doc/LICENSE", "doc/NOTICE", "doc/THIRD-PARTY.txt")
                .containsAll(ConnectorConfig.shippedFiles().stream()
                        .map(file -> "etc/" + file)
                        .toList());
    }

    @Test
    void zip_hasTheMonitoringFiles() throws Exception {
        assertThat(zip.files())
                .filteredOn(name -> name.startsWith("etc/monitoring/"))
                .containsExactlyInAnyOrder(
                        "etc/monitoring/alerts.yml",
                        "etc/monitoring/grafana-dashboard.json",
                        "etc/monitoring/jmx-exporter.yml");
    }

    @Test
    void theLicenceListNamesEveryBundledLibrary() throws Exception {
        String licences = zip.text("doc/THIRD-PARTY.txt");
        for (String name : zip.files()) {
            if (name.startsWith("lib/") && !name.contains("kafka-connect-mojo")) {
                String artifact = name.substring("lib/".length(), name.lastIndexOf('-'));
                assertThat(licences).contains(":" + artifact + ":");
            }
        }
    }

    @Test
    void zip_isSmall() throws Exception {
        assertThat(zip.size()).isLessThan(4_500_000);
    }

    @Test
    void manifest_isFilledInCompletely() throws Exception {
        JsonNode manifest = new ObjectMapper().readTree(zip.text("manifest.json"));
        assertThat(manifest.get("name").asText()).isEqualTo("kafka-connect-mojo");
        assertThat(manifest.get("version").asText()).isEqualTo(VERSION);
        assertThat(manifest.get("release_date").asText()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
        String owner = manifest.at("/owner/username").asText();
        assertThat(zip.file().getFileName()).hasToString("kafka-connect-mojo-" + VERSION + ".zip");
        assertThat(zip.top()).containsExactly(owner + "-kafka-connect-mojo-" + VERSION);
        assertThat(manifest.at("/component_types/0").asText()).isEqualTo("transform");
        assertThat(zip.text("manifest.json") + zip.text("doc/README.md")).doesNotContain("${");
    }
}
