package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import io.connectmojo.row.DebeziumExample;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The example on the page about mapping: the event, the settings, and the row that the model scores. */
class ChangeEventPageTest {
    private static final Pattern CELL = Pattern.compile("\\| `(\\w+)` \\| (?:level `([^`]+)`|([\\d.]+)) \\|");

    @Test
    void event_isTheRecordOfTheExample() throws Exception {
        Struct change = DebeziumExample.change();
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), false);
            String written =
                    new String(converter.fromConnectData("t", change.schema(), change), StandardCharsets.UTF_8);
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(item("json", false).text())).isEqualTo(json.readTree(written));
        }
    }

    @Test
    void settings_makeTheRowOfTheTable() throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = scorer()) {
            Struct scored =
                    (Struct) scorer.apply(record(DebeziumExample.change())).value();
            assertThat(scored.getFloat64("prediction"))
                    .isEqualTo(new EasyPredictModelWrapper(new ChangeEventModel()).predictRegression(row()).value);
        }
    }

    @Test
    void deletedRow_passesUnchanged() throws Exception {
        String after = item("json", true).text();
        assertThat(after).isEqualTo("\"after\": null");
        Struct change = DebeziumExample.change().put("after", null).put("op", "d");
        SinkRecord deleted = record(change);
        try (MojoScorer.Value<SinkRecord> scorer = scorer()) {
            assertThat(scorer.apply(deleted)).isSameAs(deleted);
        }
    }

    /** As the table has it, in the words of H2O's wrapper. */
    private static RowData row() throws Exception {
        String page = Files.readString(Path.of("docs/mapping-and-coercion.md"));
        int begin = page.indexOf("The model scores this row:");
        RowData row = new RowData();
        for (MatchResult cell : CELL.matcher(page.substring(begin, page.indexOf("\n## ", begin)))
                .results()
                .toList()) {
            row.put(cell.group(1), cell.group(2) == null ? Double.valueOf(cell.group(3)) : cell.group(2));
        }
        assertThat(row).hasSize(5);
        return row;
    }

    private static MojoScorer.Value<SinkRecord> scorer() throws Exception {
        Properties shown = new Properties();
        shown.load(new StringReader(item("properties", false).text()));
        assertThat(shown.remove("transforms")).isEqualTo("score");
        Map<String, String> config = new HashMap<>();
        shown.forEach((name, value) ->
                config.put(((String) name).replaceFirst("^transforms\\.score\\.", ""), (String) value));
        assertThat(config.remove("type")).isEqualTo(MojoScorer.Value.class.getName());
        assertThat(config.remove("model.path")).isNotNull();
        config.put("model.class", ChangeEventModel.class.getName());
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    private static SinkRecord record(Struct value) {
        return new SinkRecord("shop.public.houses", 0, null, null, value.schema(), value, 0);
    }

    private static PageItem item(String language, boolean inline) {
        return PageRunner.CHANGE_EVENT.items().stream()
                .filter(item -> item.language().equals(language) && item.inline() == inline)
                .findFirst()
                .orElseThrow();
    }
}
