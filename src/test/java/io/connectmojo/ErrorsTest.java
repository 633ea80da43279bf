package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.ModelFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** A record that cannot be scored: told in one line without its values, or passed on with null outputs. */
class ErrorsTest {
    private static void assertRefused(Object value, Schema schema, String message, String... settings) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(settings)) {
            assertThatThrownBy(() -> scorer.apply(Houses.record(schema, value)))
                    .isExactlyInstanceOf(DataException.class)
                    .isNotInstanceOf(RetriableException.class)
                    .hasMessageStartingWith(message)
                    .hasMessageContaining("Fix: ")
                    .hasMessageNotContaining("secret")
                    .satisfies(
                            e -> assertThat(e.getMessage().lines().findFirst().orElseThrow())
                                    .hasSizeLessThanOrEqualTo(240));
        }
    }

    @Test
    void everyMissingColumnIsNamedWithTheNearestField() {
        Map<String, Object> house = Houses.map();
        house.put("hasPool", house.remove("has_pool"));
        house.remove("sqft");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer()) {
            assertThatThrownBy(() -> scorer.apply(Houses.record(null, house)))
                    .hasMessageStartingWith("MOJO-D002 ")
                    .hasMessageContaining("'sqft'")
                    .hasMessageContaining("'has_pool'")
                    .hasMessageContaining("hasPool");
        }
    }

    @Test
    void aRecordWithoutAnyColumnIsRefusedWhateverIsConfigured() {
        assertRefused(Map.of("other", "secret"), null, "MOJO-D003 ", "input.missing.columns", "na");
        Schema schema =
                SchemaBuilder.struct().field("other", Schema.STRING_SCHEMA).build();
        assertRefused(new Struct(schema).put("other", "secret"), schema, "MOJO-D003 ", "input.missing.columns", "na");
    }

    @Test
    void aWrongTextOrTypeIsInvalid() {
        Map<String, Object> text = Houses.map();
        text.put("sqft", "secret");
        assertRefused(text, null, "MOJO-D004 ");
        Map<String, Object> list = Houses.map();
        list.put("sqft", List.of("secret"));
        assertRefused(list, null, "MOJO-D004 ");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("input.invalid.values", "na")) {
            assertThat(((Map<?, ?>) scorer.apply(Houses.record(null, text)).value()).get("prediction"))
                    .isEqualTo(Houses.price(Map.of("sqft", Double.NaN)));
        }
    }

    @Test
    void anUnseenLevelIsMissingOrRefused() {
        Map<String, Object> house = Houses.map();
        house.put("main_flooring_type", "secret");
        assertRefused(house, null, "MOJO-D005 ", "input.unknown.levels", "fail");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer()) {
            assertThat(((Map<?, ?>) scorer.apply(Houses.record(null, house)).value()).get("prediction"))
                    .isEqualTo(Houses.price(Map.of("main_flooring_type", Double.NaN)));
        }
    }

    @Test
    void aRecordOfAnotherClassNamesTheSettingThatHelps() {
        assertRefused(
                Houses.json(),
                Schema.STRING_SCHEMA,
                "MOJO-D001 The record is of class String [input.format=connect] - ");
        assertRefused(7, Schema.INT32_SCHEMA, "MOJO-D001 The record is of class Integer ");
        assertRefused(
                Houses.map(),
                null,
                "MOJO-D001 The record is of class LinkedHashMap [input.format=json] - ",
                "input.format",
                "json");
        Schema maps =
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build();
        assertRefused(Map.of("sqft", "1"), maps, "MOJO-D001 ");
        assertRefused("{\"secret", Schema.STRING_SCHEMA, "MOJO-D007 ", "input.format", "json");
        assertRefused("{}", Schema.STRING_SCHEMA, "MOJO-D003 ", "input.format", "json");
        assertRefused(
                "1,secret",
                Schema.STRING_SCHEMA,
                "MOJO-D008 ",
                "input.format",
                "delimited",
                "input.delimited.columns",
                "sqft");
    }

    @Test
    void onErrorNull_passesTheRecordWithNullOutputsPlusHeader() {
        Map<String, Object> house = Houses.map();
        house.put("sqft", "secret");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("on.error", "null", "output.include", "model")) {
            SinkRecord before = Houses.record(null, house);
            before.headers().addString("mojo.error", "an older one");
            SinkRecord after = scorer.apply(before);
            Map<String, Object> expected = new LinkedHashMap<>(house);
            expected.put("prediction", null);
            expected.put("prediction_model", null);
            assertThat(after.value()).isEqualTo(expected);
            assertThat(after.headers()).hasSize(1);
            assertThat((String) after.headers().lastWithName("mojo.error").value())
                    .startsWith("MOJO-D004 ")
                    .doesNotContain("\n", "secret");
            assertThat(before.headers().lastWithName("mojo.error").value()).isEqualTo("an older one");
        }
    }

    @Test
    void withNullOnErrorAStructKeepsItsOutputSchema() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("on.error", "null", "input.unknown.levels", "fail")) {
            SinkRecord good = scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct()));
            SinkRecord bad =
                    scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct().put("main_flooring_type", "secret")));
            assertThat(bad.valueSchema()).isSameAs(good.valueSchema());
            assertThat(((Struct) bad.value()).get("prediction")).isNull();
            assertThat(((Struct) bad.value()).get("main_flooring_type")).isEqualTo("secret");
        }
    }

    @Test
    void withNullOnErrorWhatCannotBeReadPassesUnchanged() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("on.error", "null", "input.format", "json")) {
            SinkRecord good = scorer.apply(Houses.record(Schema.STRING_SCHEMA, Houses.json()));
            assertThat(good.headers()).isEmpty();
            SinkRecord after = scorer.apply(Houses.record(Schema.STRING_SCHEMA, "{\"open"));
            assertThat(after.value()).isEqualTo("{\"open");
            assertThat((String) after.headers().lastWithName("mojo.error").value())
                    .startsWith("MOJO-D007 ");
            SinkRecord number = scorer.apply(Houses.record(Schema.INT32_SCHEMA, 7));
            assertThat(number.value()).isEqualTo(7);
            assertThat((String) number.headers().lastWithName("mojo.error").value())
                    .startsWith("MOJO-D001 ");
        }
    }

    @Test
    void predictionWithinItsType_isAccepted() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("output.type", "int32", "output.field", "p")) {
            assertThat(((Map<?, ?>) scorer.apply(Houses.record(null, Houses.map()))
                                    .value())
                            .get("p"))
                    .isInstanceOf(Integer.class);
        }
    }

    @Test
    void predictionOutsideItsType_isRefused() {
        String linear = ModelFolder.of("trained/glm_gaussian").model().toString();
        Map<String, Object> rich = new LinkedHashMap<>(Map.of("age", 61, "income", 1e300, "visits", 7, "tenure", 0.2));
        rich.putAll(Map.of("region", "north", "plan", "basic", "city", "Isle"));
        assertRefused(rich, null, "MOJO-D013 ", "model.path", linear, "output.type", "int32");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("model.path", linear, "output.type", "float64")) {
            Map<?, ?> scored =
                    (Map<?, ?>) scorer.apply(Houses.record(null, rich)).value();
            assertThat((Double) scored.get("prediction"))
                    .satisfies(p -> assertThat(Math.abs(p)).isGreaterThan(1e200));
        }
    }
}
