package io.connectmojo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The oracle is a LinkedHashMap of the same fields. */
class NamedValuesTest {
    private static Map<Object, Object> oracle() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", null);
        map.put("z", "text");
        map.put("c", 2.5);
        return map;
    }

    private static NamedValues made() {
        Map<Object, Object> map = oracle();
        return new NamedValues(
                Objects.requireNonNull(SharedNames.of(map)), map.values().toArray());
    }

    @RepeatedTest(200)
    void anyChanges_likeALinkedHashMap(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<Object, Object> expected = oracle();
        Map<Object, Object> actual = made();
        for (int i = 0; i < 12; i++) {
            Object key = random.nextInt(8) == 0 ? Integer.valueOf(1) : String.valueOf((char) ('a' + random.nextInt(6)));
            Object value = random.nextBoolean() ? null : random.nextInt();
            switch (random.nextInt(12)) {
                case 0 -> assertThat(actual.put(key, value)).isEqualTo(expected.put(key, value));
                case 1 -> assertThat(actual.remove(key)).isEqualTo(expected.remove(key));
                case 2 -> assertThat(actual.putIfAbsent(key, value)).isEqualTo(expected.putIfAbsent(key, value));
                case 3 -> assertThat(actual.merge(key, 7, (a, b) -> b)).isEqualTo(expected.merge(key, 7, (a, b) -> b));
                case 4 ->
                    assertThat(actual.values().removeIf(Objects::isNull))
                            .isEqualTo(expected.values().removeIf(Objects::isNull));
                case 5 -> {
                    actual.replaceAll((k, v) -> v == null ? "n" : v);
                    expected.replaceAll((k, v) -> v == null ? "n" : v);
                }
                case 6 ->
                    assertThat(actual.keySet().remove(key))
                            .isEqualTo(expected.keySet().remove(key));
                case 7 ->
                    assertThat(actual.computeIfPresent(key, (k, v) -> null))
                            .isEqualTo(expected.computeIfPresent(key, (k, v) -> null));
                case 8 -> {
                    actual.putAll(Map.of("x", 1, "a", 2));
                    expected.putAll(Map.of("x", 1, "a", 2));
                }
                case 9 -> {
                    if (random.nextInt(6) == 0) {
                        actual.clear();
                        expected.clear();
                    }
                }
                case 10 -> setAll(actual, expected, value);
                default -> assertThat(actual.getOrDefault(key, "d")).isEqualTo(expected.getOrDefault(key, "d"));
            }
            same(actual, expected);
        }
    }

    private static void setAll(Map<Object, Object> actual, Map<Object, Object> expected, Object value) {
        actual.entrySet().forEach(entry -> entry.setValue(value));
        expected.entrySet().forEach(entry -> entry.setValue(value));
    }

    private static void same(Map<Object, Object> actual, Map<Object, Object> expected) {
        assertThat(actual).isEqualTo(expected);
        assertThat(expected).isEqualTo(actual);
        assertThat(actual).hasSameHashCodeAs(expected).hasToString(expected.toString());
        assertThat(new ArrayList<>(actual.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
        assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(new HashMap<>(actual)).isEqualTo(expected);
        for (Object key : new Object[] {"a", "b", "c", "x", "z", 1, null}) {
            assertThat(actual.get(key)).isEqualTo(expected.get(key));
            assertThat(actual.containsKey(key)).isEqualTo(expected.containsKey(key));
        }
    }

    @Test
    void changeWhileItIsGoneThrough_tellsSo() {
        NamedValues map = made();
        Iterator<?> entries = map.entrySet().iterator();
        entries.next();
        map.put("new", 1);
        assertThatThrownBy(entries::next).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(() -> made().entrySet().iterator().remove()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void viewOfBefore_showsLaterChanges() {
        NamedValues map = made();
        var entries = map.entrySet();
        var keys = map.keySet();
        map.remove("a");
        map.put("q", 1);
        assertThat(entries).hasSize(4).contains(Map.entry("q", 1));
        assertThat(keys).containsExactly("b", "z", "c", "q");
    }

    @Test
    void writtenAsJavaObject_readAsLinkedHashMap() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(made());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(oracle()).isInstanceOf(LinkedHashMap.class);
        }
    }
}
