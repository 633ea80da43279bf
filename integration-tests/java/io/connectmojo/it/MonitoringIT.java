package io.connectmojo.it;

import static io.connectmojo.it.ScoredAndScraped.CHALLENGED;
import static io.connectmojo.it.ScoredAndScraped.FLOWERS;
import static io.connectmojo.it.ScoredAndScraped.HOUSES;
import static io.connectmojo.it.ScoredAndScraped.MISTAKE;
import static io.connectmojo.it.ScoredAndScraped.NAMED;
import static io.connectmojo.it.ScoredAndScraped.NEVER_SEEN;
import static io.connectmojo.it.ScoredAndScraped.SPOILT;
import static io.connectmojo.it.ScoredAndScraped.STOPPED;
import static io.connectmojo.it.ScoredAndScraped.STRANGE;
import static io.connectmojo.it.ScoredAndScraped.WITHOUT_MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.it.Scrape.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A worker with Prometheus' JMX exporter and the shipped rules scores, and is scraped once over HTTP: one that has its own metrics for
 * plugins, and one for which the plugin registers MBeans.
 */
@ParameterizedClass
@ValueSource(strings = {"4.3.1", "3.9.2"})
@ExtendWith(SharedCluster.class)
class MonitoringIT {
    private static final Map<String, String> OF_HOUSES = Map.of("connector", HOUSES, "task", "0", "transform", "score");
    private static final Map<String, String> OF_FLIGHTS =
            Map.of("connector", CHALLENGED, "task", "0", "transform", "score");
    private static final Map<String, String> OF_NAMED = Map.of("connector", NAMED, "task", "0", "transform", "score");
    private static final Map<String, String> OF_FLOWERS =
            Map.of("connector", FLOWERS, "task", "0", "transform", "score");

    @TempDir
    static Path temp;

    private static ScoredAndScraped worker;
    private static Scrape scrape;

    @Parameter
    String line;

    @BeforeParameterizedClassInvocation
    static void scoreAndScrape(String line, ChildJvmCluster cluster) throws Exception {
        worker = ScoredAndScraped.on(new KafkaLine(line), cluster, temp);
        scrape = worker.scrape();
        Files.writeString(file(line), scrape.text());
    }

    /** Stays for whoever wants to see one. */
    private static Path file(String line) {
        return Path.of("target", "scrape-" + line + ".txt");
    }

    @Test
    void everyMetricThatTheDashboardAsksForIsInTheScrape() throws Exception {
        Set<String> asked = new TreeSet<>();
        MonitoringFiles.queries().forEach(query -> asked.addAll(PromQl.metrics(query)));
        assertThat(asked).hasSizeGreaterThan(30);
        asked.removeIf(OutcomesMonitoringIT::isOfOutcomes);
        assertThat(scrape.names()).containsAll(asked);
    }

    @Test
    void everyMetricThatTheAlertsAskForIsInTheScrape() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (JsonNode alert : MonitoringFiles.alerts()) {
            asked.addAll(PromQl.metrics(alert.get("expr").asText()));
        }
        assertThat(asked).hasSizeGreaterThan(10);
        asked.removeIf(OutcomesMonitoringIT::isOfOutcomes);
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
        Promtool.checkText(file(line), "check", "metrics");
    }

    @Test
    void everyMetricOfATransformSaysWhoseItIs() {
        List<Sample> ours = scrape.samples().stream()
                .filter(sample -> sample.name().startsWith("connectmojo_"))
                .toList();
        assertThat(ours)
                .hasSizeGreaterThan(150)
                .allSatisfy(sample -> assertThat(List.of(OF_HOUSES, OF_FLOWERS, OF_FLIGHTS, OF_NAMED))
                        .as("%s", sample)
                        .anyMatch(sample::has));
    }

    @Test
    void counts_matchTheRecordsSent() {
        Pattern level = Pattern.compile("\"main_flooring_type\":\"(never seen|" + NEVER_SEEN + ")\"");
        long strange = worker.houses().stream()
                .filter(record -> level.matcher(record).find())
                .count();
        assertThat(strange).isGreaterThan(STRANGE);
        int houses = worker.houses().size();
        assertThat(scrape.sum("connectmojo_records_scored_total", OF_HOUSES)).isEqualTo(houses - SPOILT);
        assertThat(scrape.sum("connectmojo_records_failed_total", OF_HOUSES)).isEqualTo(SPOILT);
        assertThat(scrape.sum("connectmojo_errors_total", Map.of("connector", HOUSES, "code", "D004")))
                .isEqualTo(SPOILT);
        assertThat(scrape.sum("connectmojo_errors_total", OF_HOUSES)).isEqualTo(SPOILT);
        assertThat(scrape.sum("connectmojo_unknown_total", Map.of("column", "main_flooring_type")))
                .isEqualTo(strange);
        assertThat(scrape.sum("connectmojo_records_scored_total", OF_FLOWERS))
                .isEqualTo(worker.flowers().size());
        assertThat(scrape.sum("kafka_connect_sink_record_read_total", Map.of("connector", HOUSES)))
                .isEqualTo(houses);
        assertThat(scrape.sum("kafka_connect_source_record_poll_total", Map.of("connector", FLOWERS)))
                .isEqualTo(worker.flowers().size());
    }

    @Test
    void stoppedOrUnstartedTask_isVisible() {
        assertThat(scrape.sum("kafka_connect_task_status", Map.of("connector", HOUSES, "status", "running")))
                .isEqualTo(1);
        assertThat(scrape.sum("kafka_connect_task_status", Map.of("connector", STOPPED, "status", "failed")))
                .isEqualTo(1);
        assertThat(scrape.sum("kafka_connect_worker_task_startup_failure_total", Map.of()))
                .isEqualTo(1);
        assertThat(scrape.samples("kafka_connect_task_status", Map.of("connector", WITHOUT_MODEL)))
                .isEmpty();
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
    void arms_haveMetricsOfTheirOwn() throws Exception {
        int flights = ScoredAndScraped.flights().size();
        double answered = 0;
        for (String arm : List.of("champion", "challenger")) {
            Map<String, String> of = Map.of("connector", CHALLENGED, "arm", arm);
            assertThat(scrape.sum("connectmojo_records_scored_total", of)).isEqualTo(flights);
            assertThat(scrape.sum("connectmojo_records_answered_total", of)).isPositive();
            answered += scrape.sum("connectmojo_records_answered_total", of);
        }
        assertThat(answered).isEqualTo(flights);
        assertThat(scrape.sum("connectmojo_challenger_agreement", Map.of("arm", "challenger", "window", "total")))
                .isEqualTo(1);
        assertThat(scrape.samples("connectmojo_records_scored_total", OF_HOUSES))
                .allSatisfy(sample ->
                        assertThat(sample.labels().getOrDefault("arm", "")).isEmpty());
    }

    @Test
    void modelsForRecords_areCounted() {
        assertThat(scrape.sum("connectmojo_fleet_models", OF_NAMED)).isEqualTo(1);
        assertThat(scrape.sum("connectmojo_fleet_loads_total", OF_NAMED)).isEqualTo(1);
        assertThat(scrape.sum("connectmojo_fleet_bytes", OF_NAMED)).isGreaterThan(10_000);
        assertThat(scrape.sum("connectmojo_fleet_load_failures_total", OF_NAMED))
                .isZero();
    }

    @Test
    void times_areSeconds() {
        double median = scrape.sum("connectmojo_score_time_seconds", percentile(50));
        double longest = scrape.sum("connectmojo_score_time_seconds", percentile(100));
        assertThat(median).isBetween(1e-7, longest);
        assertThat(longest).isLessThan(10);
    }

    @Test
    void predictionsOfARegression_haveNineSamples() {
        assertThat(scrape.samples("connectmojo_prediction", OF_HOUSES)).hasSize(9);
    }

    @Test
    void model_isNamedWithItsDigest() throws Exception {
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
