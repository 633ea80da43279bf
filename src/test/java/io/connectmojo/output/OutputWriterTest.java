package io.connectmojo.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
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

    private final Prediction prediction = new Prediction();

    OutputWriterTest() {
        prediction.value = 290591.7;
    }

    private static Struct house() {
        return new Struct(HOUSE)
                .put("sqft", 2342.0)
                .put("tags", List.of("a", "b"))
                .put("inner", new Struct(INNER))
                .put("price", new java.math.BigDecimal("1.25"));
    }

    @Test
    void theRecordIsCopiedFieldByFieldAndThePredictionComesLast() {
        Struct in = house();
        Struct before = house();
        Struct out = writer(Existing.FAIL).append(in, prediction);
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
                .append(new Struct(optional).put("a", 1), prediction)
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
                .append(new Struct(withDefault).put("a", 1), prediction)
                .schema();
        Struct byDefault = (Struct) out.defaultValue();
        assertThat(byDefault.getInt32("a")).isEqualTo(7);
        assertThat(byDefault.get("prediction")).isNull();
        byDefault.validate();
    }

    @Test
    void equalSchemasGetOneOutputSchemaAlsoAfterAReload() {
        OutputWriter writer = writer(Existing.FAIL);
        Schema first = writer.append(house(), prediction).schema();
        assertThat(writer.append(house(), prediction).schema()).isSameAs(first);
        Schema other = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        writer.append(new Struct(other).put("a", 1), prediction);
        Schema again = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        Schema outAgain =
                writer.append(new Struct(again).put("a", 1), prediction).schema();
        assertThat(writer.append(new Struct(other).put("a", 1), prediction).schema())
                .isSameAs(outAgain);
        writer.use(layout());
        assertThat(writer.append(house(), prediction).schema()).isSameAs(first);
    }

    @Test
    void anExistingFieldIsAProblemThatNamesIt() {
        Schema schema =
                SchemaBuilder.struct().field("prediction", Schema.STRING_SCHEMA).build();
        clashes(() -> writer(Existing.FAIL).append(new Struct(schema).put("prediction", "secret"), prediction));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("prediction", null);
        clashes(() -> writer(Existing.FAIL).append(map, prediction));
        Headers headers = new ConnectHeaders().addString("mojo.prediction", "secret");
        clashes(() -> writer(Existing.FAIL).addTo(headers, true, prediction));
        assertThat(headers).hasSize(1);
    }

    @Test
    void aReplacedFieldKeepsItsPlaceAndTakesTheTypeOfTheOutput() {
        Schema schema = SchemaBuilder.struct()
                .field("prediction", Schema.STRING_SCHEMA)
                .field("b", Schema.INT32_SCHEMA)
                .build();
        Struct out = writer(Existing.REPLACE)
                .append(new Struct(schema).put("prediction", "old").put("b", 1), prediction);
        assertThat(names(out.schema())).containsExactly("prediction", "b");
        assertThat(out.getFloat64("prediction")).isEqualTo(290591.7);
        assertThat(out.getInt32("b")).isEqualTo(1);
        assertThat(writer(Existing.REPLACE)
                        .append(new Struct(schema).put("prediction", "old").put("b", 1), null)
                        .get("prediction"))
                .as("nothing of an old value is left when there is no prediction")
                .isNull();
        assertThat(writer(Existing.REPLACE).append(map("prediction", "old", "b", 1), prediction))
                .containsExactly(Map.entry("prediction", 290591.7), Map.entry("b", 1));
    }

    @Test
    void aKeptValueStaysAndANullTakesThePrediction() {
        Schema schema = SchemaBuilder.struct()
                .field("prediction", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        OutputWriter keep = writer(Existing.KEEP);
        assertThat(keep.append(new Struct(schema).put("prediction", 1.5), prediction)
                        .get("prediction"))
                .isEqualTo(1.5);
        assertThat(keep.append(new Struct(schema), prediction).get("prediction"))
                .isEqualTo(290591.7);
        assertThat(keep.append(new Struct(schema).put("prediction", 1.5), null).get("prediction"))
                .as("an error leaves the old value")
                .isEqualTo(1.5);
        assertThat(keep.append(map("prediction", 1.5), prediction)).isEqualTo(Map.of("prediction", 1.5));
        assertThat(keep.append(map("prediction", null), prediction)).isEqualTo(Map.of("prediction", 290591.7));
        assertThat(keep.append(map("a", 1), prediction)).containsEntry("prediction", 290591.7);
    }

    @Test
    void aKeptFieldOfAnotherTypeIsFineAsLongAsItIsNeverNull() {
        Schema required =
                SchemaBuilder.struct().field("prediction", Schema.STRING_SCHEMA).build();
        assertThat(writer(Existing.KEEP)
                        .append(new Struct(required).put("prediction", "old"), prediction)
                        .get("prediction"))
                .isEqualTo("old");
        for (Schema field : List.of(
                Schema.OPTIONAL_STRING_SCHEMA,
                Schema.OPTIONAL_FLOAT32_SCHEMA,
                SchemaBuilder.string().defaultValue("x").build())) {
            Schema nullable = SchemaBuilder.struct().field("prediction", field).build();
            clashes(() -> writer(Existing.KEEP).append(new Struct(nullable), prediction));
        }
    }

    @Test
    void withoutAPredictionAllOutputsAreNull() {
        Struct out = writer(Existing.FAIL).append(house(), null);
        assertThat(out.schema().field("prediction")).isNotNull();
        assertThat(out.get("prediction")).isNull();
        assertThat(writer(Existing.FAIL).append(map("a", 1), null)).containsEntry("prediction", null);
        Headers headers = new ConnectHeaders();
        writer(Existing.FAIL).addTo(headers, true, null);
        assertThat(headers.lastWithName("mojo.prediction").value()).isNull();
    }

    @Test
    void aMapIsCopiedInItsOrderAndNeverChanged() {
        Map<String, Object> in = Collections.unmodifiableMap(map("z", 1, "a", null, "m", List.of()));
        Map<Object, Object> out = writer(Existing.FAIL).append(in, prediction);
        assertThat(out.keySet()).containsExactly("z", "a", "m", "prediction");
        out.put("more", 1);
        assertThat(in).hasSize(3);
    }

    @Test
    void headersCarryTheSameValuesTypedWhereTheRecordIs() {
        Headers typed = new ConnectHeaders().addString("other", "kept");
        writer(Existing.FAIL).addTo(typed, true, prediction);
        assertThat(typed.lastWithName("mojo.prediction").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
        assertThat(typed.lastWithName("mojo.prediction").value()).isEqualTo(290591.7);
        assertThat(typed.lastWithName("other").value()).isEqualTo("kept");
        Headers untyped = new ConnectHeaders();
        writer(Existing.FAIL).addTo(untyped, false, prediction);
        assertThat(untyped.lastWithName("mojo.prediction").schema()).isNull();
        Headers replaced =
                new ConnectHeaders().addString("mojo.prediction", "1").addString("mojo.prediction", "2");
        writer(Existing.REPLACE).addTo(replaced, true, prediction);
        assertThat(replaced).hasSize(1);
        Headers kept = new ConnectHeaders().addString("mojo.prediction", "1");
        writer(Existing.KEEP).addTo(kept, true, prediction);
        assertThat(kept.lastWithName("mojo.prediction").value()).isEqualTo("1");
    }

    private static OutputLayout layout() {
        return OutputLayout.of(
                SampleShapes.of(Category.Regression),
                SampleShapes.options(OutputType.AUTO, Set.of(), 0, false, null),
                "");
    }

    private static OutputWriter writer(Existing existing) {
        return new OutputWriter(layout(), existing);
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
