package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.it.Scrape.Sample;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker with Prometheus' JMX exporter and the shipped rules scores houses and flowers, and is scraped once over HTTP. */
@ExtendWith(SharedCluster.class)
class MonitoringIT {
    private static final Path AGENT =
            Path.of(System.getProperty("exporter.dir", "target/exporter"), "jmx_prometheus_javaagent.jar");
    private static final Path SCRAPE = Path.of("target/scrape.txt");
    private static final String HOUSES = "houses, north";
    private static final String FLOWERS = "flowers";
    private static final Map<String, String> OF_HOUSES = Map.of("connector", HOUSES, "task", "0", "transform", "score");
    private static final Map<String, String> OF_FLOWERS =
            Map.of("connector", FLOWERS, "task", "0", "transform", "score");
    private static final int RECORDS = 3000;
    private static final int SPOILT = 30;
    private static final int STRANGE = 20;
    private static final String NEVER_SEEN = "moon dust";
    private static final double MISTAKE = 1000;

    @TempDir
    static Path temp;

    private static Scrape scrape;

    @BeforeAll
    static void scoreAndScrape(ChildJvmCluster cluster) throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        List<String> houses = houses();
        String housesIn = KafkaTopics.uniqueName("houses");
        topics.write(housesIn, houses);
        Lines housesOut = new Lines(temp.resolve("houses.txt"));
        List<String> flowers = flowers();
        Path flowersIn = Files.write(temp.resolve("flowers.jsonl"), flowers);
        String flowersOut = KafkaTopics.uniqueName("flowers");
        URI exporter = URI.create("http://127.0.0.1:" + JvmProcess.freePort() + "/metrics");
        String agent = "-javaagent:" + AGENT.toAbsolutePath() + "=" + exporter.getAuthority() + ":"
                + MonitoringFiles.EXPORTER_RULES.toAbsolutePath();
        try (ConnectWorker worker = cluster.startWorker(KafkaLine.NEWEST, "monitored", "service_load", agent)) {
            ConnectorConfig sink = ConnectorConfig.fileSink(housesIn, housesOut.file())
                    .jsonValues(false)
                    .scoring(ModelCase.of("house-prices").model(), "outcome.field", "paid", "on.error", "null")
                    .with("transforms.score.metrics.unknown.levels", 5);
            new ConnectorConfig(HOUSES, sink.config()).createOn(worker.rest());
            ConnectorConfig source = ConnectorConfig.fileSource(flowersIn, flowersOut)
                    .scoring(ModelCase.of("iris").model(), "outcome.field", "species", "input.format", "json");
            new ConnectorConfig(FLOWERS, source.config()).createOn(worker.rest());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(housesOut.count()).isEqualTo(houses.size()));
            assertThat(topics.read(flowersOut, flowers.size())).hasSameSizeAs(flowers);
            scrape = Scrape.of(exporter);
        }
        Files.writeString(SCRAPE, scrape.text());
    }

    /** All with what was paid, which is off by as much every time; some that fail and some with a level nobody knows. */
    private static List<String> houses() throws IOException {
        ModelCase model = ModelCase.of("house-prices");
        List<ObjectNode> rows = model.records();
        List<Map<String, String>> expected = model.expected();
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            int row = i % rows.size();
            double price = Double.parseDouble(expected.get(row).get("predict"));
            records.add(rows.get(row)
                    .deepCopy()
                    .put("paid", price + (i % 2 == 0 ? MISTAKE : -MISTAKE))
                    .toString());
        }
        for (int i = 0; i < SPOILT; i++) {
            records.add(rows.get(i).deepCopy().put("sqft", "many").toString());
        }
        for (int i = 0; i < STRANGE; i++) {
            records.add(
                    rows.get(i).deepCopy().put("main_flooring_type", NEVER_SEEN).toString());
        }
        return records;
    }

    /** All with their species: the predicted one, but for the first class of which every one is said to be of the last. */
    private static List<String> flowers() throws IOException {
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

    @Test
    void everyMetricThatTheDashboardAsksForIsInTheScrape() throws Exception {
        Set<String> asked = new TreeSet<>();
        MonitoringFiles.queries().forEach(query -> asked.addAll(PromQl.metrics(query)));
        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(scrape.names()).containsAll(asked);
    }

    @Test
    void everyMetricThatTheAlertsAskForIsInTheScrape() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (JsonNode alert : MonitoringFiles.alerts()) {
            asked.addAll(PromQl.metrics(alert.get("expr").asText()));
        }
        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(scrape.names()).containsAll(asked);
    }

    @Test
    void everyDocumentedMetricIsInTheScrapeExceptTheValuesOfRecords() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (var id = Pattern.compile("<a id=\"[a-z0-9-]+\"></a>`([a-z0-9-]+)`")
                        .matcher(Files.readString(MonitoringFiles.PAGE));
                id.find(); ) {
            expected.add(inPrometheus(id.group(1)));
        }
        assertThat(expected).hasSizeGreaterThan(20).contains("connectmojo_unknown_levels");
        expected.remove("connectmojo_unknown_levels");
        Set<String> ours = scrape.names();
        ours.removeIf(name -> !name.startsWith("connectmojo_"));
        assertThat(ours).isEqualTo(expected);
        assertThat(scrape.text()).doesNotContain(NEVER_SEEN);
    }

    private static String inPrometheus(String metric) {
        if (metric.startsWith("score-time-")) {
            return "connectmojo_score_time_seconds";
        }
        if (metric.startsWith("prediction-p")) {
            return "connectmojo_prediction";
        }
        return "connectmojo_" + metric.replace('-', '_');
    }

    @Test
    void promtoolHasNothingToSayAboutTheScrape() throws Exception {
        Promtool.checkText(SCRAPE, "check", "metrics");
    }

    @Test
    void everyMetricOfATransformSaysWhoseItIs() {
        List<Sample> ours = scrape.samples().stream()
                .filter(sample -> sample.name().startsWith("connectmojo_"))
                .toList();
        assertThat(ours)
                .hasSizeGreaterThan(150)
                .allSatisfy(sample -> assertThat(sample.has(OF_HOUSES) || sample.has(OF_FLOWERS))
                        .as("%s", sample)
                        .isTrue());
    }

    @Test
    void recordsErrorsAndColumnsAreThoseThatWereSent() throws Exception {
        Pattern level = Pattern.compile("\"main_flooring_type\":\"(never seen|" + NEVER_SEEN + ")\"");
        long strange =
                houses().stream().filter(record -> level.matcher(record).find()).count();
        assertThat(strange).isGreaterThan(STRANGE);
        assertThat(scrape.sum("connectmojo_records_scored_total", OF_HOUSES)).isEqualTo(RECORDS + STRANGE);
        assertThat(scrape.sum("connectmojo_records_failed_total", OF_HOUSES)).isEqualTo(SPOILT);
        assertThat(scrape.sum("connectmojo_errors_total", Map.of("connector", HOUSES, "code", "D004")))
                .isEqualTo(SPOILT);
        assertThat(scrape.sum("connectmojo_errors_total", OF_HOUSES)).isEqualTo(SPOILT);
        assertThat(scrape.sum("connectmojo_unknown_total", Map.of("column", "main_flooring_type")))
                .isEqualTo(strange);
        assertThat(scrape.sum("kafka_connect_sink_record_read_total", Map.of("connector", HOUSES)))
                .isEqualTo(RECORDS + SPOILT + STRANGE);
        assertThat(scrape.sum("kafka_connect_source_record_poll_total", Map.of("connector", FLOWERS)))
                .isEqualTo(ModelCase.of("iris").records().size());
        assertThat(scrape.sum("kafka_connect_task_status", Map.of("connector", HOUSES, "status", "running")))
                .isEqualTo(1);
    }

    @Test
    void outcomesAreThoseThatWereSent() throws Exception {
        assertThat(scrape.sum("connectmojo_rmse", Map.of("connector", HOUSES, "window", "total")))
                .isCloseTo(MISTAKE, within(1e-6));
        long setosas = ModelCase.of("iris").expected().stream()
                .filter(row -> row.get("predict").equals("setosa"))
                .count();
        int all = ModelCase.of("iris").expected().size();
        Map<String, String> pair =
                Map.of("connector", FLOWERS, "actual", "virginica", "predicted", "setosa", "window", "total");
        assertThat(setosas).isPositive();
        assertThat(scrape.sum("connectmojo_outcome_pairs", pair)).isEqualTo(setosas);
        assertThat(scrape.sum("connectmojo_predictions_total", Map.of("class", "setosa")))
                .isEqualTo(setosas);
        assertThat(scrape.sum("connectmojo_accuracy", Map.of("window", "total")))
                .isEqualTo((all - setosas) / (double) all);
    }

    @Test
    void timesAreSecondsAndTheModelIsNamed() throws Exception {
        double median = scrape.sum("connectmojo_score_time_seconds", percentile(50));
        double longest = scrape.sum("connectmojo_score_time_seconds", percentile(100));
        assertThat(median).isBetween(1e-7, longest);
        assertThat(longest).isLessThan(10);
        assertThat(scrape.samples("connectmojo_prediction", OF_HOUSES)).hasSize(9);
        assertThat(scrape.sum("connectmojo_model_name", Map.of("connector", HOUSES, "model", "model")))
                .isEqualTo(1);
        Sample digest = scrape.samples("connectmojo_model_digest", OF_HOUSES).get(0);
        assertThat(digest.labels().get("digest").toLowerCase(Locale.ROOT))
                .isEqualTo(sha256(ModelCase.of("house-prices").model()));
    }

    private static Map<String, String> percentile(int percentile) {
        return Map.of("connector", HOUSES, "percentile", Integer.toString(percentile));
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return java.util.HexFormat.of().formatHex(digest);
    }
}
