package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code output.include=previous}: H2O's own answer for what the row was before, and no second answer where nothing has changed. */
class PreviousOutputTest {
    private static final Map<String, Object> ROW = ChangeEvents.row(Map.of("sqft", 1893, "has_pool", true));

    private static MojoScorer.Value<SinkRecord> scorer(ChangeEvents form, String... more) {
        String[] all = Arrays.copyOf(more, more.length + 4);
        all[more.length] = "input.root";
        all[more.length + 1] = "after";
        all[more.length + 2] = "output.include";
        all[more.length + 3] = "previous";
        return Houses.scorer(form.settings(all));
    }

    private static JsonNode scored(MojoScorer.Value<SinkRecord> scorer, Object event) {
        return ChangeEvents.tree(scorer.apply(ChangeEvents.record(event)).value());
    }

    @ParameterizedTest
    @EnumSource
    void update_tellsWhatWasPredictedBefore(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(form)) {
            JsonNode update = scored(scorer, form.event("u", ChangeEvents.row(Map.of("sqft", 935)), ROW));
            assertThat(update.get("prediction").asDouble())
                    .isEqualTo(Houses.price(Map.of("sqft", 1893.0, "has_pool", "yes")));
            assertThat(update.get("prediction_previous").asDouble()).isEqualTo(Houses.price(Map.of("sqft", 935.0)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void insertOrSnapshot_hasNull(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(form)) {
            scored(scorer, form.event("u", ChangeEvents.row(Map.of()), ROW));
            for (String op : new String[] {"c", "r"}) {
                JsonNode insert = scored(scorer, form.event(op, null, ROW));
                assertThat(insert.get("prediction").isNumber()).isTrue();
                assertThat(insert.get("prediction_previous").isNull()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void delete_passesUntouched(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(form)) {
            SinkRecord delete = ChangeEvents.record(form.event("d", ROW, null));
            assertThat(scorer.apply(delete)).isSameAs(delete);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unscorableBefore_isNullAndDoesNotConcernTheRecord(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(form, "input.unknown.levels", "fail")) {
            Map<String, Object> strange = ChangeEvents.row(Map.of("main_flooring_type", "lava"));
            Map<String, Object> empty = new LinkedHashMap<>();
            ROW.keySet().forEach(name -> empty.put(name, null));
            for (Map<String, Object> before : List.of(strange, empty)) {
                JsonNode update = scored(scorer, form.event("u", before, ROW));
                assertThat(update.get("prediction").asDouble())
                        .isEqualTo(Houses.price(Map.of("sqft", 1893.0, "has_pool", "yes")));
                assertThat(update.get("prediction_previous").isNull()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void type_isThatOfThePrediction(ChangeEvents form) {
        Object event = form.event("u", ChangeEvents.row(Map.of("sqft", 935)), ROW);
        try (MojoScorer.Value<SinkRecord> scorer = scorer(form, "output.type", "int32", "output.parent", "after")) {
            SinkRecord after = scorer.apply(ChangeEvents.record(event));
            assertThat(ChangeEvents.in(after.value(), "after", "prediction_previous"))
                    .isEqualTo(ChangeEvents.tree((int) Math.rint(Houses.price(Map.of("sqft", 935.0)))));
        }
        try (MojoScorer.Value<SinkRecord> scorer = scorer(form, "output.layout", "nested", "output.type", "string")) {
            JsonNode nested = scored(scorer, event).get("prediction");
            assertThat(nested.get("previous").asText()).isEqualTo(Double.toString(Houses.price(Map.of("sqft", 935.0))));
        }
    }

    @Test
    void headers_tellItToo() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(ChangeEvents.STRUCT, "output.destination", "headers")) {
            Headers headers = scorer.apply(ChangeEvents.record(
                            ChangeEvents.STRUCT.event("u", ChangeEvents.row(Map.of("sqft", 935)), ROW)))
                    .headers();
            assertThat(headers.lastWithName("mojo.prediction_previous").value())
                    .isEqualTo(Houses.price(Map.of("sqft", 935.0)));
        }
    }

    @Test
    void label_isByTheSameThreshold() throws Exception {
        ModelFolder flights = ModelFolder.of("airline-delays");
        EasyPredictModelWrapper wrapper =
                new EasyPredictModelWrapper(MojoModel.load(flights.model().toString()));
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "model.path",
                flights.model().toString(),
                "output.threshold",
                "0.7",
                "input.root",
                "after",
                "output.include",
                "previous,contributions,probabilities")) {
            Set<String> labels = new HashSet<>();
            for (int time = 100; time < 2400; time += 100) {
                Map<String, Object> event = new LinkedHashMap<>();
                event.put("before", flight(flights, time - 50));
                event.put("after", flight(flights, time));
                Map<?, ?> scored =
                        (Map<?, ?>) scorer.apply(ChangeEvents.record(event)).value();
                assertThat(scored.get("prediction")).isEqualTo(label(wrapper, flight(flights, time)));
                assertThat(scored.get("prediction_previous")).isEqualTo(label(wrapper, flight(flights, time - 50)));
                labels.add((String) scored.get("prediction_previous"));
            }
            assertThat(labels).hasSize(2);
        }
    }

    private static Map<String, Object> flight(ModelFolder flights, int departure) {
        CsvFile input = flights.input();
        Map<String, Object> flight = new LinkedHashMap<>();
        input.header().forEach(column -> flight.put(column, input.cell(0, column)));
        flight.put("CRSDepTime", (double) departure);
        return flight;
    }

    private static String label(EasyPredictModelWrapper wrapper, Map<String, Object> flight) throws Exception {
        RowData row = new RowData();
        row.putAll(flight);
        return wrapper.predictBinomial(row).classProbabilities[1] >= 0.7 ? "YES" : "NO";
    }

    /** The model changes the row that it is given, and counts: what is told of before is told without asking it again. */
    @ParameterizedTest
    @EnumSource(names = {"STRUCT", "MAP"})
    void equalCells_areNotScoredAgain(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = counting()) {
            assertThat(answers(scorer, form, Map.of("x", 4, "colour", "red"), Map.of("x", 4, "colour", "red")))
                    .containsExactly(0.25, 0.25, 1);
            assertThat(answers(scorer, form, Map.of("x", 4, "colour", "red"), Map.of("x", 4, "colour", " red ")))
                    .as("equal cells of values that differ")
                    .containsExactly(0.25, 0.25, 1);
            assertThat(answers(scorer, form, Map.of("x", 2, "colour", "red"), Map.of("x", 4, "colour", "green")))
                    .containsExactly(0.75, 0.5, 2);
            assertThat(answers(scorer, form, Map.of("x", -1, "colour", "red"), Map.of("x", 4, "colour", "red")))
                    .as("what was before is refused by the model")
                    .containsExactly(0.25, Double.NaN, 2);
        }
    }

    /** The prediction, what was before, and how often the model was asked. */
    private static double[] answers(
            MojoScorer.Value<SinkRecord> scorer,
            ChangeEvents form,
            Map<String, Object> before,
            Map<String, Object> after) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("after", unused(after, 1));
        event.put("before", unused(before, 2));
        Schema row = SchemaBuilder.struct()
                .field("other", Schema.INT32_SCHEMA)
                .field("x", Schema.INT32_SCHEMA)
                .field("colour", Schema.STRING_SCHEMA)
                .build();
        Schema schema =
                SchemaBuilder.struct().field("before", row).field("after", row).build();
        CountingModel.SCORED.set(0);
        SinkRecord scored = scorer.apply(
                ChangeEvents.record(form == ChangeEvents.STRUCT ? ChangeEvents.struct(event, schema) : event));
        JsonNode tree = ChangeEvents.tree(scored.value());
        JsonNode previous = tree.get("prediction_previous");
        return new double[] {
            tree.get("prediction").asDouble(),
            previous.isNull() ? Double.NaN : previous.asDouble(),
            CountingModel.SCORED.get()
        };
    }

    private static Map<String, Object> unused(Map<String, Object> row, int other) {
        Map<String, Object> all = new LinkedHashMap<>(row);
        all.put("other", other);
        return all;
    }

    private static MojoScorer.Value<SinkRecord> counting() {
        Map<String, String> config = Houses.config(
                "model.class", CountingModel.class.getName(), "input.root", "after", "output.include", "previous");
        config.remove("model.path");
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    @Test
    void zeroOfAnotherSign_isAnotherCell() {
        try (MojoScorer.Value<SinkRecord> scorer = counting()) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("before", Map.of("x", -0.0, "colour", "red"));
            event.put("after", Map.of("x", 0.0, "colour", "red"));
            Map<?, ?> scored =
                    (Map<?, ?>) scorer.apply(ChangeEvents.record(event)).value();
            assertThat(scored.get("prediction")).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(scored.get("prediction_previous")).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void before_standsBesideTheRootWhateverThatIsCalled(ChangeEvents form) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("new_row", ROW);
        change.put("before", ChangeEvents.row(Map.of("sqft", 935)));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("before", null);
        event.put("change", change);
        Schema schema = SchemaBuilder.struct()
                .field("before", ChangeEvents.ROW)
                .field(
                        "change",
                        SchemaBuilder.struct()
                                .field("new_row", ChangeEvents.ROW)
                                .field("before", ChangeEvents.ROW)
                                .build())
                .build();
        Object value = form == ChangeEvents.STRUCT
                ? ChangeEvents.struct(event, schema)
                : form == ChangeEvents.MAP ? event : ChangeEvents.tree(event).toString();
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings(
                "input.root",
                "change.new_row",
                "output.include",
                "previous",
                "input.fields",
                "sqft:change.new_row.sqft"))) {
            JsonNode scored = scored(scorer, value);
            assertThat(scored.get("prediction_previous").asDouble())
                    .as("a path below the root is one below before")
                    .isEqualTo(Houses.price(Map.of("sqft", 935.0)));
        }
    }

    @Test
    void recordWithoutBefore_hasNull() {
        Schema schema = SchemaBuilder.struct().field("after", ChangeEvents.ROW).build();
        Struct event = ChangeEvents.struct(Map.of("after", ROW), schema);
        try (MojoScorer.Value<SinkRecord> scorer = scorer(ChangeEvents.STRUCT)) {
            JsonNode scored = scored(scorer, event);
            assertThat(scored.get("prediction").isNumber()).isTrue();
            assertThat(scored.get("prediction_previous").isNull()).isTrue();
        }
    }

    @Test
    void severalNumbersAtOnce_haveNoPrevious() {
        assertThatThrownBy(() -> Houses.scorer(
                        "model.path",
                        ModelFolder.of("trained/pca").model().toString(),
                        "input.root",
                        "after",
                        "output.include",
                        "previous"))
                .hasMessageStartingWith("MOJO-C008 ");
    }
}
