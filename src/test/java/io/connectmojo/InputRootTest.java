package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code input.root} against the plain transform on the unwrapped row, and against H2O's own answer. */
class InputRootTest {
    private static final Map<String, Object> ROW = ChangeEvents.row(Map.of("sqft", 1893, "has_pool", true));

    private static double price() {
        return Houses.price(Map.of("sqft", 1893.0, "has_pool", "yes"));
    }

    @ParameterizedTest
    @EnumSource
    void insertUpdateSnapshot_areScoredByTheFieldsBelow(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings("input.root", "after"))) {
            for (String op : List.of("c", "u", "r")) {
                Object event = form.event(op, op.equals("u") ? ChangeEvents.row(Map.of()) : null, ROW);
                JsonNode untouched = ChangeEvents.tree(event);
                SinkRecord scored = scorer.apply(ChangeEvents.record(event));
                JsonNode expected = ChangeEvents.with(untouched, "prediction", ChangeEvents.tree(price()));
                assertThat(ChangeEvents.tree(scored.value())).as(op).isEqualTo(expected);
                assertThat(ChangeEvents.tree(event)).as("the input").isEqualTo(untouched);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleteTruncateTombstone_passUntouched(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings("input.root", "after"))) {
            List<Object> values = new ArrayList<>(List.of(form.event("d", ROW, null), form.event("t", null, null)));
            values.add(null);
            for (Object value : values) {
                SinkRecord record = ChangeEvents.record(value);
                assertThat(scorer.apply(record)).isSameAs(record);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void completePaths_readOtherPartsOfTheRecord(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                form.settings("input.root", "after", "input.fields", "sqft:before.sqft, stories:ts_ms"))) {
            Object event = form.event("u", ChangeEvents.row(Map.of("sqft", 935)), ROW);
            SinkRecord scored = scorer.apply(ChangeEvents.record(event));
            assertThat(ChangeEvents.in(scored.value(), "prediction").asDouble())
                    .isEqualTo(Houses.price(Map.of("sqft", 935.0, "has_pool", "yes", "stories", 1_714_979_289_123.0)));
            SinkRecord delete = ChangeEvents.record(form.event("d", ROW, null));
            assertThat(scorer.apply(delete)).as("the root decides").isSameAs(delete);
        }
    }

    @ParameterizedTest
    @EnumSource
    void relaxedNames_areFoundBelow(ChangeEvents form) {
        Map<String, Object> house = new LinkedHashMap<>();
        house.put("hasPool", true);
        ROW.forEach((name, value) -> {
            if (!name.equals("has_pool")) {
                house.put(name.replace('_', '-').toUpperCase(java.util.Locale.ROOT), value);
            }
        });
        Object event = nested(form, Map.of("sqft", 5, "payload", Map.of("sqft", "no", "row", house)));
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings("input.root", "payload.row", "input.match", "relaxed"))) {
            SinkRecord scored = scorer.apply(ChangeEvents.record(event));
            assertThat(ChangeEvents.in(scored.value(), "prediction").asDouble()).isEqualTo(price());
        }
    }

    @ParameterizedTest
    @EnumSource
    void vector_isFoundBelow(ChangeEvents form) {
        Map<String, Object> house = new LinkedHashMap<>(ROW);
        house.keySet().removeAll(List.of("sqft", "lot_size_acres"));
        house.put("v", "1893#0.4");
        Object event = nested(form, Map.of("after", house, "v", "1#2#3"));
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                form.settings("input.root", "after", "input.vector.field", "v", "input.vector.separator", "hash"))) {
            SinkRecord scored = scorer.apply(ChangeEvents.record(event));
            assertThat(ChangeEvents.in(scored.value(), "prediction").asDouble()).isEqualTo(price());
        }
    }

    @ParameterizedTest
    @EnumSource
    void defaultsAndMissingColumns_areOfTheFieldsBelow(ChangeEvents form) {
        Map<String, Object> house = new LinkedHashMap<>(ROW);
        house.remove("sqft");
        house.remove("stories");
        house.put("sqftt", 5);
        Object event = nested(form, Map.of("after", house, "sqft", 77, "stories", 1));
        try (MojoScorer.Value<SinkRecord> fails = Houses.scorer(form.settings("input.root", "after"));
                MojoScorer.Value<SinkRecord> lenient = Houses.scorer(form.settings(
                        "input.root", "after", "input.missing.columns", "na", "input.defaults", "sqft:1893"))) {
            assertThatThrownBy(() -> fails.apply(ChangeEvents.record(event)))
                    .hasMessageStartingWith("MOJO-D002 ")
                    .hasMessageContaining("field 'after.sqft'")
                    .hasMessageContaining("nearest field 'after.sqftt'")
                    .hasMessageContaining("field 'after.stories'");
            assertThat(ChangeEvents.in(lenient.apply(ChangeEvents.record(event)).value(), "prediction")
                            .asDouble())
                    .isEqualTo(Houses.price(Map.of("sqft", 1893.0, "has_pool", "yes", "stories", Double.NaN)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void absentRoot_isRefusedWithTheNearestName(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings("input.root", "aftr"))) {
            assertThatThrownBy(() -> scorer.apply(ChangeEvents.record(form.event("c", null, ROW))))
                    .hasMessageStartingWith("MOJO-D003 ")
                    .hasMessageContaining("field 'aftr.sqft'")
                    .hasMessageContaining("nearest field 'after'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rootWithoutFields_isRefused(ChangeEvents form) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings("input.root", "op"))) {
            assertThatThrownBy(() -> scorer.apply(ChangeEvents.record(form.event("c", null, ROW))))
                    .hasMessageStartingWith("MOJO-D003 ")
                    .hasMessageContaining("goes on below a field that has none of its own");
        }
    }

    /** A record of any depth. */
    private static Object nested(ChangeEvents form, Map<String, Object> fields) {
        return switch (form) {
            case STRUCT -> ChangeEvents.struct(fields, schema(fields));
            case MAP -> fields;
            case JSON -> ChangeEvents.tree(fields).toString();
        };
    }

    @SuppressWarnings("unchecked")
    private static Schema schema(Map<String, Object> fields) {
        SchemaBuilder schema = SchemaBuilder.struct().optional();
        fields.forEach((name, value) -> {
            schema.field(
                    name,
                    value instanceof Map<?, ?> inner
                            ? schema((Map<String, Object>) inner)
                            : new SchemaBuilder(ConnectSchema.schemaType(value.getClass()))
                                    .optional()
                                    .build());
        });
        return schema.build();
    }
}
