package io.connectmojo.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** {@code input.format=delimited}: one line of separated text; outputs are appended as cells. */
public final class DelimitedFormat implements RecordFormat {
    private final List<String> columns;
    private final char separator;

    public DelimitedFormat(List<String> columns, char separator) {
        this.columns = List.copyOf(columns);
        this.separator = separator;
    }

    @Override
    public RecordView newView(
            Supplier<Predicate<String>> needed, Supplier<Predicate<String>> writable, List<String> parent) {
        return new View(columns, separator);
    }

    @Override
    public Map<?, ?> allFields(Object payload) {
        return DelimitedLine.parse((String) payload, columns, separator).values();
    }

    /** Every column with a text. */
    @Override
    public Map<?, ?> example(Object payload) {
        Map<String, Object> fields = new LinkedHashMap<>();
        columns.forEach(name -> fields.put(name, ""));
        return fields;
    }

    private static final class View extends RecordView {
        private final List<String> columns;
        private final char separator;

        /** Set by {@link #read}. */
        @SuppressWarnings("NullAway.Init")
        private DelimitedLine line;

        View(List<String> columns, char separator) {
            this.columns = columns;
            this.separator = separator;
        }

        @Override
        void read(@Nullable Schema schema, Object payload) {
            if (!(payload instanceof String text)) {
                throw refused("delimited", payload, "set input.format=connect, or use StringConverter");
            }
            line = DelimitedLine.parse(text, columns, separator);
        }

        /** A line of separators is one of empty cells, if the separator is a blank, too. */
        @Override
        boolean isBlank(Object payload) {
            if (!(payload instanceof String text)) {
                return false;
            }
            // no stream: this runs for each record
            int at = 0;
            while (at < text.length() && text.charAt(at) <= ' ' && text.charAt(at) != separator) {
                at++;
            }
            return at == text.length();
        }

        @Override
        Object fieldsOf(Object payload) {
            return line.values();
        }

        @Override
        public boolean has(String name) {
            return line.has(name);
        }

        @Override
        public boolean hasValue(String name) {
            return line.hasValue(name);
        }

        @Override
        public Object with(Map<String, ?> additions) {
            return line.with(additions);
        }
    }
}
