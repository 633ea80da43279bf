package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says and prints is what a real worker says and writes. */
@ExtendWith(SharedCluster.class)
class MojoCommandIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE_SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";

    private final ConnectCluster cluster;
    private final KafkaTopics topics;
    private final String topic = KafkaTopics.uniqueName("command");

    @TempDir
    Path temp;

    MojoCommandIT(ConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-prices-file-source.json", "airline-delays.json"})
    void scoredLinesOfAFileSourceAreTheBytesThatAFileSinkWrote(String file) throws Exception {
        ConnectorConfig source =
                ConnectorConfig.shipped(file).placedIn(temp).unique().with("topic", topic);
        List<ObjectNode> records = file.startsWith("house")
                ? ModelCase.of("house-prices").recordsWithBooleans()
                : ModelCase.of("airline-delays").records();
        if (file.startsWith("house")) {
            records.forEach(record -> record.putNull("selling_price"));
        }
        Files.write(source.file(), records.stream().map(ObjectNode::toString).toList());
        source.createOn(cluster.rest());
        Path written = temp.resolve("written.txt");
        ConnectorConfig.fileSink(topic, written)
                .with("key.converter", "org.apache.kafka.connect.storage.StringConverter")
                .with("value.converter", "org.apache.kafka.connect.storage.StringConverter")
                .createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> new Lines(written).count() == records.size());

        MojoProcess run = MojoProcess.piped(temp, "score", "--config", json(source), "--input", source.file());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(written));
    }

    @Test
    void scoredMapsOfASinkAreTheBytesThatItWrote() throws Exception {
        ConnectorConfig sink = ConnectorConfig.shipped("iris-renamed-fields.json")
                .placedIn(temp)
                .unique()
                .with("topics", topic);
        List<String> flowers = new ArrayList<>();
        for (ObjectNode flower : ModelCase.of("iris").records()) {
            ObjectNode camel = JSON.createObjectNode();
            camel.set("sepalLength", flower.get("sepal_length"));
            camel.set("sepalWidth", flower.get("sepal_width"));
            camel.set("petalLength", flower.get("petal_length"));
            camel.set("petalWidth", flower.get("petal_width"));
            flowers.add(camel.toString());
        }
        topics.write(topic, flowers);
        sink.createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> new Lines(sink.file()).count() == flowers.size());

        Path input = Files.write(temp.resolve("flowers.jsonl"), flowers);
        MojoProcess run = MojoProcess.piped(temp, "score", "--config", json(sink), "--input", input);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(sink.file()));
    }

    static Stream<Map<String, String>> wrong() {
        return WrongConfigs.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongConfigurationIsToldInTheWordsOfTheWorkersAnswer(Map<String, String> changes) throws Exception {
        ConnectorConfig wrong = ConnectorConfig.fileSource(Path.of("/nowhere/in.jsonl"), "t")
                .scoring(ModelCase.of("iris").model());
        for (Map.Entry<String, String> change : changes.entrySet()) {
            wrong = wrong.with(change.getKey(), change.getValue());
        }
        assertToldAlike(FILE_SOURCE, wrong);
    }

    /** A sink's topics are checked by rules of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"", "topics", "topics topics.regex"})
    void wrongTopicsOfASink_areReportedInTheWorkersWords(String settings) throws Exception {
        ConnectorConfig sink = ConnectorConfig.shipped("iris-renamed-fields.json")
                .placedIn(temp)
                .unique()
                .without("topics");
        for (String setting : settings.split(" ")) {
            sink = setting.isEmpty() ? sink : sink.with(setting, setting.equals("topics") ? " ," : "a.*");
        }
        assertToldAlike(sink.config().get("connector.class"), sink);
    }

    private void assertToldAlike(String connector, ConnectorConfig wrong) throws Exception {
        List<String> problems = cluster.rest()
                .problems(connector, wrong.with("name", wrong.name()).config());
        assertThat(problems).isNotEmpty();

        MojoProcess run = MojoProcess.piped(temp, "validate", "--config", json(wrong));
        assertThat(run.out().lines().sorted().toList())
                .isEqualTo(String.join("\n", problems).lines().sorted().toList());
        assertThat(run.exit()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-prices", "iris", "airline-delays"})
    void whatInitWritesRuns(String name) throws Exception {
        ModelCase model = ModelCase.of(name);
        List<String> records = model.records().stream()
                .map(record -> {
                    ObjectNode renamed = JSON.createObjectNode();
                    ObjectNode inner = JSON.createObjectNode();
                    record.properties()
                            .forEach(field ->
                                    inner.set(field.getKey().toUpperCase(java.util.Locale.ROOT), field.getValue()));
                    return renamed.<ObjectNode>set("payload", inner).toString();
                })
                .toList();
        Path sample = Files.write(temp.resolve("sample.jsonl"), records);
        MojoProcess init =
                MojoProcess.piped(temp, "init", model.model(), "--sample", sample, "--sink", "file", "--topic", topic);
        assertThat(init.exit()).as(init.err()).isZero();
        Path connector = Files.writeString(temp.resolve("connector.json"), init.out());
        ConnectorConfig config = ConnectorConfig.written(init.out()).unique().with("file", temp.resolve("scored.txt"));

        MojoProcess validate = MojoProcess.piped(temp, "validate", "--config", connector, "--sample", sample);
        assertThat(validate.exit()).as(validate.out() + validate.err()).isZero();
        topics.write(topic, records);
        config.createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> new Lines(config.file()).count() == records.size());
        MojoProcess run = MojoProcess.piped(temp, "score", "--config", connector, "--input", sample);
        assertThat(run.out()).isEqualTo(Files.readString(config.file())).contains("prediction=");
    }

    private Path json(ConnectorConfig config) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("name", config.name());
        ObjectNode settings = root.putObject("config");
        config.config().forEach(settings::put);
        return Files.writeString(temp.resolve(config.name() + ".json"), root.toString());
    }
}
