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
import javax.management.JMException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The second part of the demo: a stream of irises whose species are known, scored, and counted per minute against the prediction. */
final class IrisDemo {
    private static final int SHOWN = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvmCluster cluster;
    private final Path file;
    private final ModelCase irises = ModelCase.of("iris");
    private final ModelCase forest = ModelCase.of("drf_iris");
    private final String topic = "iris-scored";

    IrisDemo(ChildJvmCluster cluster, Path folder) {
        this.cluster = cluster;
        this.file = folder.resolve("iris.jsonl");
    }

    void run() throws IOException, JMException {
        List<String> flowers = Files.readAllLines(irises.folder().resolve("records.jsonl"));
        Files.write(file, flowers);
        say("");
        say("Now %d irises whose species are known, through models/iris into the topic %s,", flowers.size(), topic);
        say("with a random forest in its shadow: a challenger, which is compared and answers nothing");
        ConnectorConfig connector = ConnectorConfig.fileSource(file, topic)
                .scoring(irises.model(), "input.format", "json", "output.field", "predictedSpecies")
                .with(
                        "transforms.score.input.fields",
                        "sepal_length:sepalLength, sepal_width:sepalWidth, petal_length:petalLength, petal_width:petalWidth")
                .with("transforms.score.challenger.model.path", forest.model())
                .with("transforms.score.challenger.output.field", "challenger");
        connector.createOn(cluster.rest());
        List<ConsumerRecord<String, String>> scored =
                new KafkaTopics(cluster.bootstrapServers()).read(topic, flowers.size());
        List<Map<String, String>> h2o = irises.expected();
        List<Map<String, String>> ofForest = forest.expected();
        Map<Instant, Map<String, Map<String, Integer>>> minutes = new TreeMap<>();
        int agreed = 0;
        for (int i = 0; i < flowers.size(); i++) {
            JsonNode flower = JSON.readTree(scored.get(i).value());
            String predicted = flower.get("predictedSpecies").asText();
            if (!predicted.equals(h2o.get(i).get("predict"))) {
                throw new IllegalStateException("iris " + i + " is not what H2O says");
            }
            String challenger = flower.get("challenger").asText();
            if (!challenger.equals(ofForest.get(i).get("predict"))) {
                throw new IllegalStateException("the challenger's iris " + i + " is not what H2O says");
            }
            agreed += predicted.equals(challenger) ? 1 : 0;
            minutes.computeIfAbsent(
                            Instant.ofEpochMilli(scored.get(i).timestamp()).truncatedTo(ChronoUnit.MINUTES),
                            minute -> new TreeMap<>())
                    .computeIfAbsent(flower.get("species").asText(), species -> new TreeMap<>())
                    .merge(predicted, 1, Integer::sum);
        }
        scored.subList(0, SHOWN).forEach(record -> say("  %s", record.value()));
        minutes.forEach(IrisDemo::table);
        say(
                "  The challenger agrees with the champion on %d of %d irises; the worker's metric challenger-agreement is %.4f",
                agreed, flowers.size(), agreement(connector.name()));
        say("  docs/several-models.md says how to compare models and promote one");
        say("");
        say("  mojo-outcomes writes such counts to a topic, minute by minute: docs/outcomes.md");
        say("");
    }

    /** As the worker tells it. */
    private double agreement(String connector) throws IOException, JMException {
        try (WorkerJmx jmx = cluster.workerJmx()) {
            String bean = "kafka.connect:type=plugins,connector=" + connector
                    + ",task=0,transformation=score,arm=challenger,window=total";
            return (double) jmx.attribute(bean, "challenger-agreement");
        }
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
