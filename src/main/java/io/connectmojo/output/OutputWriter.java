package io.connectmojo.output;

import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.record.Additions;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of records into copies of them, for one model: new fields last, an existing name as
 * {@code output.existing} says. Keeps nothing of a record, and never changes what it is given. Not thread-safe.
 */
public final class OutputWriter {
    private static final String HEADER_PREFIX = "mojo.";

    private final Existing existing;
    private final OutputSchemas schemas;
    private final OutputField[] fields;
    private final String[] headerNames;

    /** All outputs of a record that has none of them. */
    private final Additions all;

    /**
     * @param schemas of the transform, shared by the writers of all its models
     * @throws IllegalArgumentException when the layout's names or types are not those of the other writers
     */
    public OutputWriter(OutputLayout layout, OutputSchemas schemas) {
        schemas.promise(layout);
        this.existing = schemas.existing();
        this.schemas = schemas;
        fields = layout.fields().toArray(new OutputField[0]);
        headerNames = layout.fields().stream()
                .map(field -> HEADER_PREFIX + field.name())
                .toArray(String[]::new);
        all = new Additions(layout.fields().stream().map(OutputField::name).toList());
    }

    /**
     * The copy of a Struct with outputs; of a failure all outputs are null, but for kept values and what tells the failure. The Struct
     * itself when there is null where they belong.
     */
    public Struct append(Struct struct, ScoringResult result) {
        OutputSchemaPlan plan = schemas.of(struct.schema());
        Struct copy = plan.copy(struct);
        return copy == null ? struct : complete(plan, struct, copy, result);
    }

    /**
     * Puts the outputs into a copy, made by the plan, of what gets them in the Struct; returns the copy of the whole.
     */
    public Struct complete(OutputSchemaPlan plan, Struct struct, Struct copy, ScoringResult result) {
        if (result instanceof Scored scored) {
            plan.complete(copy, fields, scored.prediction());
        } else if (result instanceof Failed failed) {
            plan.fail(copy, fields, failed);
        }
        return plan.around(struct, copy);
    }

    /**
     * The outputs that are to be written into a record without a schema, by name. Of a failure all but what tells it are null, and those
     * whose name the record has already are left out where they would be refused.
     *
     * <p>Good until the next record.
     *
     * @param record what has been read of it
     */
    public Map<String, @Nullable Object> additions(ScoringResult result, RecordView record) {
        all.begin();
        Set<String> leftOut = Set.of();
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].name();
            boolean clash = existing == Existing.FAIL && record.has(name);
            if (clash && result instanceof Scored) {
                throw OutputSchemaPlan.existing(name);
            }
            if (clash || existing == Existing.KEEP && record.hasValue(name)) {
                leftOut = leftOut.isEmpty() ? new HashSet<>() : leftOut;
                leftOut.add(name);
            } else {
                all.set(i, fields[i].of(result, false));
            }
        }
        if (leftOut.isEmpty()) {
            return all;
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(all);
        others.keySet().removeAll(leftOut);
        return others;
    }

    /**
     * Adds the outputs to headers, which are the caller's copy, as {@code mojo.<name>}: all of them or none; null of a failure. What
     * is replaced keeps its place.
     */
    public void addTo(Headers headers, boolean typed, ScoringResult result) {
        Header[] before = new Header[fields.length];
        boolean any = !headers.isEmpty();
        for (int i = 0; any && i < fields.length; i++) {
            before[i] = headers.lastWithName(headerNames[i]);
            if (before[i] != null && existing == Existing.FAIL && result instanceof Scored) {
                throw OutputSchemaPlan.existing(headerNames[i]);
            }
        }
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            boolean kept = existing == Existing.KEEP && before[i] != null && before[i].value() != null;
            values[i] = kept ? null : fields[i].of(result, typed);
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
}
