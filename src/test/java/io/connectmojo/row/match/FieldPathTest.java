package io.connectmojo.row.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.field.FieldSyntaxVersion;
import org.apache.kafka.connect.transforms.field.SingleFieldPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "sqft sqft",
                "after.house.sqft after|house|sqft",
                "`petal.width` petal.width",
                "`a.b`.c a.b|c",
                "a.`b.c` a|b.c",
                "a`b.c`d a`b|c`d",
                "`a``b` a`b",
                "`a\\`b.c` a`b.c",
                "`a`b` a`b",
                "`a.`b.c` a.`b.c",
                "日本.é 日本|é"
            })
    void aPathIsSplitAtDotsOutsideBackticks(String text, String steps) {
        assertThat(FieldPath.parse(text).steps()).containsExactly(steps.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "`a", "a.`b", "``", "`a`.", "`", "`a.b"})
    void anEmptyStepOrAnOpenBacktickIsACodedError(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text))
                .isInstanceOfSatisfying(
                        MojoException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.BAD_FIELD_PATH));
    }

    @Test
    void openBacktick_isNamedByItsPlace() {
        assertThatThrownBy(() -> FieldPath.parse("input.root", "ab.`c"))
                .hasMessageContaining("'ab.`c', input.root")
                .hasMessageContaining("the backtick at character 4 is not closed");
        assertThatThrownBy(() -> FieldPath.parse("`a"))
                .hasMessageContaining("'`a'")
                .hasMessageNotContaining("null");
    }

    @ParameterizedTest
    @CsvSource({"a.b.c, a.b, true", "a.b, a.b, false", "a, a.b, false", "a.x.c, a.b, false", "a.b.c, a, true"})
    void pathBelowAnother_goesOnFromIt(String path, String other, boolean below) {
        assertThat(FieldPath.parse(path).isBelow(FieldPath.parse(other))).isEqualTo(below);
    }

    @Test
    void siblingOrMovedPath_keepsTheRest() {
        FieldPath path = FieldPath.parse("a.b.c");
        assertThat(path.sibling("d")).isEqualTo(FieldPath.parse("a.b.d"));
        assertThat(path.moved(FieldPath.parse("a"), FieldPath.parse("x.y"))).isEqualTo(FieldPath.parse("x.y.b.c"));
        assertThat(path.moved(path, FieldPath.parse("x"))).isEqualTo(path);
    }

    @Test
    void printedPath_isReadBackWithAnySigns() {
        long seed = 7;
        Random r = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            List<String> steps = new ArrayList<>();
            for (int n = 1 + r.nextInt(3); n > 0; n--) {
                steps.add(random(r, "ab.` é", 1 + r.nextInt(5)));
            }
            FieldPath path = new FieldPath(steps);
            assertThat(FieldPath.parse(path.toString()))
                    .as("seed %s: %s", seed, path)
                    .isEqualTo(path);
        }
    }

    @Test
    void paths_areThoseOfKafkasTransformsWithTwoExceptions() {
        long seed = 11;
        Random r = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = random(r, "ab.`", 1 + r.nextInt(9));
            if (text.contains("``")) {
                continue;
            }
            List<String> ours = ours(text);
            Object marker = new Object();
            Object found = kafka(text, ours == null ? List.of("a") : ours, marker);
            if (ours != null) {
                assertThat(found).as("seed %s: %s", seed, text).isSameAs(marker);
                compared++;
            } else if (!text.startsWith(".") && !text.endsWith(".") && !text.contains("..")) {
                assertThat(found).as("seed %s: %s", seed, text).isEqualTo("refused");
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    /** What Kafka's path finds in Maps that have nothing but the marker at those steps. */
    private static Object kafka(String text, List<String> steps, Object marker) {
        Object nested = marker;
        for (int i = steps.size() - 1; i >= 0; i--) {
            nested = Map.of(steps.get(i), nested);
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> map = (Map<String, Object>) nested;
            return new SingleFieldPath(text, FieldSyntaxVersion.V2).valueFrom(map);
        } catch (ConfigException e) {
            return "refused";
        } catch (DataException e) {
            return "elsewhere";
        }
    }

    private static List<String> ours(String text) {
        try {
            return FieldPath.parse(text).steps();
        } catch (MojoException e) {
            return null;
        }
    }

    private static String random(Random r, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(r.nextInt(letters.length())));
        }
        return text.toString();
    }
}
