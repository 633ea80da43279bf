package io.connectmojo.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MapFieldsTest {
    private static final Object ABSENT = new Object();

    private final RecordView view = new ConnectFormat().newView(() -> name -> true, name -> true);

    /** Maps of few shapes in turn, sometimes of another one: every answer is that of the Map itself. */
    @RepeatedTest(50)
    void mapsOfSeveralShapes_readAsTheyAre(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int shapes = 1 + random.nextInt(7);
        for (int i = 0; i < 400; i++) {
            int shape = random.nextInt(20) == 0 ? 100 + i : random.nextInt(shapes);
            Map<Object, Object> map = map(shape, random);
            Map<Object, Object> before = new LinkedHashMap<>(map);
            view.begin(null, map);
            assertThat(view.read()).isTrue();
            Map<?, ?> fields = (Map<?, ?>) view.fieldsRead();
            assertThat(new ArrayList<>(fields.entrySet())).isEqualTo(new ArrayList<>(map.entrySet()));
            for (int name = 0; name < 12; name++) {
                assertThat(fields.get("f" + name)).isEqualTo(map.get("f" + name));
                assertThat(view.has("f" + name)).isEqualTo(map.containsKey("f" + name));
            }
            if (fields instanceof NumberedFields numbered) {
                for (Object name : map.keySet()) {
                    assertThat(numbered.at(numbered.number((String) name), ABSENT))
                            .isEqualTo(map.get(name));
                }
                assertThat(numbered.number("none")).isNegative();
            }
            Map<String, Object> outputs = outputs(random);
            Map<Object, Object> expected = new LinkedHashMap<>(map);
            expected.putAll(outputs);
            Object copy = view.with(outputs);
            assertThat(copy).isEqualTo(expected).isNotSameAs(map);
            assertThat(new ArrayList<>(((Map<?, ?>) copy).keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
            assertThat(map).isEqualTo(before);
        }
    }

    private static Map<Object, Object> map(int shape, Random values) {
        Random random = new Random(shape);
        Map<Object, Object> map = random.nextBoolean() ? new HashMap<>() : new LinkedHashMap<>();
        int size = random.nextInt(12);
        for (int i = 0; i < size; i++) {
            map.put("f" + random.nextInt(12), values.nextInt(5) == 0 ? null : values.nextInt());
        }
        return map;
    }

    private static Map<String, Object> outputs(Random random) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("prediction", random.nextDouble());
        if (random.nextInt(4) == 0) {
            outputs.put("f3", random.nextInt());
        }
        return outputs;
    }

    /** What a copy looks like is worked out once for each of the shapes, whoever writes it. */
    @Test
    void shapesInTurn_copiesShareTheirNames() {
        MapFields fields = new MapFields();
        List<SharedNames> names = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            fields.begin(i % 2 == 0 ? Map.of("a", i) : Map.of("b", i));
            Additions outputs = new Additions(List.of("p"));
            outputs.set(0, i);
            names.add(((NamedValues) fields.with(outputs)).names());
        }
        assertThat(names.get(2)).isSameAs(names.get(0)).isSameAs(names.get(4));
        assertThat(names.get(3)).isSameAs(names.get(1)).isSameAs(names.get(5)).isNotSameAs(names.get(0));
    }

    @Test
    void copies_doNotShareValues() {
        Map<String, Object> map = Map.of("a", 1);
        view.begin(null, new HashMap<>(map));
        view.read();
        @SuppressWarnings("unchecked")
        Map<Object, Object> first = (Map<Object, Object>) view.with(Map.of("p", 1));
        @SuppressWarnings("unchecked")
        Map<Object, Object> second = (Map<Object, Object>) view.with(Map.of("p", 2));
        first.put("a", "changed");
        assertThat(second).containsEntry("a", 1).containsEntry("p", 2);
        view.begin(null, new HashMap<>(Map.of("a", 3)));
        view.read();
        assertThat(second).containsEntry("a", 1);
    }

    /** A second arm reads the record after the first one has written it. */
    @Test
    void writtenTwice_fieldsStayWhatWasRead() {
        for (Map<String, Object> outputs : List.of(Map.<String, Object>of("p", 8), Map.<String, Object>of("a", 9))) {
            for (int record = 0; record < 3; record++) {
                view.begin(null, new HashMap<>(Map.of("a", record, "b", 7)));
                view.read();
                Object first = view.with(outputs);
                Map<?, ?> fields = (Map<?, ?>) view.fieldsRead();
                assertThat(fields.get("a")).isEqualTo(record);
                assertThat(fields).hasSize(2);
                Object second = view.with(outputs);
                assertThat(second).isEqualTo(first).isNotSameAs(first);
                @SuppressWarnings("unchecked")
                Map<Object, Object> changed = (Map<Object, Object>) second;
                changed.put("b", "changed");
                assertThat(first).isNotEqualTo(second);
            }
        }
    }

    @Test
    void mapsThatAreNotPlain_stayThemselves() {
        TreeMap<String, Object> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.put("Sqft", 1);
        Map<Object, Object> numbers = new HashMap<>(Map.of(1, "one", "a", 2));
        for (Map<?, ?> map : List.of(anyCase, numbers)) {
            view.begin(null, map);
            view.read();
            assertThat(view.fieldsRead()).isSameAs(map);
            assertThat(view.with(Map.of("p", 1))).isInstanceOf(LinkedHashMap.class);
        }
    }

    @Test
    void namesThatAlwaysChange_noLongerLearned() {
        MapFields fields = new MapFields();
        int learned = 0;
        for (int i = 0; i < 1000; i++) {
            learned += fields.begin(Map.of("name" + i, i)) ? 1 : 0;
        }
        assertThat(learned).isBetween(1, 20);
        assertThat(fields.begin(Map.of("again", 1))).isFalse();
        for (int i = 0; i < 1000; i++) {
            fields.begin(Map.of("same", i));
        }
        assertThat(fields.begin(Map.of("same", 1))).as("after the pause").isTrue();
    }

    @Test
    void wideMap_readByName() {
        Map<String, Object> wide = new HashMap<>();
        for (int i = 0; i <= SharedNames.MOST; i++) {
            wide.put("f" + i, i);
        }
        assertThat(new MapFields().begin(wide)).isFalse();
    }

    @Test
    void outputsElsewhere_mapStaysItself() {
        RecordView reads = new ConnectFormat().newView(() -> name -> true, RecordFormat.NOTHING, List.of());
        Map<String, Object> map = new HashMap<>(Map.of("a", 1));
        reads.begin(null, map);
        reads.read();
        assertThat(reads.fieldsRead()).isSameAs(map);
    }
}
