package io.connectmojo.predicate;

import io.connectmojo.problem.MojoException;
import io.connectmojo.record.JsonFormat;
import io.connectmojo.record.KeyOrValue;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.MetadataPath;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Whether a field of a record, or its metadata, holds what is asked for. The payload is a Struct, a Map, or text or bytes with one
 * JSON object; in anything else there is no such field. Keeps nothing of a record, never changes one, and never throws for one. Not
 * thread-safe.
 */
public final class FieldCondition {
    private final KeyOrValue part;
    private final MapPath path;
    private final CurrentRecord current = new CurrentRecord();
    private final ValueCondition condition;

    /** Reads JSON. */
    private final RecordView view;

    /** @param part where a path of fields begins */
    public FieldCondition(KeyOrValue part, FieldPath path, ValueCondition condition) {
        this.part = part;
        this.path = MetadataPath.ofAny(path, current);
        this.condition = condition;
        String first = path.steps().isEmpty() ? "" : path.steps().get(0);
        Predicate<String> needed = first::equals;
        this.view = new JsonFormat().newView(() -> needed, name -> false);
    }

    public boolean test(ConnectRecord<?> record) {
        Object value = find(record);
        return MapPath.isField(value) && condition.test(value);
    }

    private @Nullable Object find(ConnectRecord<?> record) {
        if (path instanceof MetadataPath metadata) {
            current.set(record);
            return metadata.find();
        }
        Object payload = part.payload(record);
        if (payload instanceof Struct || payload instanceof Map) {
            return path.find(payload);
        }
        return payload == null ? null : inJson(record, payload);
    }

    private @Nullable Object inJson(ConnectRecord<?> record, Object payload) {
        view.begin(part.schema(record), payload);
        try {
            return view.read() ? path.find(view.fieldsRead()) : null;
        } catch (MojoException noJson) {
            return null;
        }
    }
}
