package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The predicate on values of every type, wherever they stand in a record. */
class FieldMatchesTest {
    private static final String NONE = "";

    /** Conditions, the values that fit them, and values that do not. */
    static Stream<Arguments> conditions() {
        return Stream.of(
                of("values=high,medium", fits("high", "medium"), not("High", "high ", "low", "", 1, true)),
                of("values=true", fits(true, "true"), not(false, "TRUE", 1)),
                of(
                        "values=3,0.1",
                        fits(
                                (byte) 3,
                                (short) 3,
                                3,
                                3L,
                                3f,
                                3.0,
                                0.1f,
                                0.1,
                                "3",
                                new BigDecimal("3.00"),
                                BigInteger.valueOf(3)),
                        not("3.0", 4, 0.30000000000000004, true)),
                of(
                        "values=9007199254740993",
                        fits(9007199254740993L, new BigDecimal("9007199254740993")),
                        not(9007199254740992L)),
                of("values=`a,b`,`c``d`", fits("a,b", "c`d"), not("a", "b")),
                of(
                        "min=0.1",
                        fits(0.1, 0.1f, new BigDecimal("0.1"), 1, "0.1", " 1e3 ", Double.POSITIVE_INFINITY, "Infinity"),
                        not(0.09999999999999999, -1, Double.NaN, Float.NaN, "NaN", "", "0x1p3", "1d", "high", true)),
                of(
                        "max=0.1",
                        fits(0.1, 0.1f, new BigDecimal("0.10"), -1, "0.1", Double.NEGATIVE_INFINITY),
                        not(0.10000000000000002, 1L, Double.NaN, "high", false)),
                of(
                        "min=-2;max=9007199254740993",
                        fits(-2, -2.0, 9007199254740993L, BigInteger.valueOf(9007199254740993L)),
                        not(-2.0000000000000004, 9007199254740994L, "9007199254740996")),
                of("values=1,5;min=2", fits(5, 5.0), not(1, 3)),
                of(NONE, fits("", false, 0, Double.NaN, "x"), not()));
    }

    private static Arguments of(String settings, List<Object> fits, List<Object> not) {
        return Arguments.of(settings, fits, not);
    }

    private static List<Object> fits(Object... values) {
        return Arrays.asList(values);
    }

    private static List<Object> not(Object... values) {
        return Arrays.asList(values);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void value_fitsInMapStructOrHeader(String settings, List<Object> fits, List<Object> not) {
        for (boolean expected : new boolean[] {true, false}) {
            for (Object value : expected ? fits : not) {
                for (Map.Entry<String, SinkRecord> place : places(value).entrySet()) {
                    assertThat(test(place.getKey(), settings, place.getValue()))
                            .as("%s: %s in %s", settings, value, place.getKey())
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** By setting, records that hold the value where it says. */
    private static Map<String, SinkRecord> places(Object value) {
        Map<String, SinkRecord> places = new LinkedHashMap<>();
        places.put("field=score", record(null, Map.of("score", value)));
        places.put("field=after.`a.b`.score", record(null, Map.of("after", Map.of("a.b", Map.of("score", value)))));
        if (!(value instanceof BigInteger)) {
            Schema inner =
                    SchemaBuilder.struct().field("score", schemaOf(value)).build();
            Schema outer = SchemaBuilder.struct().field("a.b", inner).build();
            Struct struct = new Struct(outer).put("a.b", new Struct(inner).put("score", value));
            places.put("field=`a.b`.score", record(outer, struct));
        }
        SinkRecord withHeader = record(Schema.STRING_SCHEMA, "no object");
        withHeader.headers().add("a.b", "older", null).add("a.b", value, null).add("score", "another", null);
        places.put("header=a.b", withHeader);
        places.put("field=$header.`a.b`", withHeader);
        return places;
    }

    private static Schema schemaOf(Object value) {
        return value instanceof BigDecimal decimal
                ? Decimal.schema(decimal.scale())
                : SchemaBuilder.type(ConnectSchema.schemaType(value.getClass())).build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "field=band | values=high      | {\"band\":\"high\"}            | true",
                "field=band | values=high      | {\"x\":[{}],\"band\":\"low\"}   | false",
                "field=band | values=high      | {\"other\":\"high\"}           | false",
                "field=band | min=0            | {\"band\":null}               | false",
                "field=a.b  | min=0.5;max=0.75 | {\"a\":{\"b\":0.75}}          | true",
                "field=a.b  | min=0.5;max=0.75 | {\"a\":{\"b\":7.6e-1}}        | false",
                "field=a.b  | values=true      | {\"a\":{\"b\":true}}          | true",
                "field=a.b  | values=true      | {\"a\":[{\"b\":true}]}        | false",
                "field=a    | max=1            | {\"a\":-12345678901234567890} | true",
                "field=a    | min=0            | {\"a\":1} {\"a\":1}            | false",
                "field=a    | min=0            | {\"a\":1                      | false",
                "field=a    | min=0            | [{\"a\":1}]                   | false",
                "field=a    | min=0            | 1                            | false",
                "field=a    | min=0            | ~ ~                          | false"
            })
    void jsonObject_isReadFromTextOrBytes(String field, String settings, String json, boolean expected) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (Object payload : new Object[] {json, bytes, ByteBuffer.wrap(bytes)}) {
            assertThat(test(field, settings, record(null, payload)))
                    .as(payload.getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Test
    void fieldThatIsNotThere_doesNotMatch() {
        Map<String, Object> map = new HashMap<>();
        map.put("null", null);
        map.put("text", "x");
        Schema schema = SchemaBuilder.struct()
                .field("null", Schema.OPTIONAL_STRING_SCHEMA)
                .field("text", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        List<SinkRecord> records = List.of(
                record(null, map),
                record(schema, new Struct(schema).put("text", "x")),
                record(null, new TreeMap<>(Map.of(1, "x"))),
                record(null, "text"),
                record(null, new byte[] {(byte) 0xff, '{'}),
                record(null, 5),
                record(null, List.of("x")),
                record(null, null));
        for (SinkRecord record : records) {
            for (String place : List.of("field=null", "field=absent", "field=null.x", "field=text.x", "header=text")) {
                assertThat(test(place, NONE, record))
                        .as("%s of %s", place, record)
                        .isFalse();
            }
        }
    }

    @Test
    void typesWithoutTextOrNumber_matchNothingListed() {
        for (Object value : List.of(new Date(5), new byte[] {5}, List.of("5"), Map.of("5", 5))) {
            SinkRecord record = record(null, Map.of("score", value));
            assertThat(test("field=score", "values=5", record)).isFalse();
            assertThat(test("field=score", "min=0", record)).isFalse();
            assertThat(test("field=score", "max=9", record)).isFalse();
            assertThat(test("field=score", NONE, record)).as("a value").isTrue();
        }
    }

    @Test
    void defaultOfASchema_countsAsTheValue() {
        Schema schema = SchemaBuilder.struct()
                .field(
                        "score",
                        SchemaBuilder.float64().optional().defaultValue(0.9).build())
                .build();
        assertThat(test("field=score", "min=0.9", record(schema, new Struct(schema))))
                .isTrue();
    }

    @Test
    void key_isLookedAtByItsOwnPredicate() {
        SinkRecord record = new SinkRecord("t", 0, null, Map.of("score", 1), null, Map.of("score", 2), 0);
        try (FieldMatches.Key<SinkRecord> ofKey = new FieldMatches.Key<>()) {
            ofKey.configure(Map.of("field", "score", "values", "1"));
            assertThat(ofKey.test(record)).isTrue();
        }
        assertThat(test("field=score", "values=1", record)).isFalse();
        assertThat(test("field=$key.score", "values=1", record)).isTrue();
        assertThat(test("field=$topic", "values=t", record)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; field; MOJO-C013 Nothing is matched [field, header]",
                "'field=a|header=b'; field; MOJO-C013 Two settings exclude each other [field, header]",
                "'field=a..b'; field; MOJO-C006",
                "'field=$nothing'; field; MOJO-C006",
                "'header= '; header; MOJO-C004",
                "'field=a|values=x,x'; values; MOJO-C005",
                "'field=a|values='; field; MOJO-C005 The setting cannot be used [values]",
                "'field=a|min=low'; min; MOJO-C004",
                "'field=a|max=NaN'; max; MOJO-C004",
                "'field=a|max=1e999'; max; MOJO-C004",
                "'field=a|min=2|max=1'; field; MOJO-C013 Two settings exclude each other [min, max]"
            })
    void wrongConfiguration_isToldWhenItIsSubmitted(String settings, String key, String message) {
        Map<String, String> config = settings(settings.replace('|', ';'));
        assertThat(FieldMatches.CONFIG_DEF.validate(config).stream()
                        .filter(value -> value.name().equals(key))
                        .map(ConfigValue::errorMessages)
                        .findFirst()
                        .orElseThrow())
                .first()
                .asString()
                .startsWith(message)
                .contains("Fix: ");
        assertThatThrownBy(() -> {
                    try (FieldMatches.Value<SinkRecord> predicate = new FieldMatches.Value<>()) {
                        predicate.configure(config);
                    }
                })
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-C");
    }

    @Test
    void predicate_isVersionedPlusDocumented() {
        try (FieldMatches.Value<SinkRecord> predicate = new FieldMatches.Value<>()) {
            assertThat(predicate).isInstanceOf(Versioned.class);
            assertThat(predicate.version()).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(predicate.config().configKeys().values())
                    .allSatisfy(key -> assertThat(key.documentation).contains("Example: "));
        }
    }

    private static boolean test(String place, String settings, SinkRecord record) {
        try (FieldMatches.Value<SinkRecord> predicate = new FieldMatches.Value<>()) {
            predicate.configure(settings(place + ";" + settings));
            boolean first = predicate.test(record);
            assertThat(predicate.test(record)).as("again").isEqualTo(first);
            return first;
        }
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : text.split(";")) {
            if (!setting.isBlank()) {
                int equals = setting.indexOf('=');
                settings.put(setting.substring(0, equals).trim(), setting.substring(equals + 1));
            }
        }
        return settings;
    }

    private static SinkRecord record(Schema schema, Object value) {
        return new SinkRecord("houses", 0, null, null, schema, value, 0);
    }
}
