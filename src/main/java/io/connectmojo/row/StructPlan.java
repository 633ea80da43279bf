package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.row.coerce.TypedCoercion;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The plan for Structs of one schema: every field that is needed is read once, by its position. */
public final class StructPlan extends RowPlan {
    /** The way down to the Struct whose fields are found by name; empty when that is the record itself. */
    private final Field[] root;

    /** That Struct's schema. */
    private final Schema schema;

    /** Its fields that are needed, in the order in which they are read. */
    private final FieldReader.Batch needed;

    /** All its fields by position, as they stand: their schemas have no default. */
    private final FieldReader.Batch all;

    /** What is read from other fields of the record. */
    private final FieldReader[] outside;

    /** The chain of parents that every mapped path runs through; empty when there is none. */
    private final Field[] commonParents;

    /** What forbids to score any record of the schema; null for nothing. */
    private final @Nullable MojoException refusal;

    /** Cells without a field. */
    private final ColumnSlot[] absent;

    /** The offset when no field gives it. */
    private final double offset;

    /** Columns whose type never fits, told together when one of them has a value. */
    private final List<SingleTypeReader> impossible;

    private final List<SchemaDefault> defaults;
    /** Null when nothing is read from metadata. */
    private final @Nullable MetadataColumns metadata;

    private final String table;
    private final ReadContext context;

    StructPlan(
            FieldTree tree,
            Field[] commonParents,
            @Nullable MojoException refusal,
            List<ColumnSlot> absent,
            double offset,
            List<SingleTypeReader> impossible,
            ReadContext context,
            List<SchemaDefault> defaults,
            @Nullable MetadataColumns metadata,
            String table) {
        FieldReader[] fieldReaders = tree.build();
        this.root = tree.root();
        this.schema = tree.schema();
        this.outside = tree.outside();
        this.needed = new FieldReader.Batch(fieldReaders.length);
        this.all = new FieldReader.Batch(schema.fields().size());
        Arrays.setAll(all.fields, position -> new Field(null, position, Schema.OPTIONAL_STRING_SCHEMA));
        for (int i = 0; i < fieldReaders.length; i++) {
            FieldReader reader = fieldReaders[i];
            needed.fields[i] = reader.field;
            needed.set(i, reader);
            all.set(reader.field.index(), reader);
        }
        this.commonParents = commonParents;
        this.refusal = refusal;
        this.absent = absent.toArray(new ColumnSlot[0]);
        this.offset = offset;
        this.impossible = impossible;
        this.context = context;
        this.defaults = defaults;
        this.metadata = metadata;
        this.table = table;
    }

    @Override
    public boolean read(Object value, Row into, ColumnCounts counts) {
        if (!(value instanceof Struct record)) {
            throw RecordProblems.notA("Struct", value.getClass().getSimpleName());
        }
        Struct struct = root(record);
        if (struct == null || !start(record, into, counts)) {
            return false;
        }
        Field[] fields = needed.fields;
        byte[] kinds = needed.kinds;
        int[] slots = needed.slots;
        double[] values = into.values;
        for (int i = 0; i < fields.length; i++) {
            Object field = struct.get(fields[i]);
            byte kind = kinds[i];
            if (kind == TypedCoercion.OTHER
                    || field == null
                    || !FieldReader.Batch.acceptNumber(kind, slots[i], field, values)) {
                needed.readers[i].accept(field, into, context);
            }
        }
        finish(record, into);
        return true;
    }

    /** The Struct whose fields are found by name; null when there is null on the way. */
    private @Nullable Struct root(Struct record) {
        Struct at = record;
        for (int i = 0; i < root.length && at != null; i++) {
            at = (Struct) at.get(root[i]);
        }
        return at;
    }

    /**
     * Whether a record that the other plan has read has equal values here, of which equal cells are made. False when that cannot be told
     * without reading them.
     *
     * @param other the same plan but for its root
     */
    public boolean hasSameValues(Struct record, StructPlan other) {
        Struct here = root(record);
        Struct there = other.root(record);
        if (here == null || there == null) {
            return false;
        }
        for (Field field : needed.fields) {
            if (!Objects.equals(here.get(field), there.get(field))) {
                return false;
            }
        }
        return true;
    }

    /** Whether both have a root, and these have the same schema. */
    public boolean hasRootLike(StructPlan other) {
        return root.length > 0 && other.root.length > 0 && schema.equals(other.schema);
    }

    /**
     * Reads all fields and copies on the way, so that each value is touched once. {@link #finish} has the last word on the row; the copy
     * is whole before it.
     *
     * @param copy takes the values of the root's fields as they stand, without defaults in place of null
     * @param to where in the copy the field of each position goes; null leaves it out
     */
    public boolean readFields(Struct record, Row into, ColumnCounts counts, Struct copy, Field[] to) {
        Struct struct = root(record);
        if (struct == null || !start(record, into, counts)) {
            return false;
        }
        Field[] fields = all.fields;
        byte[] kinds = all.kinds;
        int[] slots = all.slots;
        double[] values = into.values;
        for (int i = 0; i < fields.length; i++) {
            Object value = struct.get(fields[i]);
            byte kind = kinds[i];
            if (value != null) {
                if (to[i] != null) {
                    copy.put(to[i], value);
                }
                if (kind > TypedCoercion.OTHER && FieldReader.Batch.acceptNumber(kind, slots[i], value, values)) {
                    continue;
                }
            }
            if (kind != FieldReader.Batch.UNUSED) {
                FieldReader reader = all.readers[i];
                reader.accept(value == null ? reader.field.schema().defaultValue() : value, into, context);
            }
        }
        return true;
    }

    /** Begins a record; false as in {@link #read}. */
    private boolean start(Struct struct, Row into, ColumnCounts counts) {
        if (commonParents.length > 0 && parentIsNull(struct)) {
            return false;
        }
        if (refusal != null) {
            throw refusal;
        }
        context.begin(counts);
        counts.record();
        into.offset = offset;
        if (metadata != null) {
            metadata.read(into, context);
        }
        FieldReader.readAll(outside, struct, into, context);
        return true;
    }

    /** Ends the record: fills what has no field, and throws what is to be told. */
    public void finish(Struct struct, Row into) {
        for (ColumnSlot cell : absent) {
            double number = cell.onNull;
            context.defaulted += Double.isNaN(number) ? 0 : 1;
            into.values[cell.slot] = Double.isNaN(number) ? cell.resolve(number, null, "", "", context) : number;
        }
        if (context.impossible || !context.problems.isEmpty()) {
            throw problems();
        }
        if (!defaults.isEmpty() && context.isNothing(defaults.size())) {
            for (SchemaDefault each : defaults) {
                context.defaulted += each.standsIn(struct, into) ? 1 : 0;
            }
        }
        context.checkMissing(into);
    }

    /**
     * A column whose field's schema has a default.
     *
     * @param path down to the field
     */
    record SchemaDefault(int slot, List<Field> path) {
        /** Whether the cell holds the default, and the record had null there. */
        boolean standsIn(Struct struct, Row row) {
            Object at = struct;
            for (Field field : path) {
                at = at == null ? null : ((Struct) at).getWithoutDefault(field.name());
            }
            return at == null && !Double.isNaN(row.values[slot]);
        }
    }

    private boolean parentIsNull(Struct struct) {
        Struct parent = struct;
        for (Field field : commonParents) {
            parent = (Struct) parent.get(field);
            if (parent == null) {
                return true;
            }
        }
        return false;
    }

    private MojoException problems() {
        if (context.impossible) {
            for (SingleTypeReader reader : impossible) {
                context.problems.add(
                        RecordError.INVALID_VALUE,
                        reader.cell.column.name(),
                        reader.cell.where(reader.type),
                        reader.refusal);
            }
        }
        return context.problems.drain();
    }

    @Override
    public Optional<MojoException> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public String bindingTable(Object record) {
        return table;
    }

    /** The same for every record. */
    public String bindingTable() {
        return table;
    }
}
