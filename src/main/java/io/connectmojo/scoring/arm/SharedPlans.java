package io.connectmojo.scoring.arm;

import io.connectmojo.output.OutputSchemas;
import io.connectmojo.record.RecordFormat;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.OutputPart;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The row plans of one transform, and the schemas that its records had. Arms that read the same columns in the same way share a plan: a
 * record of one finds in the processor's caches what the record before has left there, whichever arm that was of. On the task's thread
 * only, but for the schemas.
 */
public final class SharedPlans {
    private final RecordFormat format;
    private final OutputSchemas outputs;
    private final SchemaHistory history;

    /** Those that an arm has. */
    private final Map<Key, WeakReference<RowPlans>> plans = new HashMap<>();

    /** What a plan depends on, within one transform. */
    private record Key(RowSpec spec, Set<OutputPart> parts) {}

    /** @param outputs of the transform */
    public SharedPlans(RecordFormat format, OutputSchemas outputs) {
        this.format = format;
        this.outputs = outputs;
        this.history = new SchemaHistory(format::allFields);
    }

    OutputSchemas outputs() {
        return outputs;
    }

    SchemaHistory history() {
        return history;
    }

    /** The plans of an arm; those of a transform's only arm are made anew for each model, and so is what the log tells of them. */
    RowPlans of(RowSpec spec, ArmSettings settings) {
        if (!settings.role().isOneOfSeveral()) {
            return make(spec, settings);
        }
        plans.values().removeIf(reference -> reference.get() == null);
        Key key = new Key(spec, settings.outputs().parts());
        WeakReference<RowPlans> reference = plans.get(key);
        RowPlans known = reference == null ? null : reference.get();
        if (known == null) {
            known = make(spec, settings);
            plans.put(key, new WeakReference<>(known));
        }
        return known;
    }

    private RowPlans make(RowSpec spec, ArmSettings settings) {
        return new RowPlans(
                spec,
                settings.needed(spec),
                format,
                history,
                outputs,
                settings.copiesPayloads(),
                settings.role().isOneOfMany());
    }
}
