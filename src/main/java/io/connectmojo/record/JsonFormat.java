package io.connectmojo.record;

import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** {@code input.format=json}: text, or UTF-8 bytes, with one JSON object. The output is of the same kind. */
public final class JsonFormat implements RecordFormat {
    @Override
    public RecordView newView(
            Supplier<Predicate<String>> needed, Supplier<Predicate<String>> writable, List<String> parent) {
        return new View(needed, writable, parent);
    }

    @Override
    public Map<?, ?> allFields(Object payload) {
        return everything(payload);
    }

    private static Map<String, Object> everything(Object payload) {
        JsonObjectText object = new JsonObjectText(List.of());
        object.read(text(payload), name -> true, name -> false);
        return object.values();
    }

    private static String text(Object payload) {
        if (payload instanceof String text) {
            return text;
        }
        ByteBuffer bytes =
                payload instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) payload).duplicate();
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(RecordError.NOT_JSON, "The bytes are not one JSON object")
                    .where("input.format=json")
                    .why("they are not UTF-8")
                    .fix("send JSON in UTF-8, or set input.format to what the records are");
        }
    }

    private static final class View extends RecordView {
        private final Supplier<Predicate<String>> needed;
        private final Supplier<Predicate<String>> writable;
        private final JsonObjectText object;

        View(Supplier<Predicate<String>> needed, Supplier<Predicate<String>> writable, List<String> parent) {
            this.needed = needed;
            this.writable = writable;
            this.object = new JsonObjectText(parent);
        }

        @Override
        void read(@Nullable Schema schema, Object payload) {
            if (!(payload instanceof String || payload instanceof byte[] || payload instanceof ByteBuffer)) {
                throw refused(
                        "json", payload, "set input.format=connect, or use StringConverter or ByteArrayConverter");
            }
            object.read(text(payload), needed.get(), writable.get());
        }

        @Override
        boolean isBlank(Object payload) {
            if (payload instanceof String text) {
                // no stream: this runs for each record
                int at = 0;
                while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == '\uFEFF')) {
                    at++;
                }
                return at == text.length();
            }
            if (payload instanceof byte[] array) {
                return isBlank(ByteBuffer.wrap(array));
            }
            return payload instanceof ByteBuffer bytes && isBlank(bytes);
        }

        private static boolean isBlank(ByteBuffer bytes) {
            int at = bytes.position();
            while (at < bytes.limit() && bytes.get(at) >= 0 && bytes.get(at) <= ' ') {
                at++;
            }
            return at == bytes.limit();
        }

        @Override
        Object fieldsOf(Object payload) {
            return object.values();
        }

        @Override
        public Collection<?> names() {
            return object.names();
        }

        @Override
        public boolean isNoPlace() {
            return object.isNoPlace();
        }

        @Override
        public boolean has(String name) {
            return object.has(name);
        }

        @Override
        public boolean hasValue(String name) {
            return object.hasValue(name);
        }

        @Override
        public Object with(Map<String, ?> additions) {
            String text = object.with(additions);
            if (payload() instanceof String) {
                return text;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return payload() instanceof byte[] ? bytes : ByteBuffer.wrap(bytes);
        }
    }
}
