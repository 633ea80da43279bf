package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code input.max.missing}, and records that have nothing of their own. */
class MaxMissingTest {
    /** All eleven columns of the model are optional texts. */
    private static final Schema TEXTS = schema(Schema.OPTIONAL_STRING_SCHEMA);

    private static Schema schema(Schema field) {
        SchemaBuilder schema = SchemaBuilder.struct().field("id", Schema.OPTIONAL_STRING_SCHEMA);
        Houses.SCHEMA.fields().stream().skip(1).map(Field::name).forEach(name -> schema.field(name, field));
        return schema.build();
    }

    private static Object score(Schema schema, Object value, String... settings) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(settings)) {
            return scorer.apply(Houses.record(schema, value)).value();
        }
    }

    private static double price(Object scored) {
        return scored instanceof Struct struct
                ? struct.getFloat64("prediction")
                : (Double) ((Map<?, ?>) scored).get("prediction");
    }

    private static void refused(Schema schema, Object value, String... settings) {
        assertThatThrownBy(() -> score(schema, value, settings))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("MOJO-D014 too many missing values [11 columns: ")
                .hasMessageContaining("none of the model's columns has a value of the record");
    }

    private static Map<String, Object> all(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        Houses.SCHEMA.fields().stream().skip(1).forEach(field -> map.put(field.name(), value));
        return map;
    }

    /** H2O's answer for a house of which only the area is known. */
    private static double priceOf(double sqft) {
        RowData row = new RowData();
        row.put("sqft", sqft);
        try {
            return new EasyPredictModelWrapper(
                            MojoModel.load(Houses.MODEL.model().toString()))
                    .predictRegression(row)
                    .value;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class NothingButMissing {
        @Test
        void structOfNulls_isRefused() {
            refused(TEXTS, new Struct(TEXTS));
        }

        @Test
        void mapOfNulls_isRefused() {
            refused(null, all(null));
        }

        @Test
        void jsonOfNulls_isRefused() {
            refused(null, "{\"sqft\":null}", "input.format", "json", "input.missing.columns", "na");
        }

        @Test
        void delimitedLineOfEmptyCells_isRefused() {
            refused(null, "h-1,,,,,,,,,,,", "input.format", "delimited", "input.delimited.columns", Houses.COLUMNS);
        }

        @ParameterizedTest
        @ValueSource(strings = {",,,,,,,,,,", "NA,,,,,,,,,NA,"})
        void vectorTextOfEmptyPieces_isRefused(String text) {
            refused(null, Map.of("v", text), "input.vector.field", "v");
        }

        @Test
        void vectorOfNulls_isRefused() {
            refused(null, Map.of("v", Collections.nCopies(11, null)), "input.vector.field", "v");
            refused(null, new HashMap<>(Collections.singletonMap("v", null)), "input.vector.field", "v");
        }

        @Test
        void unknownAndInvalidValues_areMissingToo() {
            Map<String, Object> map = all("carpet?");
            refused(null, map, "input.invalid.values", "na");
            Struct struct = new Struct(TEXTS);
            map.forEach(struct::put);
            refused(TEXTS, struct, "input.invalid.values", "na");
        }

        @Test
        void configuredDefaults_areNoData() {
            String[] settings = {"input.defaults", "sqft:2342,has_pool:no"};
            refused(null, all(null), settings);
            refused(TEXTS, new Struct(TEXTS), settings);
            Schema one = SchemaBuilder.struct()
                    .field("stories", Schema.OPTIONAL_INT32_SCHEMA)
                    .build();
            refused(one, new Struct(one), "input.defaults", "sqft:2342", "input.missing.columns", "na");
        }

        @Test
        void schemaDefaults_areNoData() {
            Schema defaults =
                    schema(SchemaBuilder.string().optional().defaultValue("1").build());
            refused(defaults, new Struct(defaults), "input.unknown.levels", "na");
            assertThat(price(score(defaults, new Struct(defaults).put("sqft", "2342"))))
                    .isPositive();
        }

        @Test
        void oneValue_isScored() {
            assertThat(price(score(TEXTS, new Struct(TEXTS).put("sqft", "2342"))))
                    .isEqualTo(priceOf(2342));
            Map<String, Object> map = all(null);
            map.put("sqft", 2342);
            assertThat(price(score(null, map))).isEqualTo(priceOf(2342));
        }

        @Test
        void onErrorNull_letsItThrough() {
            Map<?, ?> passed = (Map<?, ?>) score(null, all(null), "on.error", "null");
            assertThat(passed.containsKey("prediction")).isTrue();
            assertThat(passed.get("prediction")).isNull();
        }
    }

    @Nested
    class Share {
        private final Map<String, Object> map = Houses.map();

        Share() {
            map.put("sqft", null);
            map.put("has_pool", "maybe?");
            map.put("main_flooring_type", null);
        }

        @Test
        void aboveTheLimit_isRefused() {
            assertThatThrownBy(() -> score(null, map, "input.max.missing", "0.27"))
                    .hasMessageStartingWith("MOJO-D014 too many missing values [3 columns: 'sqft', ")
                    .hasMessageContaining("27 % of the model's columns are missing, and input.max.missing=0.27")
                    .hasMessageNotContaining("maybe");
        }

        @Test
        void atTheLimit_isScored() {
            assertThat(price(score(null, map, "input.max.missing", "0.2728"))).isPositive();
        }

        @Test
        void aDefault_isNotMissing() {
            assertThat(price(score(null, map, "input.max.missing", "0.2", "input.defaults", "sqft:2342")))
                    .isPositive();
        }

        @Test
        void zero_refusesOneMissingCell() {
            Map<String, Object> one = Houses.map();
            assertThat(price(score(null, one, "input.max.missing", "0"))).isEqualTo(Houses.price());
            one.put("sqft", null);
            assertThatThrownBy(() -> score(null, one, "input.max.missing", "0"))
                    .hasMessageContaining("1 column: 'sqft'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-0.1", "1.1", "NaN", "much"})
        void anythingButAShare_isRefusedAtStart(String text) {
            assertThatThrownBy(() -> Houses.scorer("input.max.missing", text)).isInstanceOf(ConfigException.class);
        }
    }
}
