package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.sink.SinkRecord;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents as MongoDB's own library writes them, canonical and relaxed, as Maps and as JSON text. */
class MongoRecordsTest {
    private static final Document HOUSE = new Document(Houses.map())
            .append("sqft", 2342L)
            .append("stories", 1)
            .append("number_bedrooms", 3)
            .append("lot_size_acres", Decimal128.parse("0.4"))
            .append("house_age_years", 4.0);

    private static String json(Document document, JsonMode mode) {
        return document.toJson(JsonWriterSettings.builder().outputMode(mode).build());
    }

    private static Object price(Object value, String... settings) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(settings)) {
            Object scored = scorer.apply(Houses.record(null, value)).value();
            Map<?, ?> fields =
                    scored instanceof Map<?, ?> map ? map : new ObjectMapper().readValue((String) scored, Map.class);
            return fields.get("prediction");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTENDED", "RELAXED"})
    void document_isScoredAsItsValues(JsonMode mode) throws Exception {
        String json = json(HOUSE, mode);
        assertThat(json).contains("$numberDecimal");
        assertThat(price(json, "input.format", "json")).isEqualTo(Houses.price());
        assertThat(price(new ObjectMapper().readValue(json, Map.class))).isEqualTo(Houses.price());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTENDED", "RELAXED"})
    void vectorOfNumbers_isScoredAsItsValues(JsonMode mode) throws Exception {
        List<String> numbers = List.of("sqft", "lot_size_acres", "stories", "number_bedrooms", "number_bathrooms");
        Document rest = new Document(HOUSE);
        numbers.forEach(rest::remove);
        rest.append("v", numbers.stream().map(HOUSE::get).toList());
        assertThat(price(json(rest, mode), "input.format", "json", "input.vector.field", "v"))
                .isEqualTo(Houses.price());
    }

    @Test
    void anyOtherObject_isInvalid() {
        Map<String, Object> house = Houses.map();
        house.put("sqft", Map.of("$numberLong", "many"));
        assertThatThrownBy(() -> price(house))
                .hasMessageStartingWith("MOJO-D004")
                .hasMessageContaining("field 'sqft' of type MAP")
                .hasMessageNotContaining("many");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTENDED", "RELAXED"})
    void offset_isItsValue(JsonMode mode) throws Exception {
        ModelFolder folder = ModelFolder.of("trained/gbm_offset_poisson");
        CsvFile input = folder.input();
        String column = folder.offsetColumn();
        Oracle oracle = new Oracle(folder.model());
        String[] settings = {
            "model.path", folder.model().toString(), "input.offset.field", "at.risk", "input.missing.columns", "na"
        };
        int compared = 0;
        for (int row = 0; row < input.rows().size(); row++) {
            var expected = oracle.answer(input, row, column);
            if (expected.isEmpty()) {
                continue;
            }
            Document fields = new Document();
            for (String name : input.header()) {
                if (!name.equals(column)) {
                    fields.append(name, input.cell(row, name));
                }
            }
            double offset = Double.parseDouble(input.cell(row, column));
            for (Object given : new Object[] {offset, Decimal128.parse(input.cell(row, column))}) {
                String json = json(new Document(fields).append("at", new Document("risk", given)), mode);
                Object value = expected.get().get("value");
                assertThat(price(new ObjectMapper().readValue(json, Map.class), settings))
                        .isEqualTo(value);
                String[] ofJson = Arrays.copyOf(settings, settings.length + 2);
                ofJson[settings.length] = "input.format";
                ofJson[settings.length + 1] = "json";
                assertThat(price(json, ofJson)).isEqualTo(value);
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource({"EXTENDED, json", "EXTENDED, map", "RELAXED, json", "RELAXED, map"})
    void outcome_isItsValue(JsonMode mode, String form) throws Exception {
        String id = UUID.randomUUID().toString();
        ShownMetrics shown = new ShownMetrics(id);
        List<String> settings = new ArrayList<>(List.of("metrics.id", id, "outcome.field", "sold.price"));
        if (form.equals("json")) {
            settings.addAll(List.of("input.format", "json"));
        }
        List<Object> outcomes = List.of(
                Houses.price() + 2,
                Decimal128.parse(BigDecimal.valueOf(Houses.price()).toPlainString()),
                (long) Houses.price() - 4,
                (int) Houses.price() + 6);
        double off = 0;
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(settings.toArray(String[]::new))) {
            for (Object outcome : outcomes) {
                String json = json(new Document(HOUSE).append("sold", new Document("price", outcome)), mode);
                Object value = form.equals("json") ? json : new ObjectMapper().readValue(json, Map.class);
                scorer.apply(Houses.record(null, value));
                double actual = outcome instanceof Decimal128 decimal
                        ? decimal.bigDecimalValue().doubleValue()
                        : ((Number) outcome).doubleValue();
                off += Math.abs(actual - Houses.price());
            }
            assertThat(shown.get("outcomes-invalid-total")).isEqualTo(0L);
            assertThat(shown.get("outcomes", ",window=total")).isEqualTo((long) outcomes.size());
            assertThat((Double) shown.get("mae", ",window=total")).isCloseTo(off / outcomes.size(), within(1e-6));
            Map<String, Object> house = Houses.map();
            house.put("sold", Map.of("price", Map.of("$numberLong", "many")));
            Object value = form.equals("json") ? new ObjectMapper().writeValueAsString(house) : house;
            scorer.apply(Houses.record(null, value));
            assertThat(shown.get("outcomes-invalid-total")).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTENDED", "RELAXED"})
    void outcomeOfAClass_isTheLevelOfItsNumber(JsonMode mode) throws Exception {
        ModelFolder folder = ModelFolder.of("trained/gbm_numeric_labels_multinomial");
        CsvFile input = folder.input();
        String id = UUID.randomUUID().toString();
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("model.path", folder.model().toString(), "metrics.id", id, "outcome.field", "what.was")) {
            for (int row = 0; row < input.rows().size(); row++) {
                Document fields = new Document();
                for (String name : input.header()) {
                    fields.append(name, input.cell(row, name));
                }
                long label = Long.parseLong(folder.csv("expected.csv").cell(row, "predict"));
                fields.append("what", new Document("was", label));
                scorer.apply(Houses.record(null, new ObjectMapper().readValue(json(fields, mode), Map.class)));
            }
            ShownMetrics shown = new ShownMetrics(id);
            assertThat(shown.get("outcomes", ",window=total"))
                    .isEqualTo((long) input.rows().size());
            assertThat(shown.get("accuracy", ",window=total")).isEqualTo(1.0);
        }
    }

    @Test
    void base64Text_theFixNamesTheTwoSettings() {
        Map<String, Object> house = Houses.map();
        house.put("sqft", "A5O4");
        assertThatThrownBy(() -> price(house))
                .hasMessageStartingWith("MOJO-D004")
                .hasMessageNotContaining("A5O4")
                .satisfies(e -> assertThat(fix(e)).contains("decimal.handling.mode=double", "decimal.format=NUMERIC"));
        house.put("sqft", "2,342");
        assertThatThrownBy(() -> price(house)).hasMessageNotContaining("decimal.format");
    }

    @Test
    void base64TextAmongOthers_hasItsOwnFix() {
        Map<String, Object> house = Houses.map();
        house.put("sqft", "2,342");
        house.put("house_age_years", "A5O4");
        assertThatThrownBy(() -> price(house))
                .hasMessageStartingWith("MOJO-D004")
                .hasMessageMatching("(?s).*'house_age_years'[^\n]*; fix: [^\n]*decimal.format=NUMERIC.*")
                .satisfies(e ->
                        assertThat(fix(e)).contains("input.invalid.values=na").doesNotContain("decimal.format"));
    }

    @Test
    void base64Offset_theFixNamesTheTwoSettings() {
        ModelFolder folder = ModelFolder.of("trained/gbm_offset_poisson");
        Map<String, Object> row = new HashMap<>(Map.of("at", "A5O4"));
        folder.input()
                .header()
                .forEach(name -> row.putIfAbsent(name, folder.input().cell(0, name)));
        assertThatThrownBy(() -> price(row, "model.path", folder.model().toString(), "input.offset.field", "at"))
                .hasMessageStartingWith("MOJO-D010")
                .satisfies(e -> assertThat(fix(e)).contains("decimal.handling.mode=double", "decimal.format=NUMERIC"));
    }

    /** What the first line of a message says of the fix. */
    private static String fix(Throwable refusal) {
        String line = refusal.getMessage().lines().findFirst().orElseThrow();
        assertThat(line).contains(". Fix: ");
        return line.substring(line.indexOf(". Fix: "));
    }
}
