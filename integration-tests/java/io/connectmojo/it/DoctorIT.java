package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code mojo doctor} asks real workers, with the plugin and without. */
@ExtendWith(SharedCluster.class)
class DoctorIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRANSFORMATION = "org.apache.kafka.connect.transforms.Transformation";

    private final ChildJvmCluster cluster;

    @TempDir
    Path temp;

    private Path plugins;

    DoctorIT(ChildJvmCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void unpack() throws Exception {
        plugins = PluginZip.built().unpackInto(temp.resolve("plugins"));
    }

    /** Names of faults, but for what the locale of the build gives. */
    private List<String> faults(Object... args) throws Exception {
        List<Object> all = new ArrayList<>(List.of("doctor", "--json"));
        all.addAll(List.of(args));
        MojoProcess run = MojoProcess.piped(temp, all.toArray());
        assertThat(run.err()).isEmpty();
        List<String> faults = new ArrayList<>();
        for (JsonNode fault : JSON.readTree(run.out())) {
            faults.add(fault.get("fault").asText());
        }
        assertThat(run.exit()).isEqualTo(faults.isEmpty() ? 0 : 4);
        faults.remove("encoding");
        return faults;
    }

    @Test
    void installedPlugin_isWell() throws Exception {
        ConnectorConfig connector =
                ConnectorConfig.shipped("house-prices-on-the-sink-side.json").placedIn(temp);
        Path config = Files.writeString(temp.resolve("connector.json"), JSON.writeValueAsString(connector.config()));
        assertThat(faults("--plugin-path", plugins, "--worker", cluster.rest().address(), "--config", config))
                .isEmpty();
    }

    /** In a folder that has what they name, and with the address and the user of this build. */
    @Test
    void examplesOfItsHelp_findNoFault() throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL)).as("a shell is here").isTrue();
        ConnectorConfig connector =
                ConnectorConfig.shipped("house-prices-on-the-sink-side.json").placedIn(temp);
        Files.writeString(temp.resolve("connector.json"), JSON.writeValueAsString(connector.config()));
        Files.writeString(temp.resolve("connect-distributed.properties"), "plugin.path=" + plugins + "\n");
        ShellRun shell = ShellRun.in(temp, temp).with(ShellRun.mojo(temp));
        List<PageItem> examples = PageRunner.DOCTOR.items();
        assertThat(examples).hasSize(3);
        for (PageItem example : examples) {
            String command = example.text()
                    .replace("http://localhost:8083", cluster.rest().address().toString())
                    .replace("--user kafka", "--user " + System.getProperty("user.name"));
            assertThat(shell.run("LC_ALL=C.UTF-8 " + command).ok())
                    .contains("ok: the plugin ")
                    .contains("no fault found");
        }
    }

    /** As after somebody has packed all jars into one: the worker does not find it, and the command says why. */
    @Test
    void pluginWithoutManifest_isNotFoundByARealWorker() throws Exception {
        for (Path jar : pluginJars()) {
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                Files.deleteIfExists(inside.getPath("META-INF/services/" + TRANSFORMATION));
            }
        }
        Path config = Files.writeString(
                temp.resolve("worker.properties"), "plugin.discovery=service_load\nplugin.path=" + plugins + "\n");
        try (ConnectWorker worker = ConnectWorker.distributed(
                KafkaLine.NEWEST,
                temp.resolve("bare"),
                KafkaTopics.uniqueName("bare"),
                cluster.bootstrapServers(),
                "service_load",
                List.of(plugins))) {
            assertThat(faults(
                            "--worker-config", config, "--worker", worker.rest().address()))
                    .containsExactly("no-manifest", "not-listed");
        }
    }

    private List<Path> pluginJars() throws Exception {
        try (Stream<Path> files = Files.walk(plugins)) {
            return files.filter(file -> file.getFileName().toString().matches("kafka-connect-mojo-[0-9].*\\.jar"))
                    .toList();
        }
    }

    @Test
    void addressOfABroker_isNotAWorkers() throws Exception {
        assertThat(faults("--worker", "http://" + cluster.bootstrapServers())).containsExactly("no-answer");
    }
}
