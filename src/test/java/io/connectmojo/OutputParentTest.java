package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code output.parent} against the plain transform on the unwrapped row. */
class OutputParentTest {
    private static final Map<String, Object> ROW = ChangeEvents.row(Map.of("sqft", 1893, "has_pool", true));
    private static final Map<String, Object> OLD = ChangeEvents.row(Map.of("sqft", 935));

    private static final String[] ROOT = {"input.root", "after", "output.parent", "after"};

    /** The settings of a change event in a form, and more. */
    private static MojoScorer.Value<SinkRecord> scorer(ChangeEvents form, String... more) {
        List<String> all = new ArrayList<>(List.of(ROOT));
        all.addAll(List.of(more));
        return Houses.scorer(form.settings(all.toArray(new String[0])));
    }

    /** The event with its row as the plain transform leaves it. */
    private static JsonNode expected(ChangeEvents form, JsonNode event, Map<String, Object> row, String... more) {
        try (MojoScorer.Value<SinkRecord> plain = Houses.scorer(form.settings(more))) {
            Object scored =
                    plain.apply(ChangeEvents.record(form.unwrapped(row))).value();
            return ChangeEvents.with(event, "after", ChangeEvents.tree(scored));
        }
    }

    /** A Struct before has the schema of the one after: there the outputs are null. */
    private static JsonNode withoutNullsBefore(ChangeEvents form, JsonNode scored) {
        if (form != ChangeEvents.STRUCT || scored.get("before").isNull()) {
            return scored;
        }
        ObjectNode before = scored.get("before").deepCopy();
        for (String name : names(scored.get("after"))) {
            if (ChangeEvents.ROW.field(name) == null) {
                assertThat(before.remove(name).isNull()).as(name).isTrue();
            }
        }
        return ChangeEvents.with(scored, "before", before);
    }

    @ParameterizedTest
    @EnumSource
    void insertUpdateSnapshot_haveTheOutputsInside(ChangeEvents form) {
        String[][] variants = {
            {},
            {"output.include", "model,quality"},
            {"output.include", "model", "output.layout", "nested"},
            {"output.type", "string", "output.field", "price"}
        };
        for (String[] more : variants) {
            try (MojoScorer.Value<SinkRecord> scorer = scorer(form, more)) {
                for (String op : List.of("c", "u", "r")) {
                    Object event = form.event(op, op.equals("u") ? OLD : null, ROW);
                    JsonNode untouched = ChangeEvents.tree(event);
                    SinkRecord scored = scorer.apply(ChangeEvents.record(event));
                    assertThat(withoutNullsBefore(form, ChangeEvents.tree(scored.value())))
                            .as("%s %s", op, List.of(more))
                            .isEqualTo(expected(form, untouched, ROW, more));
                    assertThat(ChangeEvents.tree(event)).as("the input").isEqualTo(untouched);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleteTruncateTombstone_passUntouched(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(form, "on.error", "null")) {
            List<Object> values = new ArrayList<>(List.of(form.event("d", OLD, null), form.event("t", null, null)));
            values.add(null);
            for (Object value : values) {
                SinkRecord record = ChangeEvents.record(value);
                assertThat(scorer.apply(record)).isSameAs(record);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nullParent_passesWhateverTheRootHolds(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings("input.root", "after", "output.parent", "before"))) {
            SinkRecord insert = ChangeEvents.record(form.event("c", null, ROW));
            assertThat(scorer.apply(insert)).isSameAs(insert);
            SinkRecord update = scorer.apply(ChangeEvents.record(form.event("u", OLD, ROW)));
            assertThat(ChangeEvents.in(update.value(), "before", "prediction").asDouble())
                    .isEqualTo(Houses.price(Map.of("sqft", 1893.0, "has_pool", "yes")));
            assertThat(ChangeEvents.in(update.value(), "after", "prediction").asText("null"))
                    .isIn("", "null");
        }
    }

    @ParameterizedTest
    @CsvSource({"STRUCT, zzz", "STRUCT, op", "MAP, zzz", "MAP, op", "JSON, zzz", "JSON, op", "JSON, after.sqft"})
    void absentParent_isToldOrLeavesTheValueAlone(ChangeEvents form, String parent) {
        Object event = form.event("c", null, ROW);
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings("input.root", "after", "output.parent", parent))) {
            assertThatThrownBy(() -> scorer.apply(ChangeEvents.record(event)))
                    .isExactlyInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "MOJO-D015 The record has no place for the outputs [output.parent=" + parent)
                    .hasMessageContaining("Fix: ");
        }
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings("input.root", "after", "output.parent", parent, "on.error", "null"))) {
            SinkRecord passed = scorer.apply(ChangeEvents.record(event));
            assertThat(passed.value()).isSameAs(event);
            assertThat((String) passed.headers().lastWithName("mojo.error").value())
                    .startsWith("MOJO-D015 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void failedRecord_hasItsNullsInside(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer(form, "on.error", "null", "output.include", "error", "input.unknown.levels", "fail")) {
            Map<String, Object> bad = ChangeEvents.row(Map.of("main_flooring_type", "secret"));
            SinkRecord passed = scorer.apply(ChangeEvents.record(form.event("c", null, bad)));
            JsonNode after = ChangeEvents.in(passed.value(), "after");
            assertThat(after.get("prediction").isNull()).isTrue();
            assertThat(after.get("prediction_error").asText()).startsWith("MOJO-D005 ");
            assertThat(ChangeEvents.tree(passed.value()).has("prediction")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void existingField_isThatOfTheParent(ChangeEvents form) {
        for (String existing : List.of("fail", "replace", "keep")) {
            for (Double old : new Double[] {null, 5.0}) {
                Object event = withPrediction(form, old);
                JsonNode untouched = ChangeEvents.tree(event);
                try (MojoScorer.Value<SinkRecord> scorer = scorer(form, "output.existing", existing)) {
                    SinkRecord record = ChangeEvents.record(event);
                    if (existing.equals("fail")) {
                        assertThatThrownBy(() -> scorer.apply(record)).hasMessageStartingWith("MOJO-D006 ");
                        continue;
                    }
                    JsonNode scored = ChangeEvents.tree(scorer.apply(record).value());
                    boolean kept = existing.equals("keep") && old != null;
                    assertThat(scored.get("after").get("prediction").asDouble())
                            .as("%s %s", existing, old)
                            .isEqualTo(kept ? old : Houses.price(Map.of("sqft", 1893.0, "has_pool", "yes")));
                    assertThat(names(scored.get("after"))).isEqualTo(names(untouched.get("after")));
                    assertThat(scored.get("prediction").asText())
                            .as("the envelope's own")
                            .isEqualTo("mine");
                }
            }
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** In the row between other fields, and with another meaning in the envelope. */
    private static Object withPrediction(ChangeEvents form, Double old) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("prediction", old);
        row.putAll(ROW);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("after", row);
        event.put("prediction", "mine");
        SchemaBuilder after = SchemaBuilder.struct().field("prediction", Schema.OPTIONAL_FLOAT64_SCHEMA);
        ChangeEvents.ROW.fields().forEach(field -> after.field(field.name(), field.schema()));
        Schema schema = SchemaBuilder.struct()
                .field("after", after.build())
                .field("prediction", Schema.STRING_SCHEMA)
                .build();
        return switch (form) {
            case STRUCT -> ChangeEvents.struct(event, schema);
            case MAP -> event;
            case JSON -> ChangeEvents.tree(event).toString();
        };
    }

    @Test
    void schemas_areRebuiltOnceWithAllTheySay() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(ChangeEvents.STRUCT)) {
            SinkRecord first = scorer.apply(ChangeEvents.record(ChangeEvents.STRUCT.event("c", null, ROW)));
            SinkRecord second = scorer.apply(ChangeEvents.record(ChangeEvents.STRUCT.event("u", OLD, ROW)));
            Schema envelope = first.valueSchema();
            assertThat(second.valueSchema()).isSameAs(envelope);
            assertSameBut(envelope, ChangeEvents.ENVELOPE, "after", "before");
            Schema after = envelope.field("after").schema();
            assertThat(envelope.field("before").schema())
                    .as("one schema of a name, as Avro wants it")
                    .isSameAs(after);
            assertSameBut(after, ChangeEvents.ROW, "prediction");
            assertThat(after.field("prediction").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
            assertThat(((Struct) first.value()).getStruct("after").schema()).isSameAs(after);
            ((Struct) second.value()).validate();
        }
    }

    private static void assertSameBut(Schema schema, Schema before, String... names) {
        assertThat(schema.name()).isEqualTo(before.name());
        assertThat(schema.version()).isEqualTo(before.version());
        assertThat(schema.doc()).isEqualTo(before.doc());
        assertThat(schema.parameters()).isEqualTo(before.parameters());
        assertThat(schema.isOptional()).isEqualTo(before.isOptional());
        for (Field field : before.fields()) {
            if (!List.of(names).contains(field.name())) {
                assertThat(schema.field(field.name())).isSameAs(field);
            }
        }
        assertThat(names).allSatisfy(name -> assertThat(schema.field(name)).isNotNull());
    }

    @Test
    void replacedField_keepsTheOtherRowAsItIs() {
        SchemaBuilder row = SchemaBuilder.struct().name("Row").optional();
        ChangeEvents.ROW.fields().forEach(field -> row.field(field.name(), field.schema()));
        Schema withText = row.field("prediction", Schema.OPTIONAL_STRING_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .field("before", withText)
                .field("after", withText)
                .build();
        Map<String, Object> old = ChangeEvents.row(Map.of("prediction", "mine"));
        try (MojoScorer.Value<SinkRecord> scorer = scorer(ChangeEvents.STRUCT, "output.existing", "replace")) {
            Struct event = ChangeEvents.struct(Map.of("before", old, "after", old), schema);
            Struct scored = (Struct) scorer.apply(ChangeEvents.record(event)).value();
            assertThat(scored.getStruct("before").get("prediction")).isEqualTo("mine");
            assertThat(scored.schema().field("before")).isSameAs(schema.field("before"));
            assertThat(scored.getStruct("after").get("prediction")).isEqualTo(Houses.price());
        }
    }

    @Test
    void defaults_stayAtEveryLevel() {
        SchemaBuilder row = SchemaBuilder.struct().optional().field("sqft", Schema.OPTIONAL_INT32_SCHEMA);
        Schema after = row.defaultValue(new Struct(row).put("sqft", 5)).build();
        SchemaBuilder whole = SchemaBuilder.struct()
                .optional()
                .field("op", Schema.STRING_SCHEMA)
                .field("after", after);
        Schema schema = whole.defaultValue(
                        new Struct(whole).put("op", "c").put("after", new Struct(after).put("sqft", 7)))
                .build();
        try (MojoScorer.Value<SinkRecord> scorer = scorer(ChangeEvents.STRUCT, "input.missing.columns", "na")) {
            Struct event = new Struct(schema).put("op", "u").put("after", new Struct(after).put("sqft", 935));
            Struct scored = (Struct) scorer.apply(ChangeEvents.record(event)).value();
            scored.validate();
            Struct byDefault = (Struct) scored.schema().defaultValue();
            assertThat(byDefault.getString("op")).isEqualTo("c");
            assertThat(byDefault.getStruct("after").getInt32("sqft")).isEqualTo(7);
            assertThat(byDefault.getStruct("after").schema())
                    .isEqualTo(scored.schema().field("after").schema());
            Struct ofRow = (Struct) scored.schema().field("after").schema().defaultValue();
            assertThat(ofRow.getInt32("sqft")).isEqualTo(5);
            assertThat(ofRow.get("prediction")).isNull();
            SinkRecord delete = ChangeEvents.record(new Struct(schema).put("op", "d"));
            assertThat(scorer.apply(delete))
                    .as("null stands there, whatever its default")
                    .isSameAs(delete);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"x\" : 1.50 , \"after\" :\t{ROW}\n, \"y\":[ 1 , {\"after\":{}} ] } ",
                "{\"after\":{ROW ,  \"big\":123456789012345678901234567890.10E+5 },\"after2\":{\"prediction\":1}}",
                "\uFEFF{\"a\\u0062\":\"\\u00e9\\ud83d\\ude00\",\"after\":{ROW},\"\":null}\n",
                "{\"payload\":{\"after\":{\"q\":{\"after\":[]}},\"x\":{ }},\"after\":{ROW}}"
            })
    void jsonText_staysButForTheOutputs(String text) {
        String house = Houses.json().substring(1, Houses.json().length() - 1);
        String json = text.replace("ROW", house);
        int end = json.indexOf('}', json.indexOf(house));
        String expected = json.substring(0, end) + ",\"prediction\":" + Houses.price() + json.substring(end);
        try (MojoScorer.Value<SinkRecord> scorer = scorer(ChangeEvents.JSON)) {
            assertThat(scorer.apply(ChangeEvents.record(json)).value()).isEqualTo(expected);
        }
    }

    @Test
    void jsonParentOfSeveralSteps_isFilledWhereItStands() {
        String before = "{\"a\":{\"b\":{}},\"house\":" + Houses.json() + ",\"out\":{\"a\":1,\"there\": { } }}";
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("input.format", "json", "input.root", "house", "output.parent", "out.there")) {
            assertThat(scorer.apply(ChangeEvents.record(before)).value())
                    .isEqualTo(before.replace("{ }", "{ \"prediction\":" + Houses.price() + "}"));
            SinkRecord noPlace = ChangeEvents.record(before.replace("{ }", "null"));
            assertThat(scorer.apply(noPlace)).isSameAs(noPlace);
            SinkRecord nullAbove = ChangeEvents.record("{\"out\":null,\"house\":" + Houses.json() + "}");
            assertThat(scorer.apply(nullAbove)).isSameAs(nullAbove);
        }
    }

    @Test
    void jsonMembers_areRefusedWhenTheyStandTwiceInside() {
        String json = "{\"after\":{\"sqft\":1,\"sqft\":2}}";
        try (MojoScorer.Value<SinkRecord> scorer = scorer(ChangeEvents.JSON)) {
            assertThatThrownBy(() -> scorer.apply(ChangeEvents.record(json)))
                    .hasMessageStartingWith("MOJO-D007 ")
                    .hasMessageContaining("twice in the object of output.parent");
        }
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("input.format", "json", "input.root", "house", "output.parent", "out.there")) {
            String twice =
                    "{\"house\":" + Houses.json() + ",\"out\":{\"there\":{\"prediction\":1},\"there\":{\"x\":2}}}";
            assertThat(scorer.apply(ChangeEvents.record(twice)).value())
                    .as("the last one counts, as for every reader of JSON")
                    .isEqualTo(twice.replace("2}", "2,\"prediction\":" + Houses.price() + "}"));
        }
    }
}
