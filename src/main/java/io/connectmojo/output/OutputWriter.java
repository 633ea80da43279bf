package io.connectmojo.output;

import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.score.Prediction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * Writes predictions into copies of records: new fields last, an existing name as {@code output.existing} says. Keeps one
 * output schema for each input schema for as long as it lives, also when the layout of a newer model takes over. Never
 * changes what it is given. Not thread-safe.
 */
public final class OutputWriter {
    /** More are forgotten, the one not seen for longest first. */
    public static final int MAX_SCHEMAS = 1000;

    private static final String HEADER_PREFIX = "mojo.";

    private final Existing existing;
    private final Map<Schema, OutputSchemaPlan> targets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, OutputSchemaPlan> eldest) {
            return size() > MAX_SCHEMAS;
        }
    };
    private OutputLayout layout;
    private OutputField[] fields;
    private String[] headerNames;

    public OutputWriter(OutputLayout layout, Existing existing) {
        this.existing = existing;
        assign(layout);
    }

    private void assign(OutputLayout next) {
        layout = next;
        fields = next.fields().toArray(new OutputField[0]);
        headerNames = next.fields().stream()
                .map(field -> HEADER_PREFIX + field.name())
                .toArray(String[]::new);
    }

    /** Goes on with the layout of a newer model, whose fields have the same names and types. */
    public void use(OutputLayout newer) {
        if (!newer.differencesFrom(layout).isEmpty()) {
            throw new IllegalArgumentException("another layout: " + newer.differencesFrom(layout));
        }
        assign(newer);
    }

    /** The copy of a Struct with outputs; without a prediction all outputs are null, but for kept values. */
    public Struct append(Struct struct, Prediction prediction) {
        OutputSchemaPlan target = target(struct.schema());
        Struct copy = target.copy(struct);
        if (prediction != null) {
            complete(target, copy, prediction);
        }
        return copy;
    }

    /** Puts the outputs into a copy that the target has made. */
    public void complete(OutputSchemaPlan target, Struct copy, Prediction prediction) {
        target.complete(copy, fields, prediction);
    }

    /** The copy of a schemaless Map with outputs, in the Map's order; keys that are no texts stay as they are. */
    public Map<Object, Object> append(Map<?, ?> map, Prediction prediction) {
        Map<Object, Object> result =
                new LinkedHashMap<>((map.size() + layout.fields().size()) * 2);
        result.putAll(map);
        result.putAll(additions(prediction, map::containsKey, name -> map.get(name) != null));
        return result;
    }

    /**
     * The outputs that are to be written into a record without a schema, by name. Without a prediction all are null, and those
     * whose name the record has already are left out where they would be refused.
     *
     * @param has whether the record has a field of that name
     * @param hasValue whether it has one that is not null
     */
    public Map<String, Object> additions(Prediction prediction, Predicate<String> has, Predicate<String> hasValue) {
        Map<String, Object> additions = new LinkedHashMap<>();
        for (OutputField field : layout.fields()) {
            String name = field.name();
            boolean clash = existing == Existing.FAIL && has.test(name);
            if (clash && prediction != null) {
                throw OutputSchemaPlan.existing(name);
            }
            if (!clash && (existing != Existing.KEEP || !hasValue.test(name))) {
                additions.put(
                        name, prediction == null ? null : field.plainValue().apply(prediction));
            }
        }
        return additions;
    }

    /**
     * Adds the outputs to headers, which are the caller's copy, as {@code mojo.<name>}: all of them or none. What is replaced keeps
     * its place.
     */
    public void addTo(Headers headers, boolean typed, Prediction prediction) {
        Header[] before = new Header[fields.length];
        boolean any = !headers.isEmpty();
        for (int i = 0; any && i < fields.length; i++) {
            before[i] = headers.lastWithName(headerNames[i]);
            if (before[i] != null && existing == Existing.FAIL && prediction != null) {
                throw OutputSchemaPlan.existing(headerNames[i]);
            }
        }
        Object[] values = new Object[fields.length];
        for (int i = 0; prediction != null && i < fields.length; i++) {
            boolean kept = existing == Existing.KEEP && before[i] != null && before[i].value() != null;
            values[i] = kept ? null : (typed ? fields[i].value() : fields[i].plainValue()).apply(prediction);
        }
        for (int i = 0; i < fields.length; i++) {
            Schema schema = typed ? fields[i].schema() : null;
            if (before[i] == null) {
                headers.add(headerNames[i], values[i], schema);
            } else if (existing == Existing.REPLACE || existing == Existing.KEEP && before[i].value() == null) {
                replace(headers, before[i], new ConnectHeaders().add(headerNames[i], values[i], schema));
            }
        }
    }

    /** Puts the one new header in the old one's place, and takes away those that were before it under {@code replace}. */
    private void replace(Headers headers, Header old, Headers with) {
        Header header = with.lastWithName(old.key());
        headers.apply(old.key(), each -> each == old ? header : existing == Existing.KEEP ? each : null);
    }

    public List<OutputField> fields() {
        return layout.fields();
    }

    /** How Structs of that schema become Structs with outputs. */
    public OutputSchemaPlan target(Schema input) {
        return targets.computeIfAbsent(input, schema -> OutputSchemaPlan.of(schema, layout.fields(), existing));
    }
}
