package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A column with the levels no and yes takes texts and numbers of the same meaning, in every format. Unknown levels fail here:
 * the model answers the same without a pool and without a value.
 */
class BooleanWordsTest {
    private static final double WITH_POOL = Houses.price(Map.of("has_pool", "yes"));
    private static final double WITHOUT_VALUE = Houses.price(Map.of("has_pool", Double.NaN));
    private static final double WITHOUT_POOL = Houses.price(Map.of("has_pool", "no"));

    private static MojoScorer<SinkRecord> scorer(String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("input.unknown.levels", "fail");
        MojoScorer<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    private static double asMap(Object pool, String... settings) {
        Map<String, Object> house = Houses.map();
        house.put("has_pool", pool);
        return (Double)
                ((Map<?, ?>) scorer(settings).apply(Houses.record(null, house)).value()).get("prediction");
    }

    private static double asStruct(Schema type, Object pool) {
        SchemaBuilder schema = SchemaBuilder.struct();
        Houses.SCHEMA
                .fields()
                .forEach(field -> schema.field(field.name(), field.name().equals("has_pool") ? type : field.schema()));
        Struct house = new Struct(schema.build());
        Struct given = Houses.struct();
        Houses.SCHEMA
                .fields()
                .forEach(field -> house.put(field.name(), field.name().equals("has_pool") ? pool : given.get(field)));
        Object scored = scorer().apply(Houses.record(house.schema(), house)).value();
        return ((Struct) scored).getFloat64("prediction");
    }

    private static double asJson(String pool) throws Exception {
        String house = Houses.json().replace("\"has_pool\":false", "\"has_pool\":" + pool);
        Object scored =
                scorer("input.format", "json").apply(Houses.record(null, house)).value();
        return new ObjectMapper().readTree((String) scored).get("prediction").doubleValue();
    }

    private static double delimited(String pool) {
        String line = "h-1,2342,0.4,1,3,3,true," + pool + ",yes,hardwood,true,4";
        Object scored = scorer("input.format", "delimited", "input.delimited.columns", Houses.COLUMNS)
                .apply(Houses.record(null, line))
                .value();
        return Double.parseDouble(((String) scored).substring(line.length() + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "true,false",
        "yes,no",
        "y,n",
        "t,f",
        "1,0",
        "on,off",
        "TRUE,FALSE",
        "Yes,nO",
        "On,OFF",
        "' true','\u00a0False '"
    })
    void word_takesTheLevelOfItsMeaning(String whenTrue, String whenFalse) throws Exception {
        assertThat(asMap(whenTrue)).isEqualTo(WITH_POOL);
        assertThat(asMap(whenFalse)).isEqualTo(WITHOUT_POOL);
        assertThat(asStruct(Schema.STRING_SCHEMA, whenTrue)).isEqualTo(WITH_POOL);
        assertThat(asStruct(Schema.STRING_SCHEMA, whenFalse)).isEqualTo(WITHOUT_POOL);
        assertThat(asJson('"' + whenTrue + '"')).isEqualTo(WITH_POOL);
        assertThat(asJson('"' + whenFalse + '"')).isEqualTo(WITHOUT_POOL);
        assertThat(delimited(whenTrue)).isEqualTo(WITH_POOL);
        assertThat(delimited(whenFalse)).isEqualTo(WITHOUT_POOL);
    }

    @Test
    void zeroOrOne_takesTheLevelOfItsMeaning() throws Exception {
        assertThat(asMap(1)).isEqualTo(WITH_POOL);
        assertThat(asMap(0.0)).isEqualTo(WITHOUT_POOL);
        assertThat(asStruct(Schema.INT8_SCHEMA, (byte) 1)).isEqualTo(WITH_POOL);
        assertThat(asStruct(Schema.FLOAT64_SCHEMA, 0.0)).isEqualTo(WITHOUT_POOL);
        assertThat(asJson("1")).isEqualTo(WITH_POOL);
        assertThat(asJson("0")).isEqualTo(WITHOUT_POOL);
        assertThatThrownBy(() -> asMap(2)).hasMessageContaining("only 0 and 1 stand for one of its levels");
    }

    @Test
    void anotherWord_isAnUnknownLevel() {
        assertThatThrownBy(() -> asMap("perhaps")).hasMessageStartingWith("MOJO-D005");
        assertThatThrownBy(() -> delimited("truee")).hasMessageStartingWith("MOJO-D005");
    }

    @Nested
    class UnderAnExplicitPair {
        private static final String[] TYPE = {"input.types", "has_pool:boolean(yes|no)"};

        @Test
        void wordOrNumber_takesTheLevelOfItsMeaning() {
            assertThat(asMap("1", TYPE)).isEqualTo(WITH_POOL);
            assertThat(asMap(1, TYPE)).isEqualTo(WITH_POOL);
            assertThat(asMap("Off", TYPE)).isEqualTo(WITHOUT_POOL);
            assertThat(asMap("yes", TYPE)).isEqualTo(WITH_POOL);
        }

        @Test
        void anotherText_isInvalid() {
            assertThatThrownBy(() -> asMap("perhaps", TYPE)).hasMessageStartingWith("MOJO-D004");
            assertThat(asMap("NA", TYPE)).isEqualTo(WITHOUT_VALUE);
        }

        @Test
        void pairTurnedAround_decides() {
            assertThat(asMap("true", "input.types", "has_pool:boolean(no|yes)")).isEqualTo(WITHOUT_POOL);
        }
    }

    @Test
    void typeCategory_takesTextAsItIs() {
        assertThatThrownBy(() -> asMap("true", "input.types", "has_pool:category"))
                .hasMessageStartingWith("MOJO-D005");
    }
}
