package io.connectmojo.it;

import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Broker and distributed worker as two containers of one image that is laid out as Apache Kafka's. The built archive and the file connectors
 * are copied in, as are further plugin folders; nothing is mounted, so that the engine may be anywhere.
 */
final class ContainerCluster implements ConnectCluster, WorkerFiles {
    private static final String PLUGINS = "/tmp/plugins";
    private static final Path DATA = Path.of("/tmp");
    private static final String BROKER = "kafka:19092";
    private static final int REST_PORT = 8083;
    private static final int READABLE = 0644;

    private final Network network = Network.newNetwork();
    private final KafkaContainer broker;
    private final GenericContainer<?> worker;
    private final Thread atExit = new Thread(this::stop, "end of the containers");

    private ContainerCluster(DockerImageName image) {
        broker = new KafkaContainer(image).withNetwork(network).withListener(BROKER);
        worker = new GenericContainer<>(image)
                .withNetwork(network)
                .withExposedPorts(REST_PORT)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
                .withCopyToContainer(Transferable.of(workerProperties(), READABLE), DATA + "/worker.properties")
                .withCommand("/opt/kafka/bin/connect-distributed.sh", DATA + "/worker.properties")
                .waitingFor(Wait.forHttp("/connectors")
                        .forPort(REST_PORT)
                        .forStatusCode(200)
                        .withStartupTimeout(Duration.ofSeconds(120)));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** {@code folders} are further plugins: each becomes one folder of the worker's {@code plugin.path}. */
    static ContainerCluster start(String image, Path... folders) throws IOException {
        ContainerCluster cluster =
                new ContainerCluster(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
        Path unpacked = Files.createTempDirectory("connectmojo-");
        try {
            PluginZip.built().unpackInto(unpacked);
            cluster.copyPlugins(unpacked);
            cluster.copyPlugins(lineOf(image).fileConnectors());
            for (Path folder : folders) {
                cluster.copyPlugin(folder);
            }
            cluster.broker.start();
            cluster.worker.start();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        } finally {
            ChildJvmCluster.delete(unpacked);
        }
    }

    /** The image's line by its tag, as far as the build knows it: its file connectors fit best. */
    private static KafkaLine lineOf(String image) throws IOException {
        return KafkaLine.all().stream()
                .filter(line -> image.endsWith(":" + line.version()))
                .findFirst()
                .orElse(KafkaLine.NEWEST);
    }

    private static String workerProperties() {
        Map<String, String> properties = new LinkedHashMap<>(Map.of(
                "bootstrap.servers", BROKER,
                "group.id", "worker",
                "plugin.path", PLUGINS,
                "plugin.discovery", "service_load",
                "listeners", "http://0.0.0.0:" + REST_PORT,
                "offset.flush.interval.ms", "1000",
                "offset.storage.partitions", "1",
                "status.storage.partitions", "1"));
        for (String storage : List.of("config", "offset", "status")) {
            properties.put(storage + ".storage.topic", "worker-" + storage);
            properties.put(storage + ".storage.replication.factor", "1");
        }
        for (String converter : List.of("key", "value")) {
            properties.put(converter + ".converter", "org.apache.kafka.connect.storage.StringConverter");
        }
        StringBuilder text = new StringBuilder();
        properties.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    private void copyPlugins(Path pluginPath) throws IOException {
        try (Stream<Path> folders = Files.list(pluginPath)) {
            for (Path folder : folders.toList()) {
                copyPlugin(folder);
            }
        }
    }

    /** File by file, readable to every user of the image. */
    private void copyPlugin(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String target = PLUGINS + "/" + folder.getParent().relativize(file);
                worker.withCopyToContainer(Transferable.of(Files.readAllBytes(file), READABLE), target);
            }
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.getBootstrapServers();
    }

    /** Where the containers reach the machine that the engine runs on. */
    String machine() {
        return worker.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(ContainerNetwork::getGateway)
                .filter(gateway -> gateway != null && !gateway.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public ConnectRest rest() {
        return new ConnectRest(URI.create("http://" + worker.getHost() + ":" + worker.getMappedPort(REST_PORT)));
    }

    @Override
    public String workerLog() {
        return worker.getLogs();
    }

    @Override
    public boolean workerIsAlive() {
        return worker.isRunning();
    }

    @Override
    public Path give(Path file) throws IOException {
        Path there = DATA.resolve(UUID.randomUUID() + "-" + file.getFileName());
        worker.copyFileToContainer(Transferable.of(Files.readAllBytes(file), READABLE), there.toString());
        return there;
    }

    @Override
    public Path place(String name) {
        return DATA.resolve(name);
    }

    @Override
    public List<String> lines(Path file) {
        try {
            // told apart by the exit code: the sink makes its file when the first record comes
            var cat = worker.execInContainer(StandardCharsets.UTF_8, "cat", file.toString());
            return Lines.whole(cat.getExitCode() == 0 ? cat.getStdout() : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        // a worker that has lost its broker does not end
        worker.stop();
        broker.stop();
        network.close();
    }
}
