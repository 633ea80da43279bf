package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a worker shows to Prometheus after it has scored houses in a sink, and flowers in a source by a model on a topic, with outcomes; one more connector has
 * stopped at a bad record, and one could not start for want of its model.
 */
record ScoredAndScraped(List<String> houses, List<String> flowers, Scrape scrape) {
    static final String HOUSES = "houses, north";
    static final String FLOWERS = "flowers";
    static final String CHALLENGED = "flights";
    static final String NAMED = "flights-by-topic";
    static final String STOPPED = "stopped";
    static final String WITHOUT_MODEL = "without-model";
    static final int SPOILT = 30;
    static final int STRANGE = 20;
    static final String NEVER_SEEN = "moon dust";
    static final double MISTAKE = 1000;

    private static final int GOOD = 3000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Runs all that on a worker of its own, in whose folder nothing remains; files go to {@code temp}. */
    static ScoredAndScraped on(KafkaLine line, ChildJvmCluster cluster, Path temp) throws Exception {
        List<String> houses = manyHouses();
        List<String> flowers = manyFlowers();
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String housesIn = KafkaTopics.uniqueName("houses");
        topics.write(housesIn, houses);
        Lines housesOut = new Lines(temp.resolve("houses-" + line.version()));
        Lines flightsOut = new Lines(temp.resolve("flights-" + line.version()));
        Lines namedOut = new Lines(temp.resolve("named-" + line.version()));
        Path flowersIn = Files.write(temp.resolve("flowers-" + line.version()), flowers);
        String flowersOut = KafkaTopics.uniqueName("flowers");

        String models = KafkaTopics.uniqueName("models");
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models).createTopics(Map.of())) {
            announcer.publish("iris", 1, Files.readAllBytes(ModelCase.of("iris").model()));
        }
        URI exporter = URI.create("http://127.0.0.1:" + JvmProcess.freePort() + "/metrics");
        String agent = "-javaagent:" + OtherPlugins.jmxExporter() + "=" + exporter.getAuthority() + ":"
                + MonitoringFiles.EXPORTER_RULES.toAbsolutePath();
        try (ConnectWorker worker =
                cluster.startWorkerWith(List.of(agent), line, "monitored-" + line.version(), "service_load")) {
            ConnectRest rest = worker.rest();
            ConnectorConfig sink = ConnectorConfig.fileSink(housesIn, housesOut.file())
                    .jsonValues(false)
                    .scoring(ModelCase.of("house-prices").model(), "outcome.field", "paid", "metrics.id", "score");
            create(
                    HOUSES,
                    sink.with("transforms.score.on.error", "null").with("transforms.score.metrics.unknown.levels", 5),
                    rest);
            create(STOPPED, sink.with("file", temp.resolve("stopped")), rest);
            create(WITHOUT_MODEL, sink.with("transforms.score.model.path", temp.resolve("no.zip")), rest);
            ConnectorConfig source = ConnectorConfig.fileSource(flowersIn, flowersOut)
                    .following(
                            cluster.bootstrapServers(),
                            models,
                            "iris",
                            "outcome.field",
                            "species",
                            "metrics.id",
                            "score");
            create(FLOWERS, source.with("transforms.score.input.format", "json"), rest);

            create(CHALLENGED, challenged(topics, flightsOut), rest);
            create(NAMED, named(topics, temp, namedOut), rest);

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(housesOut.count()).isEqualTo(houses.size()));
            await().atMost(LIMIT).until(() -> flightsOut.count() == flights().size());
            await().atMost(LIMIT).until(() -> namedOut.count() == flights().size());
            await().atMost(LIMIT).until(() -> rest.taskState(STOPPED).equals("FAILED"));
            await().atMost(LIMIT).until(() -> rest.taskState(WITHOUT_MODEL).equals("FAILED"));
            assertThat(topics.read(flowersOut, flowers.size())).hasSameSizeAs(flowers);
            return new ScoredAndScraped(houses, flowers, Scrape.of(exporter));
        }
    }

    /** A model that is its own challenger: both answer records, and agree. */
    private static ConnectorConfig challenged(KafkaTopics topics, Lines out) throws IOException {
        String in = KafkaTopics.uniqueName("flights");
        topics.write(in, flights());
        Path model = ModelCase.of("airline-delays").model();
        return ConnectorConfig.fileSink(in, out.file())
                .jsonValues(false)
                .scoring(model, "metrics.id", "score")
                .with("transforms.score.challenger.model.path", model)
                .with("transforms.score.challenger.share", "0.5")
                .with("transforms.score.challenger.split.field", "Distance");
    }

    /** Records that name their model: that of their topic. */
    private static ConnectorConfig named(KafkaTopics topics, Path folder, Lines out) throws IOException {
        String in = KafkaTopics.uniqueName("flights");
        topics.write(in, flights());
        Files.copy(ModelCase.of("airline-delays").model(), folder.resolve(in + ".zip"));
        return ConnectorConfig.fileSink(in, out.file())
                .jsonValues(false)
                .scoring(folder.resolve("{topic}.zip"), "metrics.id", "score");
    }

    static List<String> flights() throws IOException {
        return ModelCase.of("airline-delays").records().stream()
                .map(ObjectNode::toString)
                .toList();
    }

    private static void create(String name, ConnectorConfig connector, ConnectRest rest) {
        new ConnectorConfig(name, connector.config()).createOn(rest);
    }

    /** All with what was paid, which is off by as much every time; then some that fail and some with a level nobody knows. */
    private static List<String> manyHouses() throws IOException {
        ModelCase model = ModelCase.of("house-prices");
        List<ObjectNode> rows = model.records();
        List<Map<String, String>> expected = model.expected();
        List<String> records = new ArrayList<>();
        for (int i = 0; i < GOOD; i++) {
            int row = i % rows.size();
            double price = Double.parseDouble(expected.get(row).get("predict"));
            double paid = price + (i % 2 == 0 ? MISTAKE : -MISTAKE);
            records.add(rows.get(row).deepCopy().put("paid", paid).toString());
        }
        for (int i = 0; i < SPOILT; i++) {
            records.add(rows.get(i).deepCopy().put("sqft", "many").toString());
        }
        for (int i = 0; i < STRANGE; i++) {
            ObjectNode strange = rows.get(i).deepCopy().put("main_flooring_type", NEVER_SEEN);
            records.add(strange.toString());
        }
        return records;
    }

    /** All with their species: the predicted one, but each setosa is said to be a virginica. */
    private static List<String> manyFlowers() throws IOException {
        ModelCase model = ModelCase.of("iris");
        List<ObjectNode> rows = model.records();
        List<String> records = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String predicted = model.expected().get(row).get("predict");
            String species = predicted.equals("setosa") ? "virginica" : predicted;
            records.add(rows.get(row).deepCopy().put("species", species).toString());
        }
        return records;
    }
}
