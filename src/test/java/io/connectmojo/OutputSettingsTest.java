package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputSettingsTest {
    private static Map<String, Object> scored(Map<String, Object> house, String... settings) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(settings)) {
            @SuppressWarnings("unchecked")
            Map<String, Object> value = (Map<String, Object>)
                    scorer.apply(Houses.record(null, house)).value();
            return value;
        }
    }

    private static Map<String, Object> houseWith(String name, Object value) {
        Map<String, Object> house = Houses.map();
        house.put(name, value);
        return house;
    }

    @Test
    void aNumberTakesTheTypeThatIsAskedFor() {
        double price = Houses.price();
        Map<String, Object> house = Houses.map();
        assertThat(scored(house, "output.type", "float64").get("prediction")).isEqualTo(price);
        assertThat(scored(house, "output.type", "float32").get("prediction")).isEqualTo((float) price);
        assertThat(scored(house, "output.type", "int64").get("prediction")).isEqualTo((long) Math.rint(price));
        assertThat(scored(house, "output.type", "int32").get("prediction")).isEqualTo((int) Math.rint(price));
        assertThat(scored(house, "output.type", "string").get("prediction")).isEqualTo(Double.toString(price));
        assertThatThrownBy(() -> Houses.scorer("output.type", "boolean"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-C010 ");
    }

    @Test
    void anExistingFieldIsRefusedReplacedOrKept() {
        Map<String, Object> house = houseWith("price", 1.5);
        assertThatThrownBy(() -> scored(house, "output.field", "price"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("MOJO-D006 The record already has 'price' [output.existing=fail] - ");
        assertThat(scored(house, "output.field", "price", "output.existing", "replace")
                        .get("price"))
                .isEqualTo(Houses.price());
        assertThat(scored(house, "output.field", "price", "output.existing", "keep")
                        .get("price"))
                .isEqualTo(1.5);
        assertThat(scored(houseWith("price", null), "output.field", "price", "output.existing", "keep")
                        .get("price"))
                .isEqualTo(Houses.price());
    }

    @Test
    void replacedFieldOfAStruct_keepsItsPlaceWithTheNewType() {
        SchemaBuilder builder = SchemaBuilder.struct().field("price", Schema.STRING_SCHEMA);
        Houses.SCHEMA.fields().forEach(field -> builder.field(field.name(), field.schema()));
        Schema schema = builder.build();
        Struct house = Houses.struct(schema).put("price", "unknown");
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.field", "price", "output.existing", "replace", "output.type", "int32")) {
            Struct scored = (Struct) scorer.apply(Houses.record(schema, house)).value();
            assertThat(scored.schema().fields().get(0).name()).isEqualTo("price");
            assertThat(scored.getInt32("price")).isEqualTo((int) Math.rint(Houses.price()));
        }
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("output.field", "price")) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> scorer.apply(Houses.record(schema, house)))
                        .hasMessageStartingWith("MOJO-D006 ");
            }
        }
    }

    @Test
    void aReplacedFeatureIsReadBeforeItIsReplaced() {
        assertThat(scored(Houses.map(), "output.field", "sqft", "output.existing", "replace")
                        .get("sqft"))
                .isEqualTo(Houses.price());
    }

    @Test
    void probabilitiesPlusModel_standBesideTheLabel() {
        ModelFolder airline = ModelFolder.of("airline-delays");
        CsvFile input = airline.input();
        CsvFile expected = airline.csv("expected.csv");
        Map<String, String> config = Houses.config(
                "model.path",
                airline.model().toString(),
                "output.include",
                "probabilities,model",
                "output.field",
                "late");
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(config);
            for (int row = 0; row < input.rows().size(); row++) {
                Map<String, Object> flight = new LinkedHashMap<>();
                for (String column : input.header()) {
                    flight.put(column, input.cell(row, column));
                }
                Map<?, ?> scored =
                        (Map<?, ?>) scorer.apply(Houses.record(null, flight)).value();
                assertThat(scored.get("late")).isEqualTo(expected.cell(row, "predict"));
                assertThat(scored.get("late_p_NO")).isEqualTo(Double.parseDouble(expected.cell(row, "NO")));
                assertThat(scored.get("late_p_YES")).isEqualTo(Double.parseDouble(expected.cell(row, "YES")));
                assertThat((String) scored.get("late_model")).matches("model@[0-9a-f]{12}");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0, YES", "1.1, NO"})
    void theThresholdDecidesTheLabel(double threshold, String label) {
        ModelFolder airline = ModelFolder.of("airline-delays");
        CsvFile input = airline.input();
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(Houses.config(
                    "model.path", airline.model().toString(), "output.threshold", Double.toString(threshold)));
            Map<String, Object> flight = new LinkedHashMap<>();
            for (String column : input.header()) {
                flight.put(column, input.cell(0, column));
            }
            assertThat(((Map<?, ?>) scorer.apply(Houses.record(null, flight)).value()).get("prediction"))
                    .isEqualTo(label);
        }
    }

    @Test
    void anIncludeThatTheModelCannotGiveIsRefusedWithWhatItCan() {
        assertThatThrownBy(() -> Houses.scorer("output.include", "probabilities,distances"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "MOJO-C008 The model cannot give probabilities, distances [output.include] - this Regression"
                                + " model has no such output. Fix: use any of contributions, leaf.nodes, staged.predictions, previous,"
                                + " quality, error, model, arm.");
    }

    @Test
    void contributions_addUpToThePredictionTopFirst() {
        Map<String, Object> all = scored(Houses.map(), "output.include", "contributions");
        double sum = all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("prediction_contribution_"))
                .mapToDouble(entry -> (Double) entry.getValue())
                .sum();
        assertThat(sum).isCloseTo(Houses.price(), org.assertj.core.data.Offset.offset(1.0));
        Map<String, Object> top =
                scored(Houses.map(), "output.include", "contributions", "output.contributions.top", "2");
        String first = (String) top.get("prediction_reason_1");
        String second = (String) top.get("prediction_reason_2");
        assertThat(top.get("prediction_reason_1_value")).isEqualTo(all.get("prediction_contribution_" + first));
        assertThat(Math.abs((Double) top.get("prediction_reason_1_value")))
                .isGreaterThanOrEqualTo(Math.abs((Double) top.get("prediction_reason_2_value")));
        assertThat(second).isNotEqualTo(first).isNotEqualTo("bias");
        assertThat(top).doesNotContainKey("prediction_reason_3");
    }

    @Test
    void nestedOutputIsOneNamedStruct() {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.layout", "nested", "output.include", "model", "output.field", "my price")) {
            Struct scored = (Struct)
                    scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct())).value();
            Struct nested = scored.getStruct("my price");
            assertThat(nested.schema().name()).isEqualTo("io.connectmojo.Regression.my_price");
            assertThat(nested.schema().isOptional()).isTrue();
            assertThat(nested.getFloat64("value")).isEqualTo(Houses.price());
            assertThat(nested.getString("model")).startsWith("model@");
        }
    }
}
