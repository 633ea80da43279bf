package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns whose values stand in a record's key, topic, partition, timestamp or headers; H2O's own answer for the same row. */
class MetadataInputTest {
    private static final String TOPIC = "hardwood";
    private static final long TIME = 1714979289123L;

    /** The forms of a value without the columns that metadata fills. */
    enum Form {
        STRUCT,
        MAP,
        JSON,
        DELIMITED;

        Object value(List<String> without) throws Exception {
            Map<String, Object> fields = Houses.map();
            fields.keySet().removeAll(without);
            if (this == STRUCT) {
                SchemaBuilder schema = SchemaBuilder.struct();
                for (Field field : Houses.SCHEMA.fields()) {
                    if (!without.contains(field.name())) {
                        schema.field(field.name(), field.schema());
                    }
                }
                Struct struct = new Struct(schema.build());
                fields.forEach(struct::put);
                return struct;
            }
            fields.replaceAll((name, value) -> value instanceof Boolean flag ? flag ? "yes" : "no" : value);
            return this == MAP
                    ? fields
                    : this == JSON
                            ? new ObjectMapper().writeValueAsString(fields)
                            : fields.values().stream().map(String::valueOf).collect(Collectors.joining(","));
        }

        String[] settings(List<String> without, String... more) {
            List<String> settings = new ArrayList<>(Arrays.asList(more));
            if (this == JSON || this == DELIMITED) {
                settings.addAll(List.of("input.format", name().toLowerCase(java.util.Locale.ROOT)));
            }
            if (this == DELIMITED) {
                settings.add("input.delimited.columns");
                settings.add(Arrays.stream(Houses.COLUMNS.split(","))
                        .filter(name -> !without.contains(name))
                        .collect(Collectors.joining(",")));
            }
            return settings.toArray(new String[0]);
        }

        double price(ConnectRecord<?> scored) throws Exception {
            Object value = scored.value();
            if (value instanceof Struct struct) {
                return struct.getFloat64("prediction");
            }
            if (value instanceof Map<?, ?> map) {
                return (Double) map.get("prediction");
            }
            String text = (String) value;
            return this == JSON
                    ? new ObjectMapper().readTree(text).get("prediction").asDouble()
                    : Double.parseDouble(text.substring(text.lastIndexOf(',') + 1));
        }
    }

    private static final Schema KEY = SchemaBuilder.struct()
            .field("id", Schema.STRING_SCHEMA)
            .field(
                    "size",
                    SchemaBuilder.struct().field("sqft", Decimal.schema(2)).build())
            .build();

    private static Struct key() {
        return new Struct(KEY)
                .put("id", "h-1")
                .put("size", new Struct(KEY.field("size").schema()).put("sqft", new BigDecimal("1893.50")));
    }

    @ParameterizedTest
    @EnumSource
    void metadata_fillsColumnsOfSinkRecords(Form form) throws Exception {
        metadataFillsColumns(form, new MojoScorer.Value<SinkRecord>(), true);
    }

    @ParameterizedTest
    @EnumSource
    void metadata_fillsColumnsOfSourceRecords(Form form) throws Exception {
        metadataFillsColumns(form, new MojoScorer.Value<SourceRecord>(), false);
    }

    private static <R extends ConnectRecord<R>> void metadataFillsColumns(
            Form form, MojoScorer.Value<R> scorer, boolean sink) throws Exception {
        List<String> without =
                List.of("sqft", "main_flooring_type", "number_bedrooms", "house_age_years", "has_pool", "stories");
        scorer.configure(Houses.config(form.settings(
                without,
                "input.fields",
                "sqft:$key.size.sqft, main_flooring_type:$topic, number_bedrooms:$partition, house_age_years:$timestamp,"
                        + "has_pool:$header.pool, stories:$header.`of.stories`")));
        try (scorer) {
            Object value = form.value(without);
            Headers headers = new ConnectHeaders()
                    .addString("pool", "no")
                    .addString("pool", "yes")
                    .add("of.stories", new SchemaAndValue(Schema.INT8_SCHEMA, (byte) 2));
            assertThat(form.price(scorer.apply(record(sink, KEY, key(), value, 3, TIME, headers))))
                    .isEqualTo(Houses.price(Map.of(
                            "sqft",
                            1893.5,
                            "main_flooring_type",
                            "hardwood",
                            "number_bedrooms",
                            3.0,
                            "house_age_years",
                            (double) TIME,
                            "has_pool",
                            "yes",
                            "stories",
                            2.0)));
            Map<String, Object> plainKey = Map.of("size", Map.of("sqft", 935));
            Headers plain = new ConnectHeaders().add("pool", "yes", null).add("of.stories", null, null);
            assertThat(form.price(scorer.apply(record(sink, null, plainKey, value, 1, null, plain))))
                    .as("without schemas, timestamp and stories")
                    .isEqualTo(Houses.price(Map.of(
                            "sqft",
                            935.0,
                            "main_flooring_type",
                            "hardwood",
                            "number_bedrooms",
                            1.0,
                            "house_age_years",
                            Double.NaN,
                            "has_pool",
                            "yes",
                            "stories",
                            Double.NaN)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeKey_fillsAColumn(Form form) throws Exception {
        List<String> without = List.of("sqft");
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings(without, "input.fields", "sqft:$key"))) {
            for (Object key : new Object[] {"1893.5", 1893.5f, null}) {
                SinkRecord record = record(true, null, key, form.value(without), 0, TIME, new ConnectHeaders());
                assertThat(form.price(scorer.apply(record)))
                        .isEqualTo(Houses.price(Map.of("sqft", key == null ? Double.NaN : 1893.5)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STRUCT,$header.x",
        "MAP,$header.x",
        "JSON,$header.x",
        "DELIMITED,$header.x",
        "STRUCT,$key.y",
        "MAP,$key.y"
    })
    void absentMetadata_isAColumnWithoutField(Form form, String path) throws Exception {
        List<String> without = List.of("sqft");
        SinkRecord record = record(true, KEY, key(), form.value(without), 0, TIME, new ConnectHeaders());
        String fields = "sqft:" + path;
        try (MojoScorer.Value<SinkRecord> fails = Houses.scorer(form.settings(without, "input.fields", fields));
                MojoScorer.Value<SinkRecord> takesNa =
                        Houses.scorer(form.settings(without, "input.fields", fields, "input.missing.columns", "na"))) {
            assertThatThrownBy(() -> fails.apply(record))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("MOJO-D002")
                    .hasMessageContaining("field '" + path + "'");
            assertThat(form.price(takesNa.apply(record))).isEqualTo(Houses.price(Map.of("sqft", Double.NaN)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void metadataOfAWrongType_isInvalid(Form form) throws Exception {
        List<String> without = List.of("sqft");
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings(without, "input.fields", "sqft:$key.size"))) {
            SinkRecord record = record(true, KEY, key(), form.value(without), 0, TIME, new ConnectHeaders());
            assertThatThrownBy(() -> scorer.apply(record)).hasMessageStartingWith("MOJO-D004");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STRUCT", "MAP"})
    void deletes_passWhateverTheKeyHolds(Form form) throws Exception {
        String fields = Houses.SCHEMA.fields().stream()
                .map(Field::name)
                .filter(name -> !name.equals("id") && !name.equals("sqft"))
                .map(name -> name + ":after." + name)
                .collect(Collectors.joining(","));
        Schema envelope = SchemaBuilder.struct().field("after", Houses.SCHEMA).build();
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("after", null);
        Object delete = form == Form.STRUCT ? new Struct(envelope) : plain;
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("input.fields", fields + ",sqft:$key.size.sqft")) {
            SinkRecord record = record(true, KEY, key(), delete, 0, TIME, new ConnectHeaders());
            assertThat(scorer.apply(record)).isSameAs(record);
        }
    }

    @ParameterizedTest
    @EnumSource
    void vectorInAHeader_fillsTheColumnsThatNothingElseMaps(Form form) throws Exception {
        List<String> without = List.of("sqft", "lot_size_acres");
        Headers list = new ConnectHeaders()
                .addList(
                        "v",
                        List.of(935.0, 0.25),
                        SchemaBuilder.array(Schema.FLOAT64_SCHEMA).build());
        Headers text = new ConnectHeaders().addString("v", "935, 0.25");
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings(without, "input.vector.field", "$header.v"))) {
            for (Headers headers : List.of(list, text)) {
                SinkRecord record = record(true, null, null, form.value(without), 0, TIME, headers);
                assertThat(form.price(scorer.apply(record)))
                        .isEqualTo(Houses.price(Map.of("sqft", 935.0, "lot_size_acres", 0.25)));
            }
            SinkRecord bare = record(true, null, null, form.value(without), 0, TIME, new ConnectHeaders());
            assertThatThrownBy(() -> scorer.apply(bare)).hasMessageStartingWith("MOJO-D002");
        }
    }

    @Test
    void outcomeInAHeader_isCounted() throws Exception {
        String id = UUID.randomUUID().toString();
        MojoScorer.Value<SinkRecord> scorer = Houses.scorer("outcome.field", "$header.paid", "metrics.id", id);
        try (scorer) {
            Headers paid = new ConnectHeaders().addString("paid", "300000");
            for (Headers headers :
                    List.of(paid, new ConnectHeaders(), new ConnectHeaders().addString("paid", "much"))) {
                scorer.apply(record(true, null, null, Form.MAP.value(List.of()), 0, TIME, headers));
            }
            assertThat(new ShownMetrics(id).get("outcomes", ",window=total")).isEqualTo(1L);
            assertThat(new ShownMetrics(id).get("outcomes-invalid-total")).isEqualTo(1L);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends ConnectRecord<R>> R record(
            boolean sink, Schema keySchema, Object key, Object value, Integer partition, Long time, Headers headers) {
        Schema schema = value instanceof Struct struct ? struct.schema() : null;
        return (R)
                (sink
                        ? new SinkRecord(
                                TOPIC,
                                partition,
                                keySchema,
                                key,
                                schema,
                                value,
                                17,
                                time,
                                TimestampType.CREATE_TIME,
                                headers)
                        : new SourceRecord(
                                Map.of(), Map.of(), TOPIC, partition, keySchema, key, schema, value, time, headers));
    }
}
