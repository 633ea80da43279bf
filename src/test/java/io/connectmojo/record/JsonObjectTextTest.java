package io.connectmojo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTextTest {
    private static JsonObjectText parse(String text) {
        return parse(text, name -> true);
    }

    private static JsonObjectText parse(String text, Predicate<String> needed) {
        JsonObjectText object = new JsonObjectText(List.of());
        object.read("{\"before\":{\"p\":1},\"p\":[2]}", name -> false, name -> false);
        object.read(text, needed, name -> true);
        return object;
    }

    @Test
    void everyCharacterThatIsNotReplacedStaysAsItWas() {
        String text = " { \"a\" : 1.50e+3 ,\t\"pr\\u0069ce\": null, \"b\":{\"c\" : [ 1,2 ]}\n} ";
        Map<String, Object> additions = new LinkedHashMap<>();
        additions.put("price", 290591.7);
        additions.put("model", "house\"s");
        assertThat(parse(text).with(additions))
                .isEqualTo(" { \"a\" : 1.50e+3 ,\t\"pr\\u0069ce\": 290591.7, \"b\":{\"c\" : [ 1,2 ]}\n"
                        + ",\"model\":\"house\\\"s\"} ");
    }

    @Test
    void anEmptyObjectGetsItsFirstMemberWithoutAComma() {
        assertThat(parse("{ }").with(Map.of("p", true))).isEqualTo("{ \"p\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"p\":1}', '{\"p\":9}'",
        "'{\"p\":-1.5e-7,\"q\":2}', '{\"p\":9,\"q\":2}'",
        "'{\"p\":\"a\\\"b\" }', '{\"p\":9 }'",
        "'{\"p\":[1,{\"p\":2}],\"q\":true}', '{\"p\":9,\"q\":true}'",
        "'{\"q\":{\"p\":1},\"p\":false}', '{\"q\":{\"p\":1},\"p\":9}'",
        "'{\"p\":null}', '{\"p\":9}'"
    })
    void aReplacedMemberKeepsItsPlace(String text, String expected) {
        assertThat(parse(text).with(Map.of("p", 9))).isEqualTo(expected);
        assertThat(parse(text, name -> false).with(Map.of("p", 9)))
                .as("values that nobody reads have the same places")
                .isEqualTo(expected);
    }

    @Test
    void values_areBuiltAsJavaObjectsWhenNeeded() {
        JsonObjectText object = parse(
                "{\"i\":1,\"l\":3000000000,\"b\":12345678901234567890123,\"d\":1.5,\"t\":true,\"n\":null,\"s\":\"x\","
                        + "\"a\":[1,null],\"o\":{\"k\":\"v\"},\"skipped\":{\"deep\":[1]}}",
                name -> !name.equals("skipped"));
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("i", 1);
        expected.put("l", 3000000000L);
        expected.put("b", new BigInteger("12345678901234567890123"));
        expected.put("d", 1.5);
        expected.put("t", true);
        expected.put("n", null);
        expected.put("s", "x");
        expected.put("a", Arrays.asList(1, null));
        expected.put("o", Map.of("k", "v"));
        assertThat(object.values()).isEqualTo(expected);
        assertThat(object.has("skipped")).isTrue();
        assertThat(object.hasValue("n")).isFalse();
        assertThat(object.has("n")).isTrue();
        assertThat(object.hasValue("s")).isTrue();
    }

    @Test
    void numberOfAMillionDigits_isItsNearestDouble() {
        String digits = "9".repeat(1_000_000);
        assertThat(parse("{\"n\":" + digits + "}").values().get("n")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(parse("{\"n\":0." + digits + "}").values().get("n")).isEqualTo(1.0);
    }

    @Test
    void aNumberIsTheNearestDoubleOfItsText() {
        long seed = 20260102;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000 * Integer.getInteger("mojo.tests.scale", 1); round++) {
            String digits = Long.toUnsignedString(random.nextLong() >>> random.nextInt(60));
            int point = random.nextInt(digits.length());
            String number = (random.nextBoolean() ? "-" : "")
                    + (point == 0 ? "0" : digits.substring(0, point).replaceFirst("^0+(?=.)", "")) + "."
                    + digits.substring(point)
                    + (random.nextBoolean() ? "" : "e" + (random.nextInt(700) - 350));
            assertThat(parse("{\"n\":" + number + "}").values().get("n"))
                    .as("seed %s: %s", seed, number)
                    .isEqualTo(Double.parseDouble(number));
        }
    }

    @Test
    void longText_keepsPlacesFindingDuplicateNames() {
        StringBuilder text = new StringBuilder("\uFEFF{");
        for (int i = 0; i < 5000; i++) {
            text.append("\"member")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(20))
                    .append("\",");
        }
        String object = text + "\"p\":1}";
        assertThat(parse(object).with(Map.of("p", 22))).isEqualTo(text + "\"p\":22}");
        for (int i : new int[] {0, 62, 63, 64, 1234, 4321, 4999}) {
            assertThatThrownBy(() -> parse(text + "\"member" + i + "\":1}"))
                    .hasMessageContaining("a member stands in it twice");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "[1]",
                "7",
                "\"text\"",
                "null",
                "{",
                "{\"a\":1",
                "{\"a\":}",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{'a':1}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":[1,}",
                "{\"a\":\"open}"
            })
    void whatIsNotExactlyOneObjectIsRefusedWithoutAWordOfItsText(String text) {
        for (boolean needed : new boolean[] {true, false}) {
            assertThatThrownBy(() -> parse(text, name -> needed))
                    .hasMessageStartingWith("MOJO-D007 The text is not one JSON object [input.format=json] - ")
                    .hasMessageContaining("Fix: ")
                    .hasMessageNotContaining("open}");
        }
    }

    @Test
    void depth500_isRead() {
        String ok = "{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}";
        assertThat(parse(ok).with(Map.of())).isEqualTo(ok);
    }

    @Test
    void depth501_isRefused() {
        String deep = "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}";
        assertThatThrownBy(() -> parse(deep)).hasMessageContaining("nested deeper than 500");
    }

    @Test
    void randomObjects_readOrExtendAsJacksonDoes() throws Exception {
        long seed = 20260101;
        Random random = new Random(seed);
        ObjectMapper mapper = new ObjectMapper();
        int rounds = 20_000 * Integer.getInteger("mojo.tests.scale", 1);
        for (int round = 0; round < rounds; round++) {
            ObjectNode node = (ObjectNode) randomNode(random, mapper, 0);
            String text = random.nextBoolean()
                    ? node.toString()
                    : mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node);
            Map<String, Object> additions = new LinkedHashMap<>();
            ObjectNode expected = node.deepCopy();
            for (String name : new String[] {"a", "ü\"", "new"}) {
                if (random.nextBoolean()) {
                    Object value = scalar(random);
                    additions.put(name, value);
                    expected.set(name, mapper.valueToTree(value));
                }
            }
            boolean all = random.nextBoolean();
            String actual = parse(text, name -> all).with(additions);
            JsonNode read = mapper.readTree(actual);
            assertThat(read)
                    .as("seed %s, round %s, %s", seed, round, text)
                    .isEqualTo(mapper.readTree(expected.toString()));
            List<String> order = new ArrayList<>();
            read.fieldNames().forEachRemaining(order::add);
            List<String> expectedOrder = new ArrayList<>();
            expected.fieldNames().forEachRemaining(expectedOrder::add);
            assertThat(order).as("seed %s, round %s", seed, round).isEqualTo(expectedOrder);
        }
    }

    private static JsonNode randomNode(Random random, ObjectMapper mapper, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(depth > 3 ? 3 : 5);
        if (kind == 0 || kind == 4) {
            ObjectNode node = mapper.createObjectNode();
            String[] names = {"a", "b", "ü\"", "c d", ""};
            for (int i = random.nextInt(5); i > 0; i--) {
                node.set(names[random.nextInt(names.length)], randomNode(random, mapper, depth + 1));
            }
            return node;
        }
        if (kind == 3) {
            var array = mapper.createArrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.add(randomNode(random, mapper, depth + 1));
            }
            return array;
        }
        return mapper.valueToTree(scalar(random));
    }

    private static Object scalar(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> Double.longBitsToDouble(random.nextLong() & ~(0x7ffL << 52) | (random.nextInt(2000) + 20L) << 52);
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> "tab\t\"\\/ü東\u0001" + random.nextInt();
            default -> "";
        };
    }
}
