package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void base64Text_namesTheTwoSettings() {
        Map<String, Object> house = Houses.map();
        house.put("sqft", "A5O4");
        assertThatThrownBy(() -> price(house))
                .hasMessageStartingWith("MOJO-D004")
                .hasMessageContaining("decimal.handling.mode")
                .hasMessageContaining("decimal.format")
                .hasMessageNotContaining("A5O4");
        house.put("sqft", "2,342");
        assertThatThrownBy(() -> price(house)).hasMessageNotContaining("decimal.format");
    }
}
