package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hex.genmodel.MojoModel;
import io.connectmojo.QualityOutputTest.Form;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code out_of_range} of {@code output.include=quality} against a plain count from the profile's own text. */
class OutOfRangeOutputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNT = "prediction_out_of_range";

    @TempDir
    Path folder;

    private MojoModel h2o;

    @BeforeEach
    void putTheModelThere() throws Exception {
        Files.copy(Houses.MODEL.model(), folder.resolve("model.zip"));
        h2o = MojoModel.load(Houses.MODEL.model().toString());
    }

    private MojoScorer.Value<SinkRecord> scorer(String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("model.path", folder.resolve("model.zip").toString());
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    private static ObjectNode shipped() throws Exception {
        return (ObjectNode) JSON.readTree(
                Houses.MODEL.model().resolveSibling("model.profile.json").toFile());
    }

    /** The profile of data without the smallest and largest numbers, and without one level of each column. */
    private static ObjectNode narrowed() throws Exception {
        ObjectNode profile = shipped();
        for (JsonNode node : profile.get("columns")) {
            ObjectNode column = (ObjectNode) node;
            if (column.has("levels")) {
                ObjectNode levels = (ObjectNode) column.get("levels");
                levels.remove(levels.fieldNames().next());
            } else {
                ArrayNode edges = (ArrayNode) column.get("edges");
                ArrayNode counts = (ArrayNode) column.get("counts");
                edges.remove(edges.size() - 1);
                counts.remove(counts.size() - 1);
                edges.remove(0);
                counts.remove(0);
                column.set("min", edges.get(0));
                column.set("max", edges.get(edges.size() - 1));
            }
        }
        return profile;
    }

    /** The same, when it does not name all levels that it has seen, and does not describe a column. */
    private static ObjectNode vague() throws Exception {
        ObjectNode profile = narrowed();
        ArrayNode columns = (ArrayNode) profile.get("columns");
        for (JsonNode node : columns) {
            if (node.has("levels") && !node.get("name").asText().equals("has_pool")) {
                ((ObjectNode) node).put("other", 0.1);
            }
        }
        columns.remove(0);
        return profile;
    }

    private void write(JsonNode profile) throws Exception {
        Path next = Files.write(folder.resolve("next"), JSON.writeValueAsBytes(profile));
        Files.move(
                next,
                folder.resolve("model.profile.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The records of the example, and some that H2O's model does not know as such. */
    private static List<Map<String, Object>> houses() throws Exception {
        CsvFile input = Houses.MODEL.input();
        List<Map<String, Object>> houses = new ArrayList<>();
        for (int i = 0; i < input.rows().size(); i++) {
            Map<String, Object> house = new LinkedHashMap<>();
            house.put("id", "h-" + i);
            for (String column : input.header()) {
                house.put(column, input.cell(i, column));
            }
            houses.add(house);
            Map<String, Object> strange = new LinkedHashMap<>(house);
            strange.put("sqft", i % 2 == 0 ? "0" : "1e9");
            strange.put("house_age_years", "80.5");
            strange.put("main_flooring_type", i % 3 == 0 ? "marble" : house.get("main_flooring_type"));
            houses.add(strange);
        }
        return houses;
    }

    /** Levels that training did not see are no cells of the model; its columns are in no other way looked at. */
    private int plainCount(JsonNode profile, Map<String, Object> house) {
        int count = 0;
        for (JsonNode column : profile.get("columns")) {
            String name = column.get("name").asText();
            Object cell = house.get(name);
            if (cell == null || cell.equals("")) {
                continue;
            }
            if (column.has("levels")) {
                boolean known = Arrays.asList(h2o.getDomainValues(name)).contains(cell);
                count += known
                                && !column.get("levels").has((String) cell)
                                && column.get("other").doubleValue() == 0
                        ? 1
                        : 0;
            } else {
                double number = Double.parseDouble((String) cell);
                count += number < column.get("min").doubleValue()
                                || number > column.get("max").doubleValue()
                        ? 1
                        : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource
    void cells_areCountedAsTheProfileSays(Form form) throws Exception {
        for (ObjectNode profile : List.of(shipped(), narrowed(), vague())) {
            write(profile);
            List<Integer> counts = new ArrayList<>();
            try (MojoScorer.Value<SinkRecord> flat = scorer(form.settings());
                    MojoScorer.Value<SinkRecord> headers = scorer(form.settings("output.destination", "headers"))) {
                for (Map<String, Object> house : houses()) {
                    int expected = plainCount(profile, house);
                    counts.add(expected);
                    SinkRecord record = form.record(house);
                    assertThat(form.added(flat.apply(record)).get(COUNT).toString())
                            .as("%s", house)
                            .isEqualTo(Integer.toString(expected));
                    assertThat(headers.apply(record)
                                    .headers()
                                    .lastWithName("mojo." + COUNT)
                                    .value())
                            .isEqualTo(expected);
                }
            }
            assertThat(counts).contains(0, 2);
        }
    }

    @Test
    void dataOfTheProfile_areAllInRange() throws Exception {
        for (String example : List.of("house-prices", "airline-delays")) {
            ModelFolder model = ModelFolder.of(example);
            Map<String, String> config = Houses.config("output.include", "quality");
            config.put("model.path", model.model().toString());
            try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
                scorer.configure(config);
                for (int i = 0; i < model.input().rows().size(); i++) {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    for (String column : model.input().header()) {
                        fields.put(column, model.input().cell(i, column));
                    }
                    Map<?, ?> scored = (Map<?, ?>)
                            scorer.apply(Houses.record(null, fields)).value();
                    assertThat(scored.get(COUNT)).as("%s %s", example, i).isEqualTo(0);
                }
            }
        }
    }

    @Test
    void cellThatTakesADefault_countsAsTheDefault() throws Exception {
        write(shipped());
        Map<String, Object> house = Houses.map();
        house.remove("sqft");
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer("output.include", "quality", "input.defaults", "sqft:1000000")) {
            Map<?, ?> scored =
                    (Map<?, ?>) scorer.apply(Houses.record(null, house)).value();
            assertThat(scored.get("prediction_missing")).isEqualTo(0);
            assertThat(scored.get(COUNT)).isEqualTo(1);
        }
    }

    @Test
    void noProfile_hasNoField() throws Exception {
        try (MojoScorer.Value<SinkRecord> without = scorer("output.include", "quality")) {
            assertThat(values(without)).containsKey("prediction_invalid").doesNotContainKey(COUNT);
        }
        write(shipped());
        try (MojoScorer.Value<SinkRecord> off = scorer("output.include", "quality", "model.profile", "none");
                MojoScorer.Value<SinkRecord> notAsked = scorer()) {
            assertThat(values(off)).containsKey("prediction_invalid").doesNotContainKey(COUNT);
            assertThat(values(notAsked)).doesNotContainKey(COUNT);
        }
    }

    @Test
    void reload_takesAnotherProfileButNotNone() throws Exception {
        write(shipped());
        try (MojoScorer.Value<SinkRecord> scorer = reloading("another-range")) {
            assertThat(values(scorer)).containsEntry(COUNT, 0);
            Files.delete(folder.resolve("model.profile.json"));
            awaitRefusal("another-range", scorer);
            assertThat(values(scorer)).containsEntry(COUNT, 0);
            ObjectNode other = narrowed();
            int expected = plainCount(other, texts());
            assertThat(expected).isPositive();
            write(other);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> values(scorer).get(COUNT).equals(expected));
        }
    }

    @Test
    void reload_refusesAProfileThatIsNew() throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = reloading("new-range")) {
            assertThat(values(scorer)).doesNotContainKey(COUNT);
            write(shipped());
            awaitRefusal("new-range", scorer);
            assertThat(values(scorer)).doesNotContainKey(COUNT);
        }
    }

    private MojoScorer.Value<SinkRecord> reloading(String id) {
        return scorer("output.include", "quality", "model.reload.interval.ms", "1000", "metrics.id", id);
    }

    private static void awaitRefusal(String id, MojoScorer.Value<SinkRecord> scorer) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            values(scorer);
            return new ShownMetrics(id).get("model-problem").equals("M030");
        });
    }

    private static Map<String, Object> values(MojoScorer.Value<SinkRecord> scorer) {
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) scorer.apply(Houses.record(null, Houses.map())).value())
                .forEach((name, value) -> values.put((String) name, value));
        return values;
    }

    /** The house, as its cells would stand in a file. */
    private static Map<String, Object> texts() {
        Map<String, Object> house = Houses.map();
        house.replaceAll((name, value) -> value instanceof Boolean flag ? flag ? "yes" : "no" : value.toString());
        return house;
    }
}
