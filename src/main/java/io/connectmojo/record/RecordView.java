package io.connectmojo.record;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One record as its format reads it: the fields, and all that writing needs to know of the reading. The task owns one view and
 * refills it for each record. Never changes a payload; not thread-safe.
 */
public abstract class RecordView {
    private @Nullable Schema schema;

    /** Set by {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    private Object payload;

    /** Null unless somebody reads metadata. */
    private @Nullable ConnectRecord<?> record;

    private boolean isRead;
    private @Nullable Struct copy;

    RecordView() {}

    /** Goes on to another record, whose fields are not read yet. */
    public final void begin(@Nullable Schema schemaOfPayload, Object nextPayload) {
        // a reference that does not change is not stored again: collectors make stores into old objects dear
        if (schema != schemaOfPayload) {
            schema = schemaOfPayload;
        }
        payload = nextPayload;
        isRead = false;
        copy = null;
    }

    /** Says whose payload it is, where metadata is read besides the payload. */
    public final void of(ConnectRecord<?> recordOfPayload) {
        record = recordOfPayload;
    }

    /** The record whose payload it is; null unless metadata is read. */
    public final @Nullable ConnectRecord<?> record() {
        return record;
    }

    /**
     * Reads the payload.
     *
     * @return false when it is a blank text, which is no record: it is to pass
     * @throws MojoException with a record code when it is not what the format reads; {@link #isRead} stays false
     */
    public final boolean read() {
        if (isBlank(payload)) {
            return false;
        }
        read(schema, payload);
        isRead = true;
        return true;
    }

    /** Whether the payload has no character of a record. */
    boolean isBlank(Object payloadToRead) {
        return false;
    }

    abstract void read(@Nullable Schema schemaOfPayload, Object payloadToRead);

    /** The fields of the payload that was read last. */
    abstract Object fieldsOf(Object payloadThatIsRead);

    public final Object payload() {
        return payload;
    }

    /** Null when the payload comes without one. */
    public final @Nullable Schema schema() {
        return schema;
    }

    /** Whether the fields of this record could be read. */
    public final boolean isRead() {
        return isRead;
    }

    /**
     * A Struct or a Map, which may lack top-level members that nobody needs; null while the payload is not read. Good until the
     * next record.
     */
    public final @Nullable Object fields() {
        return isRead ? fieldsOf(payload) : null;
    }

    /** The same, of a payload that is read. */
    public final Object fieldsRead() {
        return fieldsOf(payload);
    }

    /** Where the fields are a Map: the names of all of them, also of those that nobody needs. Good until the next record. */
    public Collection<?> names() {
        return ((Map<?, ?>) fieldsRead()).keySet();
    }

    /** The copy of the fields that was made while they were read, and awaits its outputs; null for none. */
    public final @Nullable Struct copy() {
        return copy;
    }

    /** The {@link #copy()}, which is the caller's from now on. */
    public final @Nullable Struct takeCopy() {
        Struct taken = copy;
        copy = null;
        return taken;
    }

    /** Keeps a copy of the fields, which are a Struct, until it is written. */
    public final void keepCopy(Struct copyOfFields) {
        copy = copyOfFields;
    }

    /** Where the fields are a Map: whether there is null where the outputs belong, and the record is to pass. */
    public boolean isNoPlace() {
        return false;
    }

    /** Where the fields are a Map: whether one of those beside the outputs, which may be written, has that name. */
    public abstract boolean has(String name);

    /** The same, and whether it is not null. */
    public abstract boolean hasValue(String name);

    /**
     * Where the fields are a Map: a copy of the payload with these fields. One of the same name is replaced where it stands, the
     * others come last.
     *
     * @throws MojoException {@link RecordError#NO_PARENT} when there is nothing that they could be fields of
     */
    public abstract Object with(Map<String, ?> additions);

    /** Refuses a payload of a class that the format does not read. */
    static MojoException refused(String format, Object payload, String fix) {
        return Problem.of(
                        RecordError.NOT_A_RECORD,
                        "The record is of class " + payload.getClass().getSimpleName())
                .where("input.format=" + format)
                .why("this format does not cover that class")
                .fix(fix);
    }
}
