package io.connectmojo.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameSetTest {
    private final NameSet names = new NameSet();

    @Test
    void manyFillings_areAsThoseOfJavasSet() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            names.clear();
            Set<String> expected = new LinkedHashSet<>();
            int size = random.nextInt(round % 10 == 0 ? 3 * NameSet.MAX_KEPT : 200);
            for (int i = 0; i < size; i++) {
                String name = random.nextBoolean() ? "n" + random.nextInt(size) : collidingName(random.nextInt(1 << 8));
                assertThat(names.add(name)).isEqualTo(expected.add(name));
            }
            assertThat(names.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(new ArrayList<Object>(names.names())).isEqualTo(new ArrayList<>(expected));
        }
    }

    @Test
    void clear_leavesNothing() {
        for (int size : List.of(10, NameSet.MAX_KEPT, NameSet.MAX_KEPT + 1)) {
            for (int i = 0; i < size; i++) {
                names.add("n" + i);
            }
            assertThat(names.names()).hasSize(size);
            names.clear();
            assertThat(names.isEmpty()).isTrue();
            assertThat(names.add("n0")).isTrue();
            assertThat(names.names()).hasToString("[n0]");
            names.clear();
        }
    }

    /** One of 256 names of the same hash code. */
    private static String collidingName(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 8; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
