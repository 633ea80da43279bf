package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of contributions through the whole transform. */
class ContributionSettingsTest {
    private static final List<String> MEASURES = List.of("sepal_length", "sepal_width", "petal_length", "petal_width");
    private static final double[] FLOWER = {6.1, 2.8, 4.7, 1.2};

    private static MojoScorer.Value<SinkRecord> scorer(String model, String... settings) {
        Map<String, String> config = new HashMap<>();
        config.put("model.path", ModelFolder.of(model).model().toString());
        config.put("output.include", "contributions,probabilities");
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    private static SinkRecord record(Schema schema, Object value) {
        return new SinkRecord("flowers", 0, null, null, schema, value, 0);
    }

    private static String json() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < FLOWER.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(MEASURES.get(i))
                    .append("\":")
                    .append(FLOWER[i]);
        }
        return json.append('}').toString();
    }

    private static Struct struct() {
        SchemaBuilder schema = SchemaBuilder.struct();
        MEASURES.forEach(name -> schema.field(name, Schema.FLOAT64_SCHEMA));
        Struct struct = new Struct(schema.build());
        for (int i = 0; i < FLOWER.length; i++) {
            struct.put(MEASURES.get(i), FLOWER[i]);
        }
        return struct;
    }

    @Test
    void contributionsOfAllClasses_areTheSameInEveryFormat() throws Exception {
        JsonNode text;
        try (var scorer = scorer(
                "iris", "input.format", "json", "output.layout", "nested", "output.contributions.class", "all")) {
            String out =
                    (String) scorer.apply(record(Schema.STRING_SCHEMA, json())).value();
            text = new ObjectMapper().readTree(out).get("prediction").get("contributions");
        }
        assertThat(text).hasSize(3);
        Struct struct = struct();
        Map<?, ?> nested;
        try (var scorer = scorer("iris", "output.layout", "nested", "output.contributions.class", "all")) {
            Struct out = (Struct) scorer.apply(record(struct.schema(), struct)).value();
            nested = out.getStruct("prediction").getMap("contributions");
        }
        try (var scorer = scorer("iris", "output.contributions.class", "all")) {
            Struct flat = (Struct) scorer.apply(record(struct.schema(), struct)).value();
            nested.forEach((label, byColumn) -> ((Map<?, ?>) byColumn).forEach((column, value) -> {
                String name = "prediction_contribution_" + ((String) label).replace('-', '_') + "_" + column;
                assertThat(flat.getFloat64(name)).as(name).isEqualTo(value);
                assertThat(text.get((String) label).get((String) column).asDouble())
                        .isEqualTo(value);
            }));
        }
    }

    @Test
    void contributionsOfAMultinomialModel_giveItsProbabilities() {
        Struct struct = struct();
        try (var scorer = scorer("iris", "output.layout", "nested", "output.contributions.class", "all")) {
            Struct out = ((Struct) scorer.apply(record(struct.schema(), struct)).value()).getStruct("prediction");
            Map<String, Map<String, Double>> contributions = out.getMap("contributions");
            Map<String, Double> probabilities = out.getMap("probabilities");
            double all = contributions.values().stream()
                    .mapToDouble(of -> Math.exp(sum(of)))
                    .sum();
            contributions.forEach((label, of) ->
                    assertThat(Math.exp(sum(of)) / all).isCloseTo(probabilities.get(label), offset(1e-12)));
        }
    }

    private static double sum(Map<String, Double> contributions) {
        return contributions.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iris | output.contributions.class | rose | MOJO-C004 | use predicted, all, or one of
            airline-delays | output.contributions.class | all | MOJO-C004 | remove output.contributions.class
            iris | output.contributions.min.score | 0.5 | MOJO-C004 | remove output.contributions.min.score
            trained/kmeans_raw | output.include | contributions | MOJO-C008 | use any of distances, previous, quality, error, model
            trained/ensemble_binomial | output.include | contributions | MOJO-C008 | use any of probabilities, previous, quality, error, model
            trained/glm_ordinal | output.include | contributions | MOJO-C008 | use any of probabilities, previous, quality, error, model
            trained/drf_double_trees | output.include | contributions | MOJO-C008 | use any of probabilities, leaf.nodes
            """)
    void whatTheModelCannotGive_isRefusedAtStart(String model, String key, String value, String code, String fix) {
        assertThatThrownBy(() -> scorer(model, key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(fix);
    }

    @Test
    void theReason_isPartOfTheRefusal() {
        assertThatThrownBy(() -> scorer("trained/ensemble_binomial", "output.include", "contributions"))
                .hasMessageContaining("its base models hand on probabilities");
        assertThatThrownBy(() -> scorer("trained/dl_tanh", "output.include", "contributions"))
                .hasMessageContaining("GBM, DRF, XGBoost, GLM, k-LIME");
    }

    @ParameterizedTest
    @CsvSource({"output.contributions.top,3", "output.contributions.min.score,0.5"})
    void settingOfContributions_needsThem(String key, String value) {
        assertThatThrownBy(() -> scorer("airline-delays", "output.include", "model", key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("MOJO-C013")
                .hasMessageContaining("Fix: add contributions to output.include, or remove " + key);
    }

    @Test
    void theLargestOfAllClasses_areNoSetting() {
        assertThatThrownBy(() -> scorer("iris", "output.contributions.class", "all", "output.contributions.top", "2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("MOJO-C013")
                .hasMessageContaining("output.contributions.top=0");
    }
}
