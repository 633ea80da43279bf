package io.connectmojo.row.coerce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is {@link List#lastIndexOf}. */
class TextIndexTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 31, 64, 127, 128, 129, 1000})
    void listsOfAnyLength_eachTextIsFound(int size) {
        Random random = new Random(size);
        List<String> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(
                    random.nextInt(10) == 0
                            ? "" + random.nextInt(20)
                            : "level " + Long.toString(random.nextLong(), 36));
        }
        assertSame(list);
    }

    @Test
    @DisplayName("Levels that are numbers in a row, as zip codes are: their hash codes differ little")
    void consecutiveNumbers_eachIsFound() {
        assertSame(IntStream.range(90_000, 90_120).mapToObj(Integer::toString).toList());
    }

    @Test
    void equalHashCodes_eachTextIsFound() {
        assertSame(colliding(6));
    }

    @Test
    @DisplayName("A hostile domain does not make loading quadratic")
    void thousandsOfEqualHashCodes_takeNoLongerThanAMap() {
        List<String> list = colliding(14);
        assertTimeout(Duration.ofSeconds(5), () -> assertSame(list));
    }

    private static List<String> colliding(int pairs) {
        List<String> texts = List.of("");
        for (int i = 0; i < pairs; i++) {
            texts = texts.stream()
                    .flatMap(text -> List.of(text + "Aa", text + "BB").stream())
                    .toList();
        }
        return texts;
    }

    private static void assertSame(List<String> list) {
        TextIndex index = new TextIndex(list);
        for (int i = 0; i < Math.min(list.size(), 1000); i++) {
            // another instance, as a converter gives it
            String text = String.valueOf(list.get(i).toCharArray());
            assertEquals(list.lastIndexOf(text), index.of(text), text);
            assertEquals(list.lastIndexOf(text + " "), index.of(text + " "), text);
        }
        assertEquals(list.lastIndexOf("absent"), index.of("absent"));
        assertEquals(list.lastIndexOf(""), index.of(""));
    }
}
