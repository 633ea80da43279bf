package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import java.util.Collections;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Cast;
import org.apache.kafka.connect.transforms.Flatten;
import org.apache.kafka.connect.transforms.ReplaceField;
import org.apache.kafka.connect.transforms.TimestampConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chained with Kafka's own transforms, before and behind ours, with Structs and with Maps. */
class ChainTest {
    private static SinkRecord house(boolean struct) {
        return struct ? Houses.record(Houses.SCHEMA, Houses.struct()) : Houses.record(null, Houses.map());
    }

    private static Object field(SinkRecord record, String name) {
        return record.value() instanceof Struct struct ? struct.get(name) : ((Map<?, ?>) record.value()).get(name);
    }

    private static SinkRecord through(SinkRecord record, Transformation<SinkRecord> transform, Map<String, ?> config) {
        try (transform) {
            transform.configure(config);
            return transform.apply(record);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void castBefore_changesTheTypeButNotThePrice(boolean struct) {
        SinkRecord cast = through(
                house(struct), new Cast.Value<>(), Map.of("spec", "sqft:string,stories:float64,has_pool:string"));
        assertThat(field(cast, "sqft")).isEqualTo("2342");
        SinkRecord scored =
                through(cast, new MojoScorer.Value<>(), Houses.config("input.types", "has_pool:boolean(yes|no)"));
        assertThat(field(scored, "prediction")).isEqualTo(Houses.price());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void castBehindTruncatesWhatWeWouldRound(boolean struct) {
        SinkRecord scored = through(house(struct), new MojoScorer.Value<>(), Houses.config());
        SinkRecord cast = through(scored, new Cast.Value<>(), Map.of("spec", "prediction:int32"));
        assertThat(field(cast, "prediction")).isEqualTo((int) Houses.price());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replaceField_renamesBeforeOrDropsAfter(boolean struct) {
        SinkRecord renamed =
                through(house(struct), new ReplaceField.Value<>(), Map.of("renames", "sqft:area", "exclude", "id"));
        SinkRecord scored = through(renamed, new MojoScorer.Value<>(), Houses.config("input.fields", "sqft:area"));
        SinkRecord slim = through(scored, new ReplaceField.Value<>(), Map.of("include", "prediction"));
        assertThat(field(slim, "prediction")).isEqualTo(Houses.price());
        assertThat(slim.value().toString()).doesNotContain("hardwood");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void flattenBehindOpensTheNestedOutput(boolean struct) {
        SinkRecord scored = through(
                house(struct),
                new MojoScorer.Value<>(),
                Houses.config("output.layout", "nested", "output.include", "model", "output.field", "p"));
        SinkRecord flat = through(scored, new Flatten.Value<>(), Map.of("delimiter", "_"));
        assertThat(field(flat, "p_value")).isEqualTo(Houses.price());
        assertThat((String) field(flat, "p_model")).startsWith("model@");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void flattenBeforeMakesNestedFieldsTopLevelOnes(boolean struct) {
        Schema outer = SchemaBuilder.struct().field("house", Houses.SCHEMA).build();
        SinkRecord nested = struct
                ? Houses.record(outer, new Struct(outer).put("house", Houses.struct()))
                : Houses.record(null, Map.of("house", Houses.map()));
        SinkRecord flat = through(nested, new Flatten.Value<>(), Map.of());
        StringBuilder paths = new StringBuilder();
        Houses.SCHEMA.fields().stream()
                .filter(f -> !f.name().equals("id"))
                .forEach(f -> paths.append(paths.isEmpty() ? "" : ",")
                        .append(f.name())
                        .append(":`house.")
                        .append(f.name())
                        .append('`'));
        SinkRecord scored = through(flat, new MojoScorer.Value<>(), Houses.config("input.fields", paths.toString()));
        assertThat(field(scored, "prediction")).isEqualTo(Houses.price());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void timestampConverterBeforeGivesATimeColumnItsMilliseconds(boolean struct) throws Exception {
        ModelFolder model = ModelFolder.of("trained/gbm_time");
        long placed = Long.parseLong(model.input().cell(0, "placed_at")) / 1000 * 1000;
        Map<String, Object> order = new LinkedHashMap<>();
        SchemaBuilder builder = SchemaBuilder.struct();
        for (String column : model.input().header()) {
            order.put(column, model.input().cell(0, column));
            builder.field(column, column.equals("placed_at") ? Schema.INT64_SCHEMA : Schema.OPTIONAL_STRING_SCHEMA);
        }
        order.put("placed_at", placed / 1000);
        Schema schema = builder.build();
        Struct asStruct = new Struct(schema);
        order.forEach(asStruct::put);
        SinkRecord record = struct ? Houses.record(schema, asStruct) : Houses.record(null, order);
        SinkRecord converted = through(
                record,
                new TimestampConverter.Value<>(),
                Map.of("field", "placed_at", "target.type", "Timestamp", "unix.precision", "seconds"));
        assertThat(field(converted, "placed_at")).isEqualTo(new Date(placed));
        SinkRecord scored = through(
                converted,
                new MojoScorer.Value<>(),
                Houses.config("model.path", model.model().toString()));
        var row = Oracle.row(model.input(), 0, "");
        row.put("placed_at", (double) placed);
        assertThat(field(scored, "prediction"))
                .isEqualTo(new Oracle(model.model()).predict(row, 0).get("value"));
    }

    /** Two versions of the schema in turn, a new object of it in each record, as some converters make it. */
    @Test
    void twoNestedOutputs_haveOneSchemaForEachSchemaOfTheInput() {
        Set<Schema> schemas = Collections.newSetFromMap(new IdentityHashMap<>());
        double price = Houses.price();
        double alt = Houses.price(Map.of("house_age_years", 1.0));
        try (MojoScorer.Value<SinkRecord> first =
                        Houses.scorer("output.layout", "nested", "output.include", "model", "output.field", "price");
                MojoScorer.Value<SinkRecord> second = Houses.scorer(
                        "output.layout", "nested", "output.field", "alt", "input.fields", "house_age_years:stories")) {
            for (int i = 0; i < 1000; i++) {
                SchemaBuilder builder = SchemaBuilder.struct().name("house").version(1 + i % 2);
                Houses.SCHEMA.fields().forEach(field -> builder.field(field.name(), field.schema()));
                if (i % 2 == 1) {
                    builder.field("agent", Schema.OPTIONAL_STRING_SCHEMA);
                }
                Struct house = Houses.struct(builder.build());
                Struct scored = (Struct) second.apply(first.apply(Houses.record(house.schema(), house)))
                        .value();
                schemas.add(scored.schema());
                assertThat(scored.getStruct("price").get("value")).isEqualTo(price);
                assertThat(scored.getStruct("alt").get("value")).isEqualTo(alt);
            }
        }
        assertThat(schemas).hasSize(2);
    }
}
