package io.connectmojo.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.record.ConnectFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.ScoringResult;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OutputWriterTest {
    private static final Schema INNER = SchemaBuilder.struct()
            .field("x", SchemaBuilder.int32().defaultValue(5).build())
            .build();
    private static final Schema HOUSE = SchemaBuilder.struct()
            .name("example.House")
            .version(3)
            .doc("a house")
            .parameter("owner", "sales")
            .field("sqft", Schema.FLOAT64_SCHEMA)
            .field(
                    "note",
                    SchemaBuilder.string().optional().defaultValue("none").build())
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
            .field("inner", INNER)
            .field("price", Decimal.schema(2))
            .build();

    private static final ScoringResult FAILED = new ScoringResult.Failed(
            Problem.of(RecordError.SCORING, "The model cannot score the row").fix("none"));

    private final ScoringResult scored;

    OutputWriterTest() {
        Prediction prediction = new Prediction();
        prediction.value = 290591.7;
        scored = new ScoringResult.Scored(prediction);
    }

    private static Struct house() {
        return new Struct(HOUSE)
                .put("sqft", 2342.0)
                .put("tags", List.of("a", "b"))
                .put("inner", new Struct(INNER))
                .put("price", new java.math.BigDecimal("1.25"));
    }

    @Test
    void record_isCopiedWithThePredictionLast() {
        Struct in = house();
        Struct before = house();
        Struct out = writer(Existing.FAIL).append(in, scored);
        assertThat(in).isEqualTo(before);
        assertThat(names(out.schema())).containsExactly("sqft", "note", "tags", "inner", "price", "prediction");
        assertThat(out.get("prediction")).isEqualTo(290591.7);
        for (org.apache.kafka.connect.data.Field field : HOUSE.fields()) {
            assertThat(out.getWithoutDefault(field.name()))
                    .as("the raw value of %s, its default not applied", field.name())
                    .isSameAs(in.getWithoutDefault(field.name()));
            assertThat(out.schema().field(field.name()).schema()).isSameAs(field.schema());
        }
        out.validate();
    }

    @Test
    void theNewSchemaKeepsEverythingThatTheOldOneSays() {
        Schema optional = SchemaBuilder.struct()
                .name("n")
                .version(2)
                .doc("d")
                .parameters(Map.of("p", "q"))
                .optional()
                .field("a", Schema.INT32_SCHEMA)
                .build();
        Schema out = writer(Existing.FAIL)
                .append(new Struct(optional).put("a", 1), scored)
                .schema();
        assertThat(out.isOptional()).isTrue();
        assertThat(out.name()).isEqualTo("n");
        assertThat(out.version()).isEqualTo(2);
        assertThat(out.doc()).isEqualTo("d");
        assertThat(out.parameters()).isEqualTo(Map.of("p", "q"));
        assertThat(out.field("prediction").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
        assertThat(SchemaBuilder.struct()
                        .name("n")
                        .version(2)
                        .doc("d")
                        .parameters(Map.of("p", "q"))
                        .optional()
                        .field("a", Schema.INT32_SCHEMA)
                        .field("prediction", Schema.OPTIONAL_FLOAT64_SCHEMA)
                        .build())
                .as("equal to what Kafka's own builder makes, in both directions")
                .isEqualTo(out)
                .hasSameHashCodeAs(out);
    }

    @Test
    void theDefaultOfTheWholeRecordIsKeptWithoutAPrediction() {
        SchemaBuilder builder =
                SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).optional();
        Schema withDefault =
                builder.defaultValue(new Struct(builder).put("a", 7)).build();
        Schema out = writer(Existing.FAIL)
                .append(new Struct(withDefault).put("a", 1), scored)
                .schema();
        Struct byDefault = (Struct) out.defaultValue();
        assertThat(byDefault.getInt32("a")).isEqualTo(7);
        assertThat(byDefault.get("prediction")).isNull();
        byDefault.validate();
    }

    @Test
    void equalSchemasGetOneOutputSchemaAlsoAfterAReload() {
        OutputSchemas schemas = new OutputSchemas(Existing.FAIL);
        OutputWriter writer = new OutputWriter(layout(), schemas);
        Schema first = writer.append(house(), scored).schema();
        assertThat(writer.append(house(), scored).schema()).isSameAs(first);
        Schema other = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        writer.append(new Struct(other).put("a", 1), scored);
        Schema again = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        Schema outAgain = writer.append(new Struct(again).put("a", 1), scored).schema();
        assertThat(writer.append(new Struct(other).put("a", 1), scored).schema())
                .isSameAs(outAgain);
        assertThat(new OutputWriter(layout(), schemas).append(house(), scored).schema())
                .isSameAs(first);
    }

    @Test
    void anExistingFieldIsAProblemThatNamesIt() {
        Schema schema =
                SchemaBuilder.struct().field("prediction", Schema.STRING_SCHEMA).build();
        clashes(() -> writer(Existing.FAIL).append(new Struct(schema).put("prediction", "secret"), scored));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("prediction", null);
        clashes(() -> append(writer(Existing.FAIL), map, scored));
        Headers headers = new ConnectHeaders().addString("mojo.prediction", "secret");
        clashes(() -> writer(Existing.FAIL).addTo(headers, true, scored));
        assertThat(headers).hasSize(1);
    }

    @Test
    void replacedField_keepsItsPlaceWithTheNewType() {
        Schema schema = SchemaBuilder.struct()
                .field("prediction", Schema.STRING_SCHEMA)
                .field("b", Schema.INT32_SCHEMA)
                .build();
        Struct out = writer(Existing.REPLACE)
                .append(new Struct(schema).put("prediction", "old").put("b", 1), scored);
        assertThat(names(out.schema())).containsExactly("prediction", "b");
        assertThat(out.getFloat64("prediction")).isEqualTo(290591.7);
        assertThat(out.getInt32("b")).isEqualTo(1);
        assertThat(writer(Existing.REPLACE)
                        .append(new Struct(schema).put("prediction", "old").put("b", 1), FAILED)
                        .get("prediction"))
                .as("nothing of an old value is left when there is no prediction")
                .isNull();
        assertThat(append(writer(Existing.REPLACE), map("prediction", "old", "b", 1), scored))
                .containsExactly(Map.entry("prediction", 290591.7), Map.entry("b", 1));
    }

    @Test
    void keptValue_staysUnlessNull() {
        Schema schema = SchemaBuilder.struct()
                .field("prediction", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        OutputWriter keep = writer(Existing.KEEP);
        assertThat(keep.append(new Struct(schema).put("prediction", 1.5), scored)
                        .get("prediction"))
                .isEqualTo(1.5);
        assertThat(keep.append(new Struct(schema), scored).get("prediction")).isEqualTo(290591.7);
        assertThat(keep.append(new Struct(schema).put("prediction", 1.5), FAILED)
                        .get("prediction"))
                .as("an error leaves the old value")
                .isEqualTo(1.5);
        assertThat(append(keep, map("prediction", 1.5), scored)).isEqualTo(Map.of("prediction", 1.5));
        assertThat(append(keep, map("prediction", null), scored)).isEqualTo(Map.of("prediction", 290591.7));
        assertThat(append(keep, map("a", 1), scored)).containsEntry("prediction", 290591.7);
    }

    @Test
    void aKeptFieldOfAnotherTypeIsFineAsLongAsItIsNeverNull() {
        Schema required =
                SchemaBuilder.struct().field("prediction", Schema.STRING_SCHEMA).build();
        assertThat(writer(Existing.KEEP)
                        .append(new Struct(required).put("prediction", "old"), scored)
                        .get("prediction"))
                .isEqualTo("old");
        for (Schema field : List.of(
                Schema.OPTIONAL_STRING_SCHEMA,
                Schema.OPTIONAL_FLOAT32_SCHEMA,
                SchemaBuilder.string().defaultValue("x").build())) {
            Schema nullable = SchemaBuilder.struct().field("prediction", field).build();
            clashes(() -> writer(Existing.KEEP).append(new Struct(nullable), scored));
        }
    }

    @Test
    void withoutAPredictionAllOutputsAreNull() {
        Struct out = writer(Existing.FAIL).append(house(), FAILED);
        assertThat(out.schema().field("prediction")).isNotNull();
        assertThat(out.get("prediction")).isNull();
        assertThat(append(writer(Existing.FAIL), map("a", 1), FAILED)).containsEntry("prediction", null);
        Headers headers = new ConnectHeaders();
        writer(Existing.FAIL).addTo(headers, true, FAILED);
        assertThat(headers.lastWithName("mojo.prediction").value()).isNull();
    }

    @Test
    void map_isCopiedInItsOrderUnchanged() {
        Map<String, Object> in = Collections.unmodifiableMap(map("z", 1, "a", null, "m", List.of()));
        Map<Object, Object> out = append(writer(Existing.FAIL), in, scored);
        assertThat(out.keySet()).containsExactly("z", "a", "m", "prediction");
        out.put("more", 1);
        assertThat(in).hasSize(3);
    }

    @Test
    void headersCarryTheSameValuesTypedWhereTheRecordIs() {
        Headers typed = new ConnectHeaders().addString("other", "kept");
        writer(Existing.FAIL).addTo(typed, true, scored);
        assertThat(typed.lastWithName("mojo.prediction").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
        assertThat(typed.lastWithName("mojo.prediction").value()).isEqualTo(290591.7);
        assertThat(typed.lastWithName("other").value()).isEqualTo("kept");
        Headers untyped = new ConnectHeaders();
        writer(Existing.FAIL).addTo(untyped, false, scored);
        assertThat(untyped.lastWithName("mojo.prediction").schema()).isNull();
        Headers replaced =
                new ConnectHeaders().addString("mojo.prediction", "1").addString("mojo.prediction", "2");
        writer(Existing.REPLACE).addTo(replaced, true, scored);
        assertThat(replaced).hasSize(1);
        Headers kept = new ConnectHeaders().addString("mojo.prediction", "1");
        writer(Existing.KEEP).addTo(kept, true, scored);
        assertThat(kept.lastWithName("mojo.prediction").value()).isEqualTo("1");
    }

    private static OutputLayout layout() {
        return OutputLayout.of(
                SampleShapes.of(Category.Regression),
                SampleShapes.options(OutputType.AUTO, Set.of(), 0, false, null),
                "");
    }

    /** As a transform writes a Map. */
    @SuppressWarnings("unchecked")
    private static Map<Object, Object> append(OutputWriter writer, Map<?, ?> map, ScoringResult result) {
        RecordView view = new ConnectFormat().newView(() -> name -> true, name -> true);
        view.begin(null, map);
        view.read();
        return (Map<Object, Object>) view.with(writer.additions(result, view));
    }

    private static OutputWriter writer(Existing existing) {
        return new OutputWriter(layout(), new OutputSchemas(existing));
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static List<String> names(Schema schema) {
        return Arrays.asList(schema.fields().stream().map(f -> f.name()).toArray(String[]::new));
    }

    private static void clashes(ThrowingCallable writing) {
        assertThatThrownBy(writing)
                .isInstanceOfSatisfying(
                        MojoException.class, e -> assertThat(e.code()).isEqualTo(RecordError.FIELD_EXISTS))
                .hasMessageContaining("prediction")
                .hasMessageNotContaining("secret");
    }
}
