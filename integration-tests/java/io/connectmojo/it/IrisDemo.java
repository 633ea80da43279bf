package io.connectmojo.it;

import static io.connectmojo.it.Demo.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The second part of the demo: a stream of irises whose species are known, scored, and counted per minute against the prediction. */
final class IrisDemo {
    private static final int SHOWN = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectCluster cluster;
    private final Path file;
    private final ModelCase irises = ModelCase.of("iris");
    private final String topic = "iris-scored";

    IrisDemo(ConnectCluster cluster, Path folder) {
        this.cluster = cluster;
        this.file = folder.resolve("iris.jsonl");
    }

    void run() throws IOException {
        List<String> flowers = Files.readAllLines(irises.folder().resolve("records.jsonl"));
        Files.write(file, flowers);
        say("");
        say("Now %d irises whose species are known, through models/iris into the topic %s", flowers.size(), topic);
        ConnectorConfig.fileSource(file, topic)
                .scoring(irises.model(), "input.format", "json", "output.field", "predictedSpecies")
                .with(
                        "transforms.score.input.fields",
                        "sepal_length:sepalLength, sepal_width:sepalWidth, petal_length:petalLength, petal_width:petalWidth")
                .createOn(cluster.rest());
        List<ConsumerRecord<String, String>> scored =
                new KafkaTopics(cluster.bootstrapServers()).read(topic, flowers.size());
        List<Map<String, String>> h2o = irises.expected();
        Map<Instant, Map<String, Map<String, Integer>>> minutes = new TreeMap<>();
        for (int i = 0; i < flowers.size(); i++) {
            JsonNode flower = JSON.readTree(scored.get(i).value());
            String predicted = flower.get("predictedSpecies").asText();
            if (!predicted.equals(h2o.get(i).get("predict"))) {
                throw new IllegalStateException("iris " + i + " is not what H2O says");
            }
            minutes.computeIfAbsent(
                            Instant.ofEpochMilli(scored.get(i).timestamp()).truncatedTo(ChronoUnit.MINUTES),
                            minute -> new TreeMap<>())
                    .computeIfAbsent(flower.get("species").asText(), species -> new TreeMap<>())
                    .merge(predicted, 1, Integer::sum);
        }
        scored.subList(0, SHOWN).forEach(record -> say("  %s", record.value()));
        minutes.forEach(IrisDemo::table);
        say("  mojo-outcomes writes such counts to a topic, minute by minute: docs/outcomes.md");
        say("");
    }

    /** Rows are what happened, columns what was predicted. */
    private static void table(Instant minute, Map<String, Map<String, Integer>> counts) {
        TreeSet<String> classes = new TreeSet<>(counts.keySet());
        counts.values().forEach(row -> classes.addAll(row.keySet()));
        StringBuilder header = new StringBuilder("  %-28s".formatted("actual \\ predicted"));
        classes.forEach(name -> header.append("%12s".formatted(name)));
        say("");
        say("  The minute of %s", minute);
        say("%s", header);
        int right = 0;
        int all = 0;
        for (String actual : classes) {
            StringBuilder line = new StringBuilder("  %-28s".formatted(actual));
            for (String predicted : classes) {
                int count = counts.getOrDefault(actual, Map.of()).getOrDefault(predicted, 0);
                line.append("%12s".formatted(count));
                all += count;
                right += actual.equals(predicted) ? count : 0;
            }
            say("%s", line);
        }
        say("  %d of %d right", right, all);
        say("");
    }
}
