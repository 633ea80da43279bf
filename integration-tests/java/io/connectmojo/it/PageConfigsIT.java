package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Connectors and requests that pages show, on a worker. */
@ExtendWith(SharedCluster.class)
class PageConfigsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE_SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";

    private final ConnectCluster cluster;
    private final KafkaTopics topics;

    @TempDir
    Path temp;

    PageConfigsIT(ConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    /** Posted as it is printed, but for its topic and folders, on a worker with the converters of Kafka's own configuration files. */
    @Test
    void theReadmesConnector_addsThePrediction() throws Exception {
        ConnectorConfig shown =
                ConnectorConfig.written(PageRunner.README_CONNECTOR.item().text());
        assertThat(shown.file()).isEqualTo(Path.of("/tmp/houses-scored.txt"));
        String topic = KafkaTopics.uniqueName(shown.config().get("topics"));
        ConnectorConfig config = shown.placedIn(temp)
                .unique()
                .with("topics", topic)
                .with("file", temp.resolve("scored.txt"))
                .jsonValues(true);
        topics.write(topic, List.of(withSchema(house())));
        config.createOn(cluster.rest());
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(new Lines(config.file()).all())
                        .singleElement()
                        .asString()
                        .startsWith("Struct{sqft=")
                        .endsWith("prediction=" + price() + "}"));
    }

    private static ObjectNode house() throws Exception {
        return ModelCase.of("house-prices").records().get(0);
    }

    private static double price() {
        return Double.parseDouble(ModelCase.of("house-prices").expected().get(0).get("predict"));
    }

    private static String withSchema(ObjectNode record) {
        ObjectNode message = JSON.createObjectNode();
        ObjectNode schema = message.putObject("schema").put("type", "struct");
        var fields = schema.putArray("fields");
        record.properties()
                .forEach(field -> fields.addObject()
                        .put("field", field.getKey())
                        .put("type", field.getValue().isTextual() ? "string" : "double"));
        return message.set("payload", record).toString();
    }

    /** The topics of the table below the settings, some of records that a model would refuse. */
    @Test
    void controlRecords_areLeftOutByTheTopicsOfTheRecipe() throws Exception {
        PageItem item = PageRunner.CONTROL_RECORDS.item();
        Properties shown = new Properties();
        shown.load(new StringReader(item.text()));
        ConnectorConfig config = ConnectorConfig.fileSink("none", temp.resolve("scored.txt"))
                .without("topics")
                .jsonValues(false)
                .with(
                        "transforms.score.model.path",
                        ModelCase.of("house-prices").model())
                .with("consumer.override.metadata.max.age.ms", "1000");
        for (String name : shown.stringPropertyNames()) {
            config = config.with(name, shown.getProperty(name));
        }
        List<String> control = List.of("__debezium-heartbeat.shop", "shop.transaction", "shop");
        String page = Files.readString(item.page());
        for (String topic : control) {
            assertThat(page).containsPattern("\\| `" + topic + "` \\| [^|]+ \\| no \\|");
            topics.write(topic, List.of("{\"control\":\"" + topic + "\"}"));
        }
        assertThat(page).containsPattern("\\| `shop\\.public\\.houses` \\| [^|]+ \\| yes \\|");
        topics.write("shop.public.houses", List.of(house().toString()));
        topics.write("other.public.houses", List.of("{\"control\":\"other\"}"));

        ConnectorConfig started = config;
        started.createOn(cluster.rest());
        Lines lines = new Lines(started.file());
        await().atMost(LIMIT).until(() -> lines.count() == 1 + control.size());
        assertThat(lines.all())
                .filteredOn(line -> line.contains("prediction="))
                .singleElement()
                .asString()
                .contains("prediction=" + price());
        assertThat(lines.all())
                .filteredOn(line -> !line.contains("prediction="))
                .containsExactlyInAnyOrderElementsOf(
                        control.stream().map(topic -> "{control=" + topic + "}").toList());
    }

    /** Each request of a page, about a connector that runs. */
    @Test
    void requests_areAnswered() throws Exception {
        ConnectorConfig config = ConnectorConfig.fileSink(KafkaTopics.uniqueName("asked"), temp.resolve("out.txt"))
                .scoring(ModelCase.of("house-prices").model());
        config.createOn(cluster.rest());
        await().atMost(LIMIT)
                .until(() -> cluster.rest().taskState(config.name()).equals("RUNNING"));
        List<PageItem> requests = PageRunner.REQUESTS.items();
        assertThat(requests).hasSizeGreaterThan(5);
        for (PageItem item : requests) {
            String[] request = item.text().split(" ");
            String path = request[1].replace("<name>", config.name()).replace("<class>", FILE_SINK);
            HttpResponse<String> answer = call(request[0], path, body(item.text(), config));
            assertThat(answer.statusCode()).as("%s: %s", item, answer.body()).isBetween(200, 204);
            String body = answer.body();
            if (path.startsWith("/connector-plugins?")) {
                assertThat(body).contains("io.connectmojo.MojoScorer$Value", "io.connectmojo.MojoScorer$Key");
            } else if (path.endsWith("/config/validate")) {
                assertThat(JSON.readTree(body).get("error_count").asInt()).isZero();
            } else if (path.endsWith("/config")) {
                assertThat(body).contains("\"model.path\"", "documentation");
            } else {
                assertThat(body).as(item.toString()).contains(path.equals("/connectors") ? "shown" : config.name());
            }
        }
    }

    private static String body(String request, ConnectorConfig config) throws Exception {
        if (request.startsWith("PUT /connector-plugins/")) {
            return JSON.writeValueAsString(config.with("name", config.name()).config());
        }
        if (request.equals("POST /connectors")) {
            String name = KafkaTopics.uniqueName("shown");
            return JSON.writeValueAsString(Map.of("name", name, "config", config.config()));
        }
        return "";
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        URI address = cluster.rest().address().resolve(path.replace("$", "%24"));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
