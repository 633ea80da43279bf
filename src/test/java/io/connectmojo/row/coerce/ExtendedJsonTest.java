package io.connectmojo.row.coerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExtendedJsonTest {
    /** What MongoDB's own library writes for the value, read by Jackson. */
    private static Object written(Object value, JsonMode mode) throws Exception {
        String json = new Document("x", value)
                .toJson(JsonWriterSettings.builder().outputMode(mode).build());
        return new ObjectMapper().readValue(json, Map.class).get("x");
    }

    private static Object read(Object value, JsonMode mode) throws Exception {
        Object json = written(value, mode);
        return json instanceof Map<?, ?> object ? ExtendedJson.value(object) : json;
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTENDED", "RELAXED"})
    void valueAsMongoWritesIt_read(JsonMode mode) throws Exception {
        for (int number : new int[] {0, 42, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(((Number) read(number, mode)).longValue()).isEqualTo(number);
        }
        for (long number : new long[] {0, 1L << 53, (1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(((Number) read(number, mode)).longValue()).isEqualTo(number);
        }
        for (double number : new double[] {
            0, -0.0, 0.1, -1.5e300, 5e-324, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        }) {
            assertThat(read(number, mode)).isEqualTo((Double) number);
        }
        for (String number : List.of("1.50", "1E+3", "-9.999999999999999999999999999999999E+6144", "0E-6176")) {
            assertThat((BigDecimal) read(Decimal128.parse(number), mode)).isEqualByComparingTo(number);
        }
        for (String number : List.of("NaN", "Infinity", "-Infinity")) {
            assertThat(read(Decimal128.parse(number), mode)).isEqualTo(Double.valueOf(number));
        }
        for (String instant : List.of("2024-05-06T07:08:09.123Z", "1969-12-31T23:59:59.999Z", "2024-05-06T07:08:09Z")) {
            assertThat(read(java.util.Date.from(Instant.parse(instant)), mode)).isEqualTo(Instant.parse(instant));
        }
        assertThat(read(new ObjectId("65f0c1d2e3f4a5b6c7d8e9f0"), mode)).isEqualTo("65f0c1d2e3f4a5b6c7d8e9f0");
    }

    @Test
    void uuid_readAsText() {
        String uuid = UUID.nameUUIDFromBytes(new byte[] {1}).toString();
        assertThat(ExtendedJson.value(Map.of("$uuid", uuid))).isEqualTo(uuid);
    }

    @Test
    void objectThatIsNoValue_staysAsItIs() {
        for (Map<?, ?> object : List.of(
                Map.of(),
                Map.of("a", 1),
                Map.of("$numberInt", "1", "b", 2),
                Map.of(1, 2),
                Map.of("$numberInt", "1.5"),
                Map.of("$numberLong", "9223372036854775808"),
                Map.of("$numberLong", "0x10"),
                Map.of("$numberDecimal", "9".repeat(65)),
                Map.of("$date", "yesterday"),
                Map.of("$date", Map.of("$numberLong", "x")),
                Map.of("$oid", 7),
                Map.of("$regex", "a"))) {
            assertThat(ExtendedJson.value(object)).isSameAs(object);
        }
    }
}
