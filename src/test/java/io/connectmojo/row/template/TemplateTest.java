package io.connectmojo.row.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that records fill into a path. */
class TemplateTest {
    private static final String NULL = "null";

    private static SinkRecord record(Object key, Object value) {
        SinkRecord record = new SinkRecord("topic-1", 3, null, key, null, value, 0);
        record.headers().addString("a.b", "head");
        return record;
    }

    private static String filled(String written, Object key, Object value) {
        Template template = Template.parse("model.path", written);
        TemplateReader reader = new TemplateReader(template, false);
        reader.read(value, record(key, value));
        String texts = reader.text();
        return texts == null ? NULL : template.with(texts);
    }

    @Test
    void placeholders_areFilled() {
        Map<String, Object> value = Map.of("a", Map.of("b.c", "deep"), "n", 7L, "flag", true);
        assertThat(filled("/m/{value.a.`b.c`}.zip", "k", value)).isEqualTo("/m/deep.zip");
        assertThat(filled("/m/{value.n}-{value.flag}/{topic}.zip", "k", value)).isEqualTo("/m/7-true/topic-1.zip");
        assertThat(filled("/m/{key}{key}", "k", value)).isEqualTo("/m/kk");
        assertThat(filled("{key.id}x", Map.of("id", 9), value)).isEqualTo("9x");
        assertThat(filled("{header.`a.b`}", "k", value)).isEqualTo("head");
        assertThat(filled("{value.`}`}", "k", Map.of("}", "brace"))).isEqualTo("brace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{value}",
                "{value.}",
                "{value..a}",
                "{partition}",
                "{timestamp}",
                "{header}",
                "{header.a.b}",
                "{topic.a}",
                "{key.}",
                "{ key}",
                "{Value.a}",
                "{value.a",
                "{value.$key}",
                "{value.`a}",
                "a{b}"
            })
    void malformedPlaceholder_isTold(String written) {
        assertThatThrownBy(() -> Template.parse("model.path", "/m/" + written))
                .hasMessageStartingWith("MOJO-C030 ")
                .hasMessageContaining("model.path");
    }

    static List<Object> allowed() {
        return List.of(
                "a",
                "A-Z_0.9",
                "...",
                ".a",
                "a..b",
                "-",
                "x".repeat(128),
                0,
                -5,
                (byte) 1,
                (short) 2,
                Long.MIN_VALUE,
                new BigInteger("9".repeat(127)),
                new BigDecimal("120"),
                new BigDecimal("12.000"),
                new BigDecimal("1E+3"),
                false);
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void plainText_isTaken(Object value) {
        String expected =
                value instanceof BigDecimal decimal ? decimal.toBigInteger().toString() : value.toString();
        assertThat(filled("/m/{value.a}", null, Map.of("a", value))).isEqualTo("/m/" + expected);
    }

    static List<Object> refused() {
        return Arrays.asList(
                "",
                ".",
                "..",
                "a/b",
                "a\\b",
                "a b",
                "a\u0000",
                "\u00e9",
                "x".repeat(129),
                "\u0661",
                "\uff41",
                1.0,
                1f,
                'c',
                new BigInteger("9".repeat(1000)),
                new BigDecimal("1.5"),
                new BigDecimal("1E+999999999"),
                new BigDecimal("1E-999999999"),
                List.of("a"),
                Map.of(),
                new byte[] {65},
                null);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void otherValue_isNoText(Object value) {
        Map<String, Object> map = new HashMap<>();
        map.put("a", value);
        assertThat(filled("/m/{value.a}", null, map)).isEqualTo(NULL);
        assertThat(filled("/m/{topic}/{value.a}", null, map)).isEqualTo(NULL);
        assertThat(filled("/m/{value.b}", null, map)).isEqualTo(NULL);
    }

    @Test
    void sameTexts_areKnownWithoutReadingThemAgain() {
        TemplateReader reader = new TemplateReader(Template.parse("model.path", "{value.a}{key}"), false);
        assertThat(reader.read(Map.of("a", "x"), record(1, null))).isFalse();
        String texts = reader.text();
        assertThat(reader.read(new LinkedHashMap<>(Map.of("a", new String("x"))), record(1, null)))
                .isTrue();
        assertThat(reader.text()).isSameAs(texts);
        assertThat(reader.read(Map.of("a", "y"), record(1, null))).isFalse();
        assertThat(reader.read(Map.of("a", "y"), record(2, null))).isFalse();
        assertThat(reader.read(Map.of("a", "y"), record(null, null))).isFalse();
        assertThat(reader.text()).isNull();
        assertThat(reader.read(Map.of("a", "y"), record(2, null))).isFalse();
        assertThat(reader.text()).isEqualTo("y/2");
    }
}
