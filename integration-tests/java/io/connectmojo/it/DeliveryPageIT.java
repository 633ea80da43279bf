package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that publish models, as the pages print them, and the connector that follows. */
@ExtendWith(SharedCluster.class)
class DeliveryPageIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String BROKER = "broker:9092";
    private static final String FETCH = "mojo models fetch ";
    private static final String WITHDRAW = "mojo models withdraw ";

    private final ConnectCluster cluster;

    @TempDir
    Path temp;

    DeliveryPageIT(ConnectCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void commands_publishChangeShow() throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL) && Files.isExecutable(Path.of("/usr/bin/jq")))
                .as("a shell and jq are here")
                .isTrue();
        Path folder = Files.createDirectories(temp.resolve("folder"));
        Path houses = folder.resolve("house-prices.zip");
        Files.copy(ModelCase.of("house-prices").model(), houses);
        Files.copy(ModelCase.of("gbm_regression").model(), folder.resolve("trained-in-june.zip"));
        Files.copy(ModelCase.of("drf_regression").model(), folder.resolve("new.zip"));
        Files.writeString(
                folder.resolve("client.properties"), "bootstrap.servers=" + cluster.bootstrapServers() + "\n");
        ShellRun shell = ShellRun.in(temp, folder).with(ShellRun.mojo(temp));
        List<String> commands = inOrder();
        assertThat(commands.get(0)).contains("--create-topics");
        for (int i = 0; i < commands.size(); i++) {
            String command = commands.get(i);
            if (command.startsWith(FETCH)) {
                Files.delete(houses);
            }
            String shown = shell.run(command.replace(BROKER, cluster.bootstrapServers()))
                    .ok();
            assertThat(shown).as(command).contains("house-prices");
            assertThat(houses).isNotEmptyFile();
            if (i == 0) {
                assertThat(shown).containsPattern("house-prices@[0-9a-f]{12} is announced as version \\d+ on models\n");
                follow(folder);
            }
        }
    }

    /** Those of the page about it as it has them, then those of the help; what is withdrawn can be shown no more. */
    private static List<String> inOrder() {
        List<String> first = new ArrayList<>();
        List<String> then = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (PageItem item : PageRunner.MODEL_TOPIC.items()) {
            (item.text().startsWith(WITHDRAW) ? last : item.part().isEmpty() ? first : then).add(item.text());
        }
        first.addAll(then);
        first.addAll(last);
        return first;
    }

    /** The connector of the page serves the model that was published. */
    private void follow(Path folder) throws Exception {
        ModelCase model = ModelCase.of("house-prices");
        String topic = KafkaTopics.uniqueName("followed");
        new KafkaTopics(cluster.bootstrapServers())
                .write(topic, List.of(model.records().get(0).toString()));
        Lines scored = new Lines(folder.resolve("scored.txt"));
        shown(0, ConnectorConfig.fileSink(topic, scored.file()).jsonValues(false))
                .createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> scored.count() == 1);
        double price = Double.parseDouble(model.expected().get(0).get("predict"));
        assertThat(scored.all().get(0))
                .contains("prediction=" + price)
                .containsPattern("prediction_model=house-prices@[0-9a-f]{12}");
    }

    /** With the settings of the page's block of that number. */
    private ConnectorConfig shown(int number, ConnectorConfig connector) throws Exception {
        PageItem item = PageRunner.MODEL_TOPIC_SETTINGS.items().get(number);
        ConnectorConfig config =
                connector.with("transforms", "score").with("transforms.score.type", "io.connectmojo.MojoScorer$Value");
        for (Map.Entry<String, JsonNode> entry :
                new ObjectMapper().readTree("{" + item.text() + "}").properties()) {
            String value = entry.getValue().asText().replace(BROKER, cluster.bootstrapServers());
            config = config.with(entry.getKey(), value);
        }
        return config;
    }

    /** With the settings of security the worker does not reach a broker that has none: they are those of the consumer. */
    @Test
    void settingsOfSecurity_areThoseOfTheConsumer() throws Exception {
        assertThat(PageRunner.MODEL_TOPIC_SETTINGS.items()).hasSize(2);
        String jaas = "transforms.score.model.kafka.consumer.sasl.jaas.config";
        ConnectorConfig config = shown(1, shown(0, ConnectorConfig.fileSink("t", temp.resolve("out.txt"))))
                .with("transforms.score.model.kafka.timeout.ms", 5000);
        assertThat(config.config().get(jaas)).startsWith("${file:");
        config.with(
                        jaas,
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\"b\";")
                .createOn(cluster.rest());
        await().atMost(LIMIT)
                .until(() -> cluster.rest().taskState(config.name()).equals("FAILED"));
        assertThat(cluster.rest().taskTrace(config.name()))
                .contains("MOJO-M040")
                .doesNotContain("MOJO-C");
    }
}
