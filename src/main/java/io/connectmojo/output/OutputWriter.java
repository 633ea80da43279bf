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
    private Schema lastInput;
    private StructTarget lastTarget;

    public OutputWriter(OutputLayout layout, Existing existing) {
        this.layout = layout;
        this.existing = existing;
    }

    /** Goes on with the layout of a newer model, whose fields have the same names and types. */
    public void use(OutputLayout newer) {
        if (!newer.differencesFrom(layout).isEmpty()) {
            throw new IllegalArgumentException("another layout: " + newer.differencesFrom(layout));
        }
        layout = newer;
    }

    /** The copy of a Struct with outputs; without a prediction all outputs are null, but for kept values. */
    public Struct append(Struct struct, Prediction prediction) {
        return target(struct.schema()).append(struct, layout.fields(), prediction);
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
        Map<OutputField, Object> additions = new LinkedHashMap<>();
        for (OutputField field : layout.fields()) {
            Header before = headers.lastWithName(HEADER_PREFIX + field.name());
            if (before != null && existing == Existing.FAIL) {
                throw StructTarget.existing(before.key());
            }
            if (before == null || existing != Existing.KEEP || before.value() == null) {
                additions.put(
                        field,
                        prediction == null ? null : (typed ? field.value() : field.plainValue()).apply(prediction));
            }
        }
        additions.forEach((field, value) -> {
            headers.remove(HEADER_PREFIX + field.name());
            headers.add(HEADER_PREFIX + field.name(), value, typed ? field.schema() : null);
        });
    }

    public List<OutputField> fields() {
        return layout.fields();
    }

    private StructTarget target(Schema input) {
        if (input == lastInput) {
            return lastTarget;
        }
        StructTarget target = targets.get(input);
        if (target == null) {
            target = StructTarget.of(input, layout.fields(), existing);
            targets.put(input, target);
        }
        lastInput = input;
        lastTarget = target;
        return target;
    }
}
