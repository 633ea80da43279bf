package io.connectmojo.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final int ROUNDS = 300 * Integer.getInteger("mojo.tests.scale", 1);

    private final Members members = new Members();
    private Predicate<String> replaceable = name -> name.endsWith("1");

    /** Values of the needed members; every third is null. */
    private void fill(List<String> names, Map<String, Object> expected, Set<String> all, Predicate<String> needed) {
        for (String name : names) {
            int number = members.add(name);
            boolean repeated = !all.add(name);
            assertThat(number == Members.REPEATED).as(name).isEqualTo(repeated);
            if (repeated) {
                continue;
            }
            assertThat(members.isNeeded(number, name)).isEqualTo(needed.test(name));
            assertThat(members.isReplaceable(number, name)).isEqualTo(replaceable.test(name));
            if (needed.test(name)) {
                Integer value = all.size() % 3 == 0 ? null : all.size();
                expected.put(name, value);
                members.value(number, name, value);
            }
        }
    }

    @Test
    void manyObjects_areAsJavasMaps() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Predicate<String>> needs = List.of(name -> true, name -> false, name -> name.hashCode() % 2 == 0);
        List<String> usual = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            usual.add("field" + i);
        }
        for (int round = 0; round < ROUNDS; round++) {
            Predicate<String> needed = needs.get(random.nextInt(3));
            if (random.nextInt(10) == 0) {
                String end = Integer.toString(random.nextInt(10));
                replaceable = name -> name.endsWith(end);
            }
            List<String> names = random.nextBoolean() ? names(random, round) : some(usual, random);
            Map<String, Object> expected = new LinkedHashMap<>();
            Set<String> all = new LinkedHashSet<>();
            members.begin(needed, replaceable);
            fill(names, expected, all, needed);
            assertThat(members.hasNames()).as("seed %s", seed).isEqualTo(!all.isEmpty());
            assertThat(members).as("seed %s, round %s", seed, round).isEqualTo(expected);
            assertThat(new LinkedHashSet<Object>(members.names())).isEqualTo(all);
            assertThat(members.names()).hasSize(all.size());
            for (String name : usual) {
                assertThat(members.containsKey(name)).isEqualTo(expected.containsKey(name));
                assertThat(members.get(name)).isEqualTo(expected.get(name));
                assertByNumber(name, expected);
            }
        }
    }

    private void assertByNumber(String name, Map<String, Object> expected) {
        int number = members.number(name);
        if (number >= 0) {
            assertThat(members.at(number, "absent")).isEqualTo(expected.getOrDefault(name, "absent"));
        }
    }

    @Test
    void usualNames_keepTheirOrderWhateverCameBefore() {
        Random random = new Random(4);
        List<String> usual = List.of("a", "b", "c", "d", "e", "f");
        for (int round = 0; round < 100; round++) {
            List<String> names = some(usual, random);
            members.begin(name -> true, replaceable);
            fill(names, new HashMap<>(), new LinkedHashSet<>(), name -> true);
            assertThat(new ArrayList<Object>(members.names())).isEqualTo(names);
        }
    }

    @Test
    void manyNames_areForgottenWithTheirObject() {
        Object numbering = members.numbering();
        members.begin(name -> true, replaceable);
        for (int i = 0; i < 3 * MemberNumbers.MAX_NAMES; i++) {
            members.value(members.add("n" + i), "n" + i, i);
        }
        assertThat(members).hasSize(3 * MemberNumbers.MAX_NAMES);
        assertThat(members.numbering()).isSameAs(numbering);
        members.begin(name -> true, replaceable);
        assertThat(members.numbering()).isNotSameAs(numbering);
        assertThat(members.number("n0")).isNegative();
        assertThat(members).isEmpty();
    }

    @Test
    void longName_getsNoNumber() {
        String name = "n".repeat(Members.MAX_LENGTH + 1);
        members.begin(any -> true, replaceable);
        assertThat(members.add(name)).isEqualTo(Members.OTHER);
        members.value(Members.OTHER, name, null);
        assertThat(members.add(name)).isEqualTo(Members.REPEATED);
        assertThat(members.containsKey(name)).isTrue();
        assertThat(members.get(name)).isNull();
    }

    private static List<String> names(Random random, int round) {
        int size = random.nextInt(round % 10 == 0 ? 3 * MemberNumbers.MAX_NAMES : 200);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add(random.nextBoolean() ? "n" + random.nextInt(size) : collidingName(random.nextInt(1 << 8)));
        }
        return names;
    }

    /** In their order, some left out, sometimes one moved. */
    private static List<String> some(List<String> usual, Random random) {
        List<String> names = new ArrayList<>(usual);
        names.removeIf(name -> random.nextInt(8) == 0);
        if (names.size() > 1 && random.nextInt(4) == 0) {
            names.add(names.remove(random.nextInt(names.size())));
        }
        return names;
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
