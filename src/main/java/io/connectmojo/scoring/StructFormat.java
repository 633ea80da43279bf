package io.connectmojo.scoring;

import io.connectmojo.output.OutputSchemaPlan;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.StructPlan;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import org.apache.kafka.connect.data.Struct;

/**
 * Structs of one schema. Where they get the outputs, one loop over their fields reads the features and makes the copy:
 * each value is touched once.
 */
final class StructFormat implements PayloadFormat {
    private final StructPlan plan;
    private final OutputWriter writer;
    private final OutputSchemaPlan target;
    private final boolean readsOnly;

    /** The copy of the Struct last read, which awaits its outputs. */
    private Struct copy;

    /** @param toHeaders the outputs go elsewhere */
    StructFormat(StructPlan plan, OutputWriter writer, OutputSchemaPlan target, boolean toHeaders) {
        this.plan = plan;
        this.writer = writer;
        this.target = target;
        // what is to pass untouched, and what cannot be scored, comes before a clash of names
        this.readsOnly = toHeaders || target.clashes();
    }

    @Override
    public boolean read(Object payload, Row row, ColumnCounts counts) {
        copy = null;
        Struct struct = (Struct) payload;
        if (readsOnly) {
            return plan.read(struct, row, counts);
        }
        Struct result = new Struct(target.schema());
        if (!plan.read(struct, row, counts, result, target.copied())) {
            return false;
        }
        copy = result;
        return true;
    }

    @Override
    public Object append(Object payload, Prediction prediction) {
        if (prediction == null || copy == null) {
            return writer.append((Struct) payload, prediction);
        }
        Struct result = copy;
        copy = null;
        writer.complete(target, result, prediction);
        return result;
    }

    @Override
    public Object fields(Object payload) {
        return payload;
    }
}
