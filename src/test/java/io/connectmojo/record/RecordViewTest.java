package io.connectmojo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordViewTest {
    private static final String JSON = "{\"a\":1,\"b\":{\"c\":[true,null]},\"p\":null}";

    private static RecordView view(RecordFormat format) {
        return format.newView(() -> Set.of("a")::contains, Set.of("p", "q")::contains);
    }

    private static void read(RecordView view, Object payload) {
        view.begin(payload instanceof Struct struct ? struct.schema() : null, payload);
        view.read();
    }

    private static Map<String, Object> additions() {
        Map<String, Object> additions = new LinkedHashMap<>();
        additions.put("p", 2.5);
        additions.put("q", null);
        return additions;
    }

    static List<Object[]> goodThenBad() {
        return List.of(
                new Object[] {new ConnectFormat(), Map.of("a", 1), "text"},
                new Object[] {new JsonFormat(), JSON, "{\"a\":1"},
                new Object[] {new JsonFormat(), JSON, 1},
                new Object[] {new DelimitedFormat(List.of("a", "b"), ','), "1,2", "1"},
                new Object[] {new DelimitedFormat(List.of("a", "b"), ','), "1,2", new byte[0]});
    }

    @ParameterizedTest
    @MethodSource("goodThenBad")
    void payloadRefused_nothingOfTheLastRecordIsLeft(RecordFormat format, Object good, Object bad) {
        RecordView view = view(format);
        read(view, good);
        view.keepCopy(new Struct(SchemaBuilder.struct().build()));
        assertThat(view.isRead()).isTrue();
        view.begin(null, bad);
        assertThat(view.isRead()).isFalse();
        assertThatThrownBy(view::read)
                .isInstanceOfSatisfying(
                        MojoException.class,
                        e -> assertThat(e.code())
                                .isIn(RecordError.NOT_A_RECORD, RecordError.NOT_JSON, RecordError.NOT_DELIMITED));
        assertThat(view.isRead()).isFalse();
        assertThat(view.fields()).isNull();
        assertThat(view.copy()).isNull();
        assertThat(view.payload()).isSameAs(bad);
    }

    @Nested
    class Connect {
        private final RecordView view = view(new ConnectFormat());

        @Test
        void struct_isItsOwnFields() {
            Schema schema =
                    SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
            Struct struct = new Struct(schema).put("a", 1);
            read(view, struct);
            assertThat(view.fields()).isSameAs(struct);
            assertThat(view.schema()).isSameAs(schema);
        }

        @Test
        void mapWithASchema_refused() {
            view.begin(Schema.STRING_SCHEMA, Map.of());
            assertThatThrownBy(view::read).hasMessageContaining("schemaless Maps");
        }

        @Test
        void map_copiedInItsOrderWithAdditions() {
            Map<Object, Object> map = new LinkedHashMap<>();
            map.put("z", 1);
            map.put(7, "no text");
            map.put("p", null);
            read(view, map);
            assertThat(view.has("p")).isTrue();
            assertThat(view.hasValue("p")).isFalse();
            Map<Object, Object> before = new LinkedHashMap<>(map);
            assertThat(((Map<?, ?>) view.with(additions())).keySet().toArray()).containsExactly("z", 7, "p", "q");
            assertThat(map).isEqualTo(before);
        }
    }

    @Nested
    class Json {
        private final RecordView view = view(new JsonFormat());

        @Test
        void fields_onlyWhatIsNeeded() throws Exception {
            read(view, JSON);
            assertThat(view.fields()).isEqualTo(Map.of("a", 1));
            Map<?, ?> byJackson = new ObjectMapper().readValue(JSON, Map.class);
            assertThat(view.names()).hasToString(byJackson.keySet().toString());
            assertThat(new JsonFormat().allFields(JSON)).isEqualTo(byJackson);
        }

        @Test
        void textOrBytes_comeBackAsTheyCame() throws Exception {
            byte[] bytes = JSON.getBytes(StandardCharsets.UTF_8);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            read(view, JSON);
            String text = (String) view.with(additions());
            Map<?, ?> expected = new ObjectMapper().readValue(JSON, Map.class);
            Map<Object, Object> withAdditions = new LinkedHashMap<>(expected);
            withAdditions.putAll(additions());
            assertThat((Object) new ObjectMapper().readValue(text, Map.class)).isEqualTo(withAdditions);
            read(view, bytes);
            assertThat((byte[]) view.with(additions())).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            read(view, buffer);
            assertThat(view.with(additions())).isEqualTo(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(buffer.remaining()).isEqualTo(bytes.length);
        }
    }

    @Nested
    class Delimited {
        private final DelimitedFormat format = new DelimitedFormat(List.of("a", "p"), ';');
        private final RecordView view = view(format);

        @Test
        void line_keepsItsCells() {
            read(view, "1;\n");
            Map<String, Object> cells = new HashMap<>();
            cells.put("a", "1");
            cells.put("p", null);
            assertThat(view.fields()).isEqualTo(cells);
            assertThat(view.has("p")).isTrue();
            assertThat(view.hasValue("p")).isFalse();
            assertThat(view.with(additions())).isEqualTo("1;2.5;\n");
        }

        @Test
        void example_textInEveryColumn() {
            Map<?, ?> example = format.example("1;");
            assertThat(example.keySet().toArray()).containsExactly("a", "p");
            assertThat(Arrays.asList(example.values().toArray())).allMatch(String.class::isInstance);
        }
    }
}
