package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.docs.PageRunner;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The worked example on reason codes is a flight of this repository, and its numbers add up to the probability. */
class ContributionExampleTest {
    private static final ModelFolder MODEL = ModelFolder.of("airline-delays");

    @Test
    void example_addsUpToTheProbability() throws IOException {
        ObjectNode flight = flight();
        JsonNode scored = score(flight);
        StringBuilder page = new StringBuilder("\n```json\n").append(flight).append("\n```\n\n");
        page.append("| output | value |\n|---|---|\n");
        double margin = 0;
        for (Map.Entry<String, JsonNode> output : scored.properties()) {
            if (!flight.has(output.getKey())) {
                JsonNode value = output.getValue();
                page.append("| `").append(output.getKey()).append("` | ");
                page.append(value.isTextual() ? "`" + value.asText() + "`" : number(value.asDouble()))
                        .append(" |\n");
                boolean summand = output.getKey().matches(".*_(value|rest|bias)");
                margin += summand ? value.asDouble() : 0;
            }
        }
        double probability = 1 / (1 + Math.exp(-margin));
        assertThat(probability).isCloseTo(scored.get("prediction_p_YES").asDouble(), offset(1e-12));
        page.append("\nThe reasons, the rest and the bias add up to ").append(number(margin));
        page.append(", the log-odds of `YES`; 1 / (1 + e^−(")
                .append(number(margin))
                .append(")) is ");
        page.append(number(probability)).append(", the probability `prediction_p_YES`.\n");
        GeneratedPage.agrees(Path.of("docs/outputs.md"), "contribution-example", page.toString());
    }

    private static ObjectNode flight() {
        CsvFile input = MODEL.input();
        ObjectNode flight = new ObjectMapper().createObjectNode();
        for (String column : input.header()) {
            String cell = input.cell(0, column);
            if (cell.matches("-?\\d+")) {
                flight.put(column, Integer.parseInt(cell));
            } else {
                flight.put(column, cell);
            }
        }
        return flight;
    }

    private static JsonNode score(ObjectNode flight) throws IOException {
        Properties shown = new Properties();
        shown.load(new StringReader(PageRunner.CONTRIBUTIONS.item().text()));
        Map<String, String> config = new HashMap<>();
        shown.forEach((name, value) -> config.put((String) name, (String) value));
        config.put("model.path", MODEL.model().toString());
        config.put("input.format", "json");
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(config);
            SinkRecord record = new SinkRecord("flights", 0, null, null, Schema.STRING_SCHEMA, flight.toString(), 0);
            return new ObjectMapper().readTree((String) scorer.apply(record).value());
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value).replace('-', '−');
    }
}
