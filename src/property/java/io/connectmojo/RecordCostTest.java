package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What records cost: no more than their size, and nothing of one record is paid by the next. */
@Tag("property")
class RecordCostTest {
    private static final Map<String, Integer> NORMAL = Map.of("column_0", 1, "column_1", 2);

    /** A format, and how a record of many members that no column needs is written in it. */
    enum Kind {
        MAP(size -> members(size, "member"), "input.format", "connect"),
        RELAXED_MAP(size -> members(size, "member"), "input.match", "relaxed"),
        JSON(size -> json(members(size, "member")), "input.format", "json"),
        JSON_BYTES(size -> json(members(size, "member")).getBytes(StandardCharsets.UTF_8), "input.format", "json"),
        RELAXED_JSON(size -> json(members(size, "member")), "input.format", "json", "input.match", "relaxed"),
        NESTED_JSON(size -> json(Map.of("column_0", 1, "x", members(size, "member"))), "input.format", "json"),
        STRUCT(RecordCostTest::struct, "input.format", "connect"),
        LONG_NAME(size -> json(Map.of("column_0", 1, "n".repeat(10 * size), 2)), "input.format", "json"),
        LONG_TEXT(size -> json(Map.of("column_0", "1" + " ".repeat(10 * size))), "input.format", "json"),
        INVALID_TEXT(size -> Map.of("column_0", "x".repeat(10 * size)), "input.invalid.values", "na"),
        VECTOR_TEXT(size -> Map.of("column_0", 1, "v", "1,".repeat(size)), "input.vector.field", "v"),
        VECTOR(size -> Map.of("column_0", 1, "v", Collections.nCopies(size, 1)), "input.vector.field", "v"),
        DELIMITED(size -> "1" + ",1".repeat(size), "input.format", "delimited", "input.delimited.columns", "column_0"),
        QUOTED(
                size -> "\"" + "\"\"".repeat(size) + "\"",
                "input.format",
                "delimited",
                "input.delimited.columns",
                "column_0",
                "input.invalid.values",
                "na");

        final Function<Integer, Object> record;
        final String[] settings;

        Kind(Function<Integer, Object> record, String... settings) {
            this.record = record;
            this.settings = settings;
        }
    }

    private static Map<String, Object> members(int size, String name) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("column_0", 1);
        for (int i = 0; i < size; i++) {
            map.put(name + i, i);
        }
        return map;
    }

    private static Struct struct(int size) {
        SchemaBuilder schema = SchemaBuilder.struct().field("column_0", Schema.INT32_SCHEMA);
        for (int i = 0; i < size; i++) {
            schema.field("member" + i, Schema.OPTIONAL_INT32_SCHEMA);
        }
        return new Struct(schema.build()).put("column_0", 1);
    }

    private static String json(Map<String, ?> map) {
        try {
            return new ObjectMapper().writeValueAsString(map);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MojoScorer.Value<SinkRecord> scorer(String... settings) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("model.class", WideModel.class.getName());
        config.put("input.missing.columns", "na");
        config.put("output.existing", "replace");
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    private static SinkRecord record(Object value) {
        return new SinkRecord("t", 0, null, null, value instanceof Struct s ? s.schema() : null, value, 0);
    }

    /** Scores, or refuses where the size is what is wrong. */
    private static Runnable apply(MojoScorer.Value<SinkRecord> scorer, Object value) {
        SinkRecord record = record(value);
        return () -> {
            try {
                scorer.apply(record);
            } catch (DataException refused) {
                if (!refused.getMessage().startsWith("MOJO-D")) {
                    throw refused;
                }
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void bytesAndTime_growLinearlyWithTheSize(Kind kind) {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(kind.settings)) {
            Runnable small = apply(scorer, kind.record.apply(12_000));
            Runnable large = apply(scorer, kind.record.apply(96_000));
            Cost.times(5, small).run();
            large.run();
            assertThat(Cost.bytes(large)).isLessThan(12 * Cost.bytes(small) + 100_000);
            // quadratic would be 64
            assertThat(Cost.nanos(large)).isLessThan(30 * Math.max(Cost.nanos(small), 20_000));
        }
    }

    @Nested
    class AfterAMonster {
        @ParameterizedTest
        @EnumSource(Kind.class)
        void normalRecords_costWhatTheyDidBefore(Kind kind) {
            Object normal = kind.record.apply(1);
            try (MojoScorer.Value<SinkRecord> scorer = scorer(kind.settings)) {
                Runnable normals = Cost.times(200, apply(scorer, normal));
                Cost.times(10, normals).run();
                long bytes = Cost.bytes(normals);
                long nanos = Cost.nanos(normals);
                apply(scorer, kind.record.apply(150_000)).run();
                apply(scorer, normal).run();
                assertThat(Cost.bytes(normals)).isLessThan(bytes + bytes / 10 + 10_000);
                assertThat(Cost.nanos(normals)).isLessThan(2 * nanos);
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"MAP", "RELAXED_MAP", "STRUCT", "JSON", "JSON_BYTES", "RELAXED_JSON", "VECTOR_TEXT"})
        void itsPayload_isHeldNoLonger(Kind kind) {
            try (MojoScorer.Value<SinkRecord> scorer = scorer(kind.settings)) {
                WeakReference<Object> monster = new WeakReference<>(kind.record.apply(50_000));
                apply(scorer, monster.get()).run();
                apply(scorer, kind.record.apply(1)).run();
                for (int i = 0; i < 50 && monster.get() != null; i++) {
                    System.gc();
                }
                assertThat(monster.get()).isNull();
            }
        }
    }

    @Nested
    class CollidingNames {
        /** Texts of one hash code: each letter of the number in binary is one of the two. */
        static List<String> names(String zero, String one, int bits) {
            return IntStream.range(0, 1 << bits)
                    .mapToObj(i -> IntStream.range(0, bits)
                            .mapToObj(bit -> (i >> bit & 1) == 0 ? zero : one)
                            .collect(Collectors.joining()))
                    .toList();
        }

        /** {@code Aa} and {@code BB} collide in Java's hash code, {@code Ab} and {@code BA} in that of Jackson's names. */
        static Stream<List<String>> kinds() {
            return Stream.of(
                    names("Aa", "BB", 14), names("Ab", "BA", 14), names("Aa", "BB", 11), names("Ab", "BA", 11));
        }

        @ParameterizedTest
        @MethodSource("kinds")
        void reading_takesAboutAsLongAsJacksonsMap(List<String> names) throws IOException {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("column_0", 1);
            names.forEach(name -> map.put(name, 1));
            String text = json(map);
            ObjectMapper jackson = new ObjectMapper(new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build());
            for (String match : List.of("exact", "relaxed")) {
                try (MojoScorer.Value<SinkRecord> scorer = scorer("input.format", "json", "input.match", match)) {
                    long ours = Cost.nanos(() -> scorer.apply(record(text)));
                    long theirs = Cost.nanos(() -> read(jackson, text));
                    // quadratic would be hundreds of times as long; relaxed matching keeps three maps
                    assertThat(ours).as(match).isLessThan(10 * theirs + 10_000_000);
                }
            }
        }

        private static void read(ObjectMapper jackson, String text) {
            try {
                assertThat(jackson.readTree(text).size()).isPositive();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aName_isSuggestedAgainWhenTheRecordsChange() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer("input.missing.columns", "fail")) {
            for (String name : List.of("Column-8", "Column-8", "Column-9", "Column-8")) {
                assertThatThrownBy(() -> scorer.apply(record(Map.of("column_7", 1, name, 1))))
                        .hasMessageContaining("nearest field '" + name + "'");
            }
        }
    }
}
