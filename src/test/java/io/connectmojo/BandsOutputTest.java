package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code output.bands} in records of every kind, and in those that fail. */
class BandsOutputTest {
    /** The house's own price is the bound: it belongs to the band above. */
    private static String bands() {
        return "`up to, here`:" + Houses.price() + ",above";
    }

    private static String cheaper() {
        return "`up to, here`:" + Math.nextUp(Houses.price()) + ",above";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void structAndMap_getTheBandLast(boolean nested) {
        String layout = nested ? "nested" : "flat";
        try (MojoScorer.Value<SinkRecord> at = Houses.scorer("output.bands", bands(), "output.layout", layout);
                MojoScorer.Value<SinkRecord> below =
                        Houses.scorer("output.bands", cheaper(), "output.layout", layout)) {
            Struct struct = (Struct)
                    at.apply(Houses.record(Houses.SCHEMA, Houses.struct())).value();
            Map<?, ?> map =
                    (Map<?, ?>) below.apply(Houses.record(null, Houses.map())).value();
            if (nested) {
                assertThat(struct.getStruct("prediction").getString("band")).isEqualTo("above");
                assertThat(((Map<?, ?>) map.get("prediction")).get("band")).isEqualTo("up to, here");
            } else {
                assertThat(struct.getString("prediction_band")).isEqualTo("above");
                assertThat(map.get("prediction_band")).isEqualTo("up to, here");
            }
        }
    }

    @Test
    void jsonAndLine_getTheBandAsText() throws Exception {
        try (MojoScorer.Value<SinkRecord> json = Houses.scorer("output.bands", bands(), "input.format", "json");
                MojoScorer.Value<SinkRecord> line = Houses.scorer(
                        "output.bands",
                        cheaper(),
                        "input.format",
                        "delimited",
                        "input.delimited.columns",
                        Houses.COLUMNS)) {
            String text = (String) json.apply(Houses.record(Schema.STRING_SCHEMA, Houses.json()))
                    .value();
            assertThat(new ObjectMapper().readTree(text).get("prediction_band").asText())
                    .isEqualTo("above");
            String cells = "h-1,2342,0.4,1,3,3,yes,no,yes,hardwood,yes,4";
            assertThat(line.apply(Houses.record(Schema.STRING_SCHEMA, cells)).value())
                    .isEqualTo(cells + "," + Houses.price() + ",\"up to, here\"");
        }
    }

    @Test
    void headers_getTheBandBesideThePrediction() {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.bands", bands(), "output.destination", "headers")) {
            SinkRecord scored = scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct()));
            Header band = scored.headers().lastWithName("mojo.prediction_band");
            assertThat(band.value()).isEqualTo("above");
            assertThat(band.schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        }
    }

    @Test
    void failedRecord_hasANullBand() {
        Map<String, Object> house = new LinkedHashMap<>(Houses.map());
        house.put("sqft", "many");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("output.bands", bands(), "on.error", "null")) {
            Map<?, ?> failed =
                    (Map<?, ?>) scorer.apply(Houses.record(null, house)).value();
            assertThat(failed.containsKey("prediction_band")).isTrue();
            assertThat(failed.get("prediction_band")).isNull();
        }
    }
}
