package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.ModelFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where outputs go, and where they do not, when a record has something of their names or cannot take them. */
class OutputPlacesTest {
    private static final String[] LENIENT = {"on.error", "null", "output.include", "model"};

    @Test
    void aRecordThatFailsGetsTheNullsThatTakeNobodysPlace() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(LENIENT)) {
            Schema schema = withPrediction(Schema.OPTIONAL_STRING_SCHEMA);
            SinkRecord struct = scorer.apply(Houses.record(
                    schema, Houses.struct(schema).put("prediction", "mine").put("sqft", null)));
            assertThat(((Struct) struct.value()).get("prediction")).isEqualTo("mine");
            assertThat(((Struct) struct.value()).schema().field("prediction_model"))
                    .isNotNull();
            assertThat(code(struct)).isEqualTo("MOJO-D006");

            Map<String, Object> map = Houses.map();
            map.put("prediction", "mine");
            map.put("sqft", "many");
            SinkRecord ofMap = scorer.apply(Houses.record(null, map));
            Map<String, Object> expected = new LinkedHashMap<>(map);
            expected.put("prediction_model", null);
            assertThat(ofMap.value()).isEqualTo(expected);
            assertThat(code(ofMap)).isEqualTo("MOJO-D004");
        }
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("on.error", "null", "output.include", "model", "input.format", "json")) {
            String json = Houses.json().replace("2342", "\"many\"").replace("{", "{\"prediction\":\"mine\",");
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, json)).value())
                    .isEqualTo(json.replace("4}", "4,\"prediction_model\":null}"));
        }
    }

    @Test
    void keptValueOfAnotherType_staysUnlessNull() {
        Schema schema = withPrediction(Schema.OPTIONAL_INT32_SCHEMA);
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.existing", "keep", "output.include", "model")) {
            Struct kept = (Struct)
                    scorer.apply(Houses.record(schema, Houses.struct(schema).put("prediction", 5)))
                            .value();
            assertThat(kept.get("prediction")).isEqualTo(5);
            assertThat(kept.getString("prediction_model")).isNotNull();
            assertThatThrownBy(() -> scorer.apply(Houses.record(schema, Houses.struct(schema))))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("MOJO-D006 ");
        }
    }

    @Test
    void replacedHeader_keepsItsPlaceAsTheOnlyOne() {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.destination", "headers", "output.existing", "replace")) {
            SinkRecord record = Houses.record(null, Houses.map());
            record.headers()
                    .addString("mojo.prediction", "older")
                    .addString("a", "1")
                    .addString("mojo.prediction", "old")
                    .addString("b", "2");
            Headers headers = scorer.apply(record).headers();
            assertThat(names(headers)).containsExactly("a", "mojo.prediction", "b");
            assertThat(headers.lastWithName("mojo.prediction").value()).isEqualTo(Houses.price());
            assertThat(record.headers()).as("the record's own").hasSize(4);
        }
    }

    @Test
    void aKeptHeaderThatIsNullTakesThePredictionInItsPlace() {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.destination", "headers", "output.existing", "keep")) {
            SinkRecord record = Houses.record(null, Houses.map());
            record.headers()
                    .addString("mojo.prediction", "older")
                    .add("mojo.prediction", null, null)
                    .addString("b", "2");
            Headers headers = scorer.apply(record).headers();
            assertThat(names(headers)).containsExactly("mojo.prediction", "mojo.prediction", "b");
            assertThat(headers.lastWithName("mojo.prediction").value()).isEqualTo(Houses.price());

            SinkRecord full = Houses.record(null, Houses.map());
            full.headers().addString("mojo.prediction", "mine");
            assertThat(scorer.apply(full).headers())
                    .isEqualTo(new ConnectHeaders().addString("mojo.prediction", "mine"));
        }
    }

    @Test
    void emptyTextOfALine_isKeptUnlikeANull() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "input.format",
                "delimited",
                "input.delimited.columns",
                Houses.COLUMNS + ",prediction",
                "output.existing",
                "keep")) {
            String line = "h-1,2342,0.4,1,3,3,yes,no,yes,hardwood,yes,4,";
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, line)).value())
                    .isEqualTo(line + Houses.price());
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, line + "\"\""))
                            .value())
                    .isEqualTo(line + "\"\"");
        }
    }

    @Test
    void whatIsNotWrittenNeedNotFit() {
        Map<String, Object> customer = Map.of(
                "age", 61, "income", 1e15, "visits", 7, "tenure", 0.2, "region", "north", "plan", "basic", "city",
                "Isle");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "model.path", ModelFolder.of("trained/glm_gaussian").model().toString(),
                "output.destination", "headers",
                "output.existing", "keep",
                "output.type", "int32")) {
            SinkRecord record = Houses.record(null, new LinkedHashMap<>(customer));
            assertThatThrownBy(() -> scorer.apply(record)).hasMessageStartingWith("MOJO-D013 ");
            record.headers().addInt("mojo.prediction", 5);
            assertThat(scorer.apply(record)
                            .headers()
                            .lastWithName("mojo.prediction")
                            .value())
                    .isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no object", "{\"sqft\":", "[1]"})
    void whatIsNoRecordGetsNoOutputsInHeadersEither(String text) {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.destination", "headers", "on.error", "null", "input.format", "json")) {
            for (int time = 0; time < 2; time++) {
                SinkRecord after = scorer.apply(Houses.record(Schema.STRING_SCHEMA, text));
                assertThat(after.value()).isEqualTo(text);
                assertThat(names(after.headers())).containsExactly("mojo.error");
                SinkRecord invalid = scorer.apply(
                        Houses.record(Schema.STRING_SCHEMA, Houses.json().replace("2342", "\"many\"")));
                assertThat(names(invalid.headers())).containsExactly("mojo.prediction", "mojo.error");
            }
        }
    }

    @Test
    void aMapKeepsKeysThatAreNoTexts() {
        Map<Object, Object> house = new LinkedHashMap<>(Houses.map());
        house.put(5, "five");
        house.put(null, "none");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("on.error", "null")) {
            Map<Object, Object> expected = new LinkedHashMap<>(house);
            expected.put("prediction", Houses.price());
            assertThat(scorer.apply(Houses.record(null, house)).value()).isEqualTo(expected);
            house.put("sqft", "many");
            expected.put("sqft", "many");
            expected.put("prediction", null);
            assertThat(scorer.apply(Houses.record(null, house)).value()).isEqualTo(expected);
        }
    }

    @Test
    void thePredictionCannotBeTheHeaderThatTellsAnError() {
        assertThatThrownBy(() -> Houses.scorer("output.destination", "headers", "output.field", "error"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mojo.error");
        Houses.scorer("output.field", "error").close();
    }

    @Test
    void hundredsOfSchemasInTurnKeepTheirOutputSchemas() {
        Schema[] schemas = new Schema[600];
        for (int i = 0; i < schemas.length; i++) {
            SchemaBuilder builder = SchemaBuilder.struct().name("house" + i);
            Houses.SCHEMA.fields().forEach(field -> builder.field(field.name(), field.schema()));
            schemas[i] = builder.build();
        }
        Schema[] outputs = new Schema[schemas.length];
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer()) {
            for (int i = 0; i < 2 * schemas.length; i++) {
                int at = i % schemas.length;
                Schema output = scorer.apply(Houses.record(schemas[at], Houses.struct(schemas[at])))
                        .valueSchema();
                assertThat(outputs[at] == null || outputs[at] == output).isTrue();
                outputs[at] = output;
            }
        }
    }

    private static Schema withPrediction(Schema prediction) {
        SchemaBuilder builder = SchemaBuilder.struct();
        Houses.SCHEMA
                .fields()
                .forEach(field -> builder.field(
                        field.name(), field.name().equals("sqft") ? Schema.OPTIONAL_INT32_SCHEMA : field.schema()));
        return builder.field("prediction", prediction).build();
    }

    private static String code(SinkRecord record) {
        return ((String) record.headers().lastWithName("mojo.error").value()).substring(0, 9);
    }

    private static List<String> names(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(Header::key)
                .toList();
    }
}
