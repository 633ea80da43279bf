package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Records of every kind carry H2O's own answer, and everything else stays. */
class RecordsTest {
    @Test
    void aStructIsCopiedWithItsPredictionAtTheEnd() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer()) {
            Struct house = Houses.struct();
            SinkRecord before = Houses.record(Houses.SCHEMA, house);
            SinkRecord after = scorer.apply(before);
            Struct scored = (Struct) after.value();
            assertThat(scored.getFloat64("prediction")).isEqualTo(Houses.price());
            for (Field field : Houses.SCHEMA.fields()) {
                assertThat(scored.get(field.name())).isEqualTo(house.get(field));
                assertThat(after.valueSchema().field(field.name())).isSameAs(field);
            }
            Schema schema = after.valueSchema();
            assertThat(List.of(schema.name(), schema.version(), schema.doc(), schema.parameters(), schema.isOptional()))
                    .isEqualTo(List.of("house", 3, "A house", Map.of("origin", "test"), true));
            assertThat(schema.fields().get(12).schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
            scored.validate();
            assertThat(house).isEqualTo(Houses.struct());
            assertThat(after.key()).isEqualTo("key");
            assertThat(after.topic()).isEqualTo("houses");
            assertThat(after.kafkaOffset()).isEqualTo(17);
        }
    }

    @Test
    void map_isCopiedInItsOrder() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer()) {
            Map<String, Object> house = Houses.map();
            Map<String, Object> copy = new LinkedHashMap<>(house);
            SinkRecord after = scorer.apply(Houses.record(null, house));
            Map<String, Object> expected = new LinkedHashMap<>(copy);
            expected.put("prediction", Houses.price());
            assertThat(after.value()).isEqualTo(expected).isNotSameAs(house);
            List<Object> names = new ArrayList<>(copy.keySet());
            names.add("prediction");
            assertThat(new ArrayList<Object>(((Map<?, ?>) after.value()).keySet()))
                    .isEqualTo(names);
            assertThat(house).isEqualTo(copy);
            assertThat(after.valueSchema()).isNull();
        }
    }

    @Test
    void jsonTextOrBytes_keepTheirType() {
        String expected = Houses.json().replace("4}", "4,\"prediction\":" + Houses.price() + "}");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("input.format", "json")) {
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, Houses.json()))
                            .value())
                    .isEqualTo(expected);
            byte[] bytes = Houses.json().getBytes(StandardCharsets.UTF_8);
            assertThat((byte[]) scorer.apply(Houses.record(Schema.BYTES_SCHEMA, bytes))
                            .value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(expected);
            assertThat(scorer.apply(Houses.record(Schema.BYTES_SCHEMA, ByteBuffer.wrap(bytes)))
                            .value())
                    .isEqualTo(ByteBuffer.wrap(expected.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aDelimitedLineGetsACell() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "input.format",
                "delimited",
                "input.delimited.columns",
                Houses.COLUMNS,
                "input.delimited.separator",
                "pipe")) {
            String line = "\"h|1\"|2342|0.4|1|3|3|yes|no|yes|hardwood|yes|4";
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, line)).value())
                    .isEqualTo(line + "|" + Houses.price());
        }
    }

    @Test
    void emptyCell_isNullThatTakesTheDefault() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "input.format",
                "delimited",
                "input.delimited.columns",
                Houses.COLUMNS,
                "input.defaults",
                "sqft:2342")) {
            String line = "h-1,,0.4,1,3,3,yes,no,yes,hardwood,yes,4";
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, line)).value())
                    .isEqualTo(line + "," + Houses.price());
            String quoted = line.replace("h-1,,", "h-1,\"\",");
            assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, quoted)).value())
                    .as("an empty text is missing, and no null")
                    .isEqualTo(quoted + "," + Houses.price(Map.of("sqft", Double.NaN)));
        }
    }

    @Test
    void theKeyIsScoredByTheKeyTransform() {
        try (MojoScorer.Key<SourceRecord> scorer = new MojoScorer.Key<>()) {
            scorer.configure(Houses.config());
            SourceRecord after = scorer.apply(new SourceRecord(
                    Map.of("p", 1), Map.of("o", 2), "t", 1, Houses.SCHEMA, Houses.struct(), Schema.INT32_SCHEMA, 7));
            assertThat(((Struct) after.key()).getFloat64("prediction")).isEqualTo(Houses.price());
            assertThat(after.value()).isEqualTo(7);
            assertThat(after.sourceOffset()).isEqualTo(Map.of("o", 2));
        }
    }

    @Test
    void aCompiledModelIsNamedByItsClass() {
        Map<String, String> config = Houses.config(
                "model.class", "io.connectmojo.model.load.PojoModelTest$Compiled", "output.include", "model");
        config.remove("model.path");
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(config);
            Map<String, Object> record = new LinkedHashMap<>(Map.of("x", 3, "colour", "green"));
            Map<?, ?> scored =
                    (Map<?, ?>) scorer.apply(Houses.record(null, record)).value();
            assertThat(scored.get("prediction")).isEqualTo(7.0);
            assertThat((String) scored.get("prediction_model")).matches("Compiled@[0-9a-f]{12}");
        }
    }

    @Test
    void tombstoneOrNull_passesUntouched() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer()) {
            SinkRecord tombstone = Houses.record(Houses.SCHEMA, null);
            assertThat(scorer.apply(tombstone)).isSameAs(tombstone);
            SinkRecord schemaless = Houses.record(null, null);
            assertThat(scorer.apply(schemaless)).isSameAs(schemaless);
        }
    }

    @Test
    void outputHeaders_carryThePredictionOfAnUntouchedValue() {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.destination", "headers", "output.include", "model", "model.name", "houses")) {
            Struct house = Houses.struct();
            SinkRecord before = Houses.record(Houses.SCHEMA, house);
            before.headers().addString("own", "header");
            SinkRecord after = scorer.apply(before);
            assertThat(after.value()).isSameAs(house);
            assertThat(after.headers().lastWithName("mojo.prediction").value()).isEqualTo(Houses.price());
            assertThat(after.headers().lastWithName("mojo.prediction").schema())
                    .isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
            assertThat((String) after.headers()
                            .lastWithName("mojo.prediction_model")
                            .value())
                    .matches("houses@[0-9a-f]{12}");
            assertThat(after.headers().lastWithName("own").value()).isEqualTo("header");
            assertThat(before.headers()).hasSize(1);
        }
    }

    @Test
    void nullField_isMissingUnlessItHasADefault() {
        SchemaBuilder builder = SchemaBuilder.struct();
        Houses.SCHEMA
                .fields()
                .forEach(field -> builder.field(
                        field.name(),
                        field.name().equals("has_pool")
                                ? SchemaBuilder.bool()
                                        .optional()
                                        .defaultValue(true)
                                        .build()
                                : field.schema()));
        Schema schema = builder.build();
        Struct house = Houses.struct(schema).put("has_pool", null).put("has_kitchen_island", null);
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer();
                MojoScorer.Value<SinkRecord> raw = Houses.scorer("replace.null.with.default", "false")) {
            Struct scored = (Struct) scorer.apply(Houses.record(schema, house)).value();
            assertThat(scored.getFloat64("prediction"))
                    .isEqualTo(Houses.price(Map.of("has_pool", "yes", "has_kitchen_island", Double.NaN)));
            assertThat(scored.getWithoutDefault("has_pool"))
                    .as("a copied null stays null")
                    .isNull();
            Struct withoutDefault =
                    (Struct) raw.apply(Houses.record(schema, house)).value();
            assertThat(withoutDefault.getFloat64("prediction"))
                    .isEqualTo(Houses.price(Map.of("has_pool", Double.NaN, "has_kitchen_island", Double.NaN)));
        }
    }

    @Test
    void nestedFieldsAreFoundByTheirPaths() {
        Schema envelope = SchemaBuilder.struct()
                .field(
                        "after",
                        SchemaBuilder.struct()
                                .optional()
                                .field("the.house", Houses.SCHEMA)
                                .build())
                .field("op", Schema.STRING_SCHEMA)
                .build();
        StringBuilder paths = new StringBuilder();
        Houses.SCHEMA.fields().stream()
                .filter(field -> !field.name().equals("id"))
                .forEach(field -> paths.append(paths.isEmpty() ? "" : ", ")
                        .append(field.name())
                        .append(":after.`the.house`.")
                        .append(field.name()));
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("input.fields", paths.toString())) {
            Struct after = new Struct(envelope.field("after").schema()).put("the.house", Houses.struct());
            SinkRecord update = Houses.record(
                    envelope, new Struct(envelope).put("after", after).put("op", "u"));
            assertThat(((Struct) scorer.apply(update).value()).getFloat64("prediction"))
                    .isEqualTo(Houses.price());
            SinkRecord delete = Houses.record(envelope, new Struct(envelope).put("op", "d"));
            assertThat(scorer.apply(delete)).isSameAs(delete);
        }
    }

    @Test
    void fiftySchemaVersionsAtRandomGetOneOutputSchemaEach() {
        java.util.Random random = new java.util.Random(50);
        Schema[] versions = new Schema[50];
        for (int v = 0; v < versions.length; v++) {
            SchemaBuilder builder = SchemaBuilder.struct().name("house").version(v);
            Houses.SCHEMA.fields().forEach(field -> builder.field(field.name(), field.schema()));
            versions[v] =
                    builder.field("extra_" + v, Schema.OPTIONAL_STRING_SCHEMA).build();
        }
        Schema[] outputs = new Schema[50];
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer()) {
            for (int i = 0; i < 2_000; i++) {
                int v = random.nextInt(versions.length);
                Schema output = scorer.apply(Houses.record(versions[v], Houses.struct(versions[v])))
                        .valueSchema();
                assertThat(outputs[v] == null || outputs[v] == output).isTrue();
                assertThat(output.version()).isEqualTo(v);
                outputs[v] = output;
            }
        }
    }

    @Test
    void takenOutputName_doesNotHideDeletesOrBadRecords() {
        Schema house = SchemaBuilder.struct()
                .optional()
                .field("sqft", Schema.INT32_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("after", house)
                .field("prediction", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        String fields = Houses.SCHEMA.fields().stream()
                .map(Field::name)
                .filter(name -> !name.equals("id"))
                .map(name -> name + ":after." + name)
                .collect(Collectors.joining(","));
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("input.fields", fields)) {
            SinkRecord delete = Houses.record(envelope, new Struct(envelope));
            assertThat(scorer.apply(delete)).isSameAs(delete);
            SinkRecord insert =
                    Houses.record(envelope, new Struct(envelope).put("after", new Struct(house).put("sqft", 900)));
            assertThatThrownBy(() -> scorer.apply(insert)).hasMessageStartingWith("MOJO-D002 ");
        }
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("input.fields", fields, "input.missing.columns", "na")) {
            SinkRecord insert =
                    Houses.record(envelope, new Struct(envelope).put("after", new Struct(house).put("sqft", 900)));
            assertThatThrownBy(() -> scorer.apply(insert)).hasMessageStartingWith("MOJO-D006 ");
        }
    }
}
