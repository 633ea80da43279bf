package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.AttributeNotFoundException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Drift as JMX shows it, of the houses whose profile lies beside their model. */
class DriftMetricsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelFolder HOUSES = ModelFolder.of("house-prices");
    private static final int ROUNDS = 10;

    private static MojoScorer<SinkRecord> transform(String id, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(
                Map.of("model.path", HOUSES.model().toString(), "input.format", "json", "metrics.id", id));
        config.putAll(more);
        MojoScorer<SinkRecord> transform = new MojoScorer.Value<>();
        transform.configure(config);
        return transform;
    }

    private static void score(MojoScorer<SinkRecord> transform, double factor) throws IOException {
        List<String> lines = Files.readAllLines(HOUSES.path().resolve("records.jsonl"));
        for (int round = 0; round < ROUNDS; round++) {
            for (String line : lines) {
                ObjectNode house = (ObjectNode) JSON.readTree(line);
                if (house.path("sqft").isNumber()) {
                    house.put("sqft", house.get("sqft").asDouble() * factor);
                }
                transform.apply(new SinkRecord("houses", 0, null, null, null, house.toString(), 0));
            }
        }
    }

    private static int records() throws IOException {
        return ROUNDS
                * Files.readAllLines(HOUSES.path().resolve("records.jsonl")).size();
    }

    @Test
    void shiftedColumn_showsInJmx() throws IOException {
        ShownMetrics shown = new ShownMetrics("drifting");
        int window = records();
        // the window of this size is small enough that each record is counted
        try (MojoScorer<SinkRecord> transform =
                transform("drifting", Map.of("drift.window.records", Integer.toString(Math.min(window, 600))))) {
            assertThat((Double) shown.get("drift-psi", ",column=sqft")).isNaN();
            assertThat(shown.get("drift-window-rows")).isEqualTo(0L);
            score(transform, 1);
            assertThat((Long) shown.get("drift-window-rows")).isGreaterThanOrEqualTo(200L);
            double calm = (Double) shown.get("drift-psi", ",column=sqft");
            double noise = (Double) shown.get("drift-psi-noise", ",column=sqft");
            assertThat(calm).isLessThan(noise);
            assertThat((Double) shown.get("drift-out-of-range", ",column=sqft")).isCloseTo(0, within(0.01));
            double prices = (Double) shown.get("prediction-drift-psi");
            assertThat(prices).isLessThan((Double) shown.get("prediction-drift-psi-noise"));
            score(transform, 3);
            assertThat((Double) shown.get("drift-psi", ",column=sqft")).isGreaterThan(1);
            assertThat((Double) shown.get("drift-out-of-range", ",column=sqft")).isGreaterThan(0.3);
            assertThat((Double) shown.get("drift-tvd", ",column=sqft")).isGreaterThan(0.3);
            assertThat((Double) shown.get("drift-psi", ",column=lot_size_acres"))
                    .isLessThan(noise);
            assertThat((Double) shown.get("prediction-drift-psi")).isGreaterThan(prices);
        }
    }

    @Test
    void withoutProfile_thereIsNoMetricOfDrift() {
        for (Map<String, String> off : List.of(Map.of("model.profile", "none"), Map.of("drift.window.records", "0"))) {
            ShownMetrics shown = new ShownMetrics("no-drift");
            MojoScorer<SinkRecord> transform = transform("no-drift", off);
            try {
                assertThatThrownBy(() -> shown.get("drift-window-rows"))
                        .hasRootCauseInstanceOf(AttributeNotFoundException.class);
            } finally {
                transform.close();
            }
        }
    }
}
