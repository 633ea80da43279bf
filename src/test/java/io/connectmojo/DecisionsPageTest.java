package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Filter;
import org.junit.jupiter.api.Test;

/** The settings on the page about decisions, with the records that the page tells of. */
class DecisionsPageTest {
    private static final ModelFolder FLIGHTS = ModelFolder.of("airline-delays");

    private static Map<String, String> settings(String beginning) throws Exception {
        for (PageItem item : PageRunner.DECISIONS.items()) {
            if (item.text().startsWith(beginning)) {
                Properties shown = new Properties();
                shown.load(new StringReader(item.text()));
                Map<String, String> settings = new HashMap<>();
                shown.forEach((name, value) -> settings.put((String) name, (String) value));
                return settings;
            }
        }
        throw new AssertionError("no block begins with " + beginning);
    }

    @Test
    void everyBlock_isRunHere() {
        assertThat(PageRunner.DECISIONS.items()).hasSize(2);
    }

    /** The bands of the table, by the probabilities that the cluster gave. */
    @Test
    void bands_areThoseOfTheTable() throws Exception {
        Map<String, String> config = settings("output.bands=");
        config.put("model.path", FLIGHTS.model().toString());
        CsvFile input = FLIGHTS.input();
        CsvFile expected = FLIGHTS.csv("expected.csv");
        Map<String, Integer> bands = new HashMap<>();
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(config);
            for (int i = 0; i < input.rows().size(); i++) {
                Map<String, Object> flight = new HashMap<>();
                for (String column : input.header()) {
                    flight.put(column, input.cell(i, column));
                }
                Map<?, ?> scored =
                        (Map<?, ?>) scorer.apply(Houses.record(null, flight)).value();
                double late = Double.parseDouble(expected.cell(i, "YES"));
                String band = late < 0.2 ? "low" : late < 0.6 ? "medium" : "high";
                assertThat(scored.get("prediction_band")).as("row %d", i).isEqualTo(band);
                bands.merge(band, 1, Integer::sum);
            }
        }
        assertThat(bands.keySet()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void predicate_dropsWhatIsBelowItsBound() throws Exception {
        Map<String, String> settings = settings("predicates=");
        assertThat(settings)
                .containsEntry("predicates.high.type", "io.connectmojo.FieldMatches$Value")
                .containsEntry("transforms.drop.type", Filter.class.getName())
                .containsEntry("transforms.drop.predicate", "high")
                .containsEntry("transforms.drop.negate", "true");
        Map<String, String> config = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith("predicates.high.") && !name.endsWith(".type")) {
                config.put(name.substring("predicates.high.".length()), value);
            }
        });
        try (FieldMatches.Value<SinkRecord> high = new FieldMatches.Value<>();
                Filter<SinkRecord> drop = new Filter<>()) {
            high.configure(config);
            for (double score : new double[] {0.1, Math.nextDown(0.8), 0.8, 0.9}) {
                SinkRecord record = Houses.record(null, Map.of("prediction", score));
                SinkRecord left = high.test(record) ? record : drop.apply(record);
                assertThat(left == null).as("%s is dropped", score).isEqualTo(score < 0.8);
            }
        }
    }
}
