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
        for (String command : commands) {
            if (command.startsWith(FETCH)) {
                Files.delete(houses);
            }
            String shown = shell.run(command.replace(BROKER, cluster.bootstrapServers()))
                    .ok();
            assertThat(shown).as(command).contains("house-prices");
            assertThat(houses).isNotEmptyFile();
            if (command.equals(commands.get(0))) {
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

    /** No broker here asks for a password; the worker knows the settings, and takes them. */
    @Test
    void settingsOfSecurity_areTaken() throws Exception {
        assertThat(PageRunner.MODEL_TOPIC_SETTINGS.items()).hasSize(2);
        ConnectorConfig config = shown(1, shown(0, ConnectorConfig.fileSink("t", temp.resolve("out.txt"))));
        String type = config.config().get("connector.class");
        assertThat(cluster.rest()
                        .problems(type, config.with("name", config.name()).config()))
                .isEmpty();
        ConnectorConfig wrong = config.with("transforms.score.model.kafka.consumer.group.id", "mine");
        assertThat(cluster.rest()
                        .problems(type, wrong.with("name", wrong.name()).config()))
                .isNotEmpty()
                .allMatch(problem -> problem.contains("MOJO-C020"));
    }
}
