package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The image of deploy/docker: built as the page says, run as the page says, and scoring with the model in it. */
@Testcontainers(disabledWithoutDocker = true)
class ImageIT {
    private static final String BROKER = "broker:19092";
    private static final int REST_PORT = 8083;

    @TempDir
    Path temp;

    @Test
    void image_scoresWithTheModelInIt() throws Exception {
        List<String> commands =
                PageRunner.IMAGE.items().stream().map(PageItem::text).toList();
        assertThat(commands)
                .containsExactly(
                        "docker build -t connect-scoring deploy/docker",
                        "docker run -d -p " + REST_PORT + ":" + REST_PORT
                                + " -e KAFKA_BOOTSTRAP_SERVERS=broker:9092 connect-scoring");
        String kafka = ContainerImage.available();
        ModelCase houses = ModelCase.of("house-prices");
        try (Network network = Network.newNetwork();
                KafkaContainer broker = new KafkaContainer(
                                DockerImageName.parse(kafka).asCompatibleSubstituteFor("apache/kafka"))
                        .withNetwork(network)
                        .withListener(BROKER);
                GenericContainer<?> worker = new GenericContainer<>(image(kafka, houses.model()))
                        .withNetwork(network)
                        .withExposedPorts(REST_PORT)
                        .withEnv("KAFKA_BOOTSTRAP_SERVERS", BROKER)
                        .waitingFor(Wait.forHttp("/connectors")
                                .forPort(REST_PORT)
                                .withStartupTimeout(Duration.ofSeconds(120)))) {
            broker.start();
            worker.start();
            ConnectRest rest =
                    new ConnectRest(URI.create("http://" + worker.getHost() + ":" + worker.getMappedPort(REST_PORT)));
            assertThat(rest.plugins())
                    .contains("io.connectmojo.MojoScorer$Value " + System.getProperty("project.version"));

            String topic = KafkaTopics.uniqueName("image");
            new KafkaTopics(broker.getBootstrapServers())
                    .write(topic, List.of(houses.records().get(0).toString()));
            ConnectorConfig.fileSink(topic, Path.of("/tmp/scored.txt"))
                    .jsonValues(false)
                    .scoring(Path.of("/opt/connect/models/house-prices.zip"))
                    .createOn(rest);
            double price = Double.parseDouble(houses.expected().get(0).get("predict"));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(worker.execInContainer(StandardCharsets.UTF_8, "cat", "/tmp/scored.txt")
                                            .getStdout())
                                    .contains("prediction=" + price));
        }
    }

    /** The connectors of the test, as somebody adds theirs. */
    private static void copyConnectors(Path plugins) throws Exception {
        Path connectors = KafkaLine.NEWEST.fileConnectors();
        try (Stream<Path> files = Files.walk(connectors)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = plugins.resolve(connectors.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private ImageFromDockerfile image(String kafka, Path model) throws Exception {
        Path folder = Files.createDirectory(temp.resolve("docker"));
        for (String file : List.of("Dockerfile", "worker.properties")) {
            Files.copy(Path.of("deploy/docker", file), folder.resolve(file));
        }
        Path plugins = PluginZip.built().unpackInto(folder.resolve("plugins"));
        copyConnectors(plugins);
        Files.copy(model, Files.createDirectory(folder.resolve("models")).resolve("house-prices.zip"));
        return new ImageFromDockerfile("connect-scoring-" + Long.toHexString(System.nanoTime()), true)
                .withFileFromPath(".", folder)
                .withBuildArg("KAFKA_IMAGE", kafka);
    }
}
