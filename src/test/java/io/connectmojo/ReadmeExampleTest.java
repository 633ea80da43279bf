package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageRunner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** The example at the top of the README is a house of this repository, with the price that H2O's cluster predicted for it. */
class ReadmeExampleTest {
    private static final Pattern RECORD_OUT =
            Pattern.compile("→ +\\{\"sqft\": (\\d+), \"has_pool\": (\\w+), …, \"prediction\": ([\\d.]+)}");

    @Test
    void recordAtTheTop_hasThePredictionOfTheCluster() throws Exception {
        MatchResult shown = RECORD_OUT
                .matcher(PageRunner.README_RECORD.item().text())
                .results()
                .findFirst()
                .orElseThrow();
        String line = Houses.MODEL.lines("records.jsonl").get(0);
        JsonNode house = new ObjectMapper().readTree(line);

        assertThat(shown.group(1)).isEqualTo(house.get("sqft").asText());
        assertThat(shown.group(2)).isEqualTo(house.get("has_pool").asText());
        assertThat(shown.group(3)).isEqualTo(Houses.MODEL.csv("expected.csv").cell(0, "predict"));
        try (var scorer = Houses.scorer("input.format", "json")) {
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, line)).value())
                    .isEqualTo(line.replace("}", ",\"prediction\":" + shown.group(3) + "}"));
        }
    }
}
