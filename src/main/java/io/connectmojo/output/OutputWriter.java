package io.connectmojo.output;

import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.score.Prediction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * Writes predictions into copies of records: new fields last, an existing name as {@code output.existing} says. Keeps one
 * output schema for each input schema for as long as it lives, also when the layout of a newer model takes over. Never
 * changes what it is given. Not thread-safe.
 */
public final class OutputWriter {
    private static final int MOST_SCHEMAS = 256;
    private static final String HEADER_PREFIX = "mojo.";

    private final Existing existing;
    private final Map<Schema, StructTarget> targets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, StructTarget> eldest) {
            return size() > MOST_SCHEMAS;
        }
    };
    private OutputLayout layout;
    private OutputField[] fields;
    private String[] headerNames;

    public OutputWriter(OutputLayout layout, Existing existing) {
        this.existing = existing;
        take(layout);
    }

    private void take(OutputLayout next) {
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
        take(newer);
    }

    /** The copy of a Struct with outputs; without a prediction all outputs are null, but for kept values. */
    public Struct append(Struct struct, Prediction prediction) {
        StructTarget target = target(struct.schema());
        Struct copy = target.copy(struct);
        if (prediction != null) {
            complete(target, copy, prediction);
        }
        return copy;
    }

    /** Puts the outputs into a copy that the target has made. */
    public void complete(StructTarget target, Struct copy, Prediction prediction) {
        target.complete(copy, fields, prediction);
    }

    /** The copy of a schemaless Map with outputs, in the Map's order. */
    public Map<String, Object> append(Map<?, ?> map, Prediction prediction) {
        Map<String, Object> result =
                new LinkedHashMap<>((map.size() + layout.fields().size()) * 2);
        map.forEach((name, value) -> result.put((String) name, value));
        result.putAll(additions(prediction, map::containsKey, name -> map.get(name) != null));
        return result;
    }

    /**
     * The outputs that are to be written into a record without a schema, by name.
     *
     * @param has whether the record has a field of that name
     * @param hasValue whether it has one that is not null
     */
    public Map<String, Object> additions(Prediction prediction, Predicate<String> has, Predicate<String> hasValue) {
        Map<String, Object> additions = new LinkedHashMap<>();
        for (OutputField field : layout.fields()) {
            String name = field.name();
            if (existing == Existing.FAIL && has.test(name)) {
                throw StructTarget.existing(name);
            }
            if (existing != Existing.KEEP || !hasValue.test(name)) {
                additions.put(
                        name, prediction == null ? null : field.plainValue().apply(prediction));
            }
        }
        return additions;
    }

    /** Adds the outputs to headers, which are the caller's copy, as {@code mojo.<name>}: all of them or none. */
    public void addTo(Headers headers, boolean typed, Prediction prediction) {
        Object[] values = new Object[fields.length];
        boolean[] written = new boolean[fields.length];
        boolean any = !headers.isEmpty();
        for (int i = 0; i < fields.length; i++) {
            Header before = any ? headers.lastWithName(headerNames[i]) : null;
            if (before != null && existing == Existing.FAIL) {
                throw StructTarget.existing(before.key());
            }
            written[i] = before == null || existing != Existing.KEEP || before.value() == null;
            if (written[i] && prediction != null) {
                values[i] = (typed ? fields[i].value() : fields[i].plainValue()).apply(prediction);
            }
        }
        for (int i = 0; i < fields.length; i++) {
            if (written[i]) {
                if (any) {
                    headers.remove(headerNames[i]);
                }
                headers.add(headerNames[i], values[i], typed ? fields[i].schema() : null);
            }
        }
    }

    public List<OutputField> fields() {
        return layout.fields();
    }

    /** How Structs of that schema become Structs with outputs. */
    public StructTarget target(Schema input) {
        return targets.computeIfAbsent(input, schema -> StructTarget.of(schema, layout.fields(), existing));
    }
}
