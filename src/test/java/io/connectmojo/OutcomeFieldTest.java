package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.connectmojo.cases.ModelFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that say what really happened, in every kind of record, against H2O's own predictions for the same rows. */
class OutcomeFieldTest {
    private static final ModelFolder IRIS = ModelFolder.of("iris");
    private static final List<String> FEATURES = List.of("sepal_length", "sepal_width", "petal_length", "petal_width");
    private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics shown = new ShownMetrics(id);

    private static Map<String, Object> row(int row) {
        Map<String, Object> record = new LinkedHashMap<>();
        FEATURES.forEach(name -> record.put(name, IRIS.input().cell(row, name)));
        // every fifth record claims the next species
        String expected = IRIS.csv("expected.csv").cell(row, "predict");
        record.put("species", row % 5 == 0 ? SPECIES.get((SPECIES.indexOf(expected) + 1) % 3) : expected);
        return record;
    }

    private static SinkRecord record(String kind, Map<String, Object> row) {
        return switch (kind) {
            case "struct" -> {
                SchemaBuilder builder = SchemaBuilder.struct();
                row.keySet().forEach(name -> builder.field(name, Schema.OPTIONAL_STRING_SCHEMA));
                Struct struct = new Struct(builder.build());
                row.forEach(struct::put);
                yield Houses.record(struct.schema(), struct);
            }
            case "map" -> Houses.record(null, row);
            case "json" -> {
                List<String> members = new ArrayList<>();
                row.forEach((name, value) ->
                        members.add("\"" + name + "\":" + (value == null ? "null" : "\"" + value + "\"")));
                yield Houses.record(Schema.STRING_SCHEMA, "{" + String.join(",", members) + "}");
            }
            default ->
                Houses.record(
                        Schema.STRING_SCHEMA,
                        String.join(
                                ",",
                                row.values().stream()
                                        .map(value -> value == null ? "" : value.toString())
                                        .toList()));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map", "json", "delimited"})
    void predictionsAreComparedWithWhatHappened(String kind) {
        int rows = IRIS.input().rows().size();
        Map<String, Long> pairs = new HashMap<>();
        double logLoss = 0;
        long correct = 0;
        Map<String, String> config = new HashMap<>(
                Map.of("model.path", IRIS.model().toString(), "metrics.id", id, "outcome.field", "species"));
        if (!kind.equals("struct") && !kind.equals("map")) {
            config.put("input.format", kind);
            config.put("input.delimited.columns", String.join(",", FEATURES) + ",species");
        }
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(config);
            for (int i = 0; i < rows; i++) {
                Map<String, Object> row = row(i);
                scorer.apply(record(kind, row));
                String actual = (String) row.get("species");
                String predicted = IRIS.csv("expected.csv").cell(i, "predict");
                pairs.merge(actual + ">" + predicted, 1L, Long::sum);
                correct += actual.equals(predicted) ? 1 : 0;
                logLoss -= Math.log(Math.max(
                        1e-15, Double.parseDouble(IRIS.csv("expected.csv").cell(i, actual))));
            }
            for (String actual : SPECIES) {
                for (String predicted : SPECIES) {
                    assertThat(shown.get(
                                    "outcome-pairs", ",actual=" + actual + ",predicted=" + predicted + ",window=total"))
                            .isEqualTo(pairs.getOrDefault(actual + ">" + predicted, 0L));
                }
            }
            assertThat(shown.get("outcomes", ",window=total")).isEqualTo((long) rows);
            assertThat(shown.get("accuracy", ",window=total")).isEqualTo((double) correct / rows);
            assertThat((Double) shown.get("log-loss", ",window=total")).isCloseTo(logLoss / rows, within(1e-6));
        }
    }

    @Test
    void recordWithoutOutcome_isScoredButNotCompared() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("metrics.id", id, "outcome.field", "sold.price")) {
            scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct()));
            Map<String, Object> house = Houses.map();
            scorer.apply(Houses.record(null, house));
            house.put("sold", Map.of("price", Houses.price() + 10));
            scorer.apply(Houses.record(null, house));
            house.put("sold", 3);
            scorer.apply(Houses.record(null, house));
            assertThat(shown.get("records-scored-total")).isEqualTo(4L);
            assertThat(shown.get("outcomes", ",window=total")).isEqualTo(1L);
            assertThat((Double) shown.get("mae", ",window=total")).isCloseTo(10, within(1e-6));
            assertThat(shown.get("outcomes-invalid-total")).isEqualTo(1L);
        }
    }

    @Test
    void aFieldThatIsAFeatureOrAModelWithoutOutcomesIsRefused() {
        assertThatThrownBy(() -> Houses.scorer("outcome.field", "sqft"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-C015 ")
                .hasMessageContaining("'sqft'");
        assertThatThrownBy(() -> Houses.scorer("outcome.field", "hasPool", "input.match", "relaxed"))
                .hasMessageStartingWith("MOJO-C015 ")
                .hasMessageContaining("'has_pool'");
        assertThatThrownBy(() -> Houses.scorer("outcome.field", "a.b", "input.fields", "sqft:a.b"))
                .hasMessageStartingWith("MOJO-C015 ");
        assertThatThrownBy(() -> Houses.scorer("outcome.field", "readings", "input.vector.field", "readings"))
                .hasMessageStartingWith("MOJO-C015 ")
                .hasMessageContaining("the vector is read from that field");
        ModelFolder clusters = ModelFolder.of("trained/kmeans_raw");
        assertThatThrownBy(() -> Houses.scorer("model.path", clusters.model().toString(), "outcome.field", "x"))
                .hasMessageStartingWith("MOJO-C015 ")
                .hasMessageContaining("Clustering");
    }
}
