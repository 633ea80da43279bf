package io.connectmojo.scoring.challenge;

import io.connectmojo.record.RecordView;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.MetadataPath;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Which records the challenger answers: those whose value has a hash below the share. So the same value meets the same model on every
 * worker, and a larger share only takes further values. Not thread-safe.
 */
public final class Split {
    /** What is hashed before the value, so that the model is no function of the partition. Never to change. */
    static final String SALT = "mojo";

    private static final double RANGE = 0x1p32;

    private final FieldPath where;
    private final MapPath path;
    private final CurrentRecord current = new CurrentRecord();
    private final SplitBytes bytes = new SplitBytes(SALT);

    /** Hashes below it are the challenger's. */
    private final long limit;

    /** Of the Structs that came last, where the path has one step. */
    private @Nullable Schema lastSchema;

    private @Nullable Field field;

    /** @param share of the values, 0 to 1 */
    public Split(FieldPath where, double share) {
        this.where = where;
        this.path = MetadataPath.ofAny(where, current);
        this.limit = (long) Math.ceil(share * RANGE);
    }

    /** The top-level member of records that it reads; empty when it reads metadata. */
    public Optional<String> topLevelName() {
        return where.isMetadata() ? Optional.empty() : Optional.of(where.steps().get(0));
    }

    /** Whether the challenger is to answer the record; never without a value. */
    public boolean choosesChallenger(RecordView view) {
        Object value = value(view);
        return value != null && MapPath.isField(value) && takes(value);
    }

    private @Nullable Object value(RecordView view) {
        if (where.isMetadata()) {
            current.set(view.record());
            return path.find(view.fieldsRead());
        }
        if (path.steps.length > 1 || !(view.fieldsRead() instanceof Struct struct)) {
            return path.find(view.fieldsRead());
        }
        if (struct.schema() != lastSchema) {
            lastSchema = struct.schema();
            field = lastSchema.field(path.steps[0]);
        }
        return field == null ? null : struct.get(field);
    }

    boolean takes(Object value) {
        return (bytes.hash(value) & 0xffffffffL) < limit;
    }
}
