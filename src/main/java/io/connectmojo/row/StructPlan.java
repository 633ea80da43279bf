package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * The plan for Structs of one schema: every field that is needed is read once, by its position. A loop over the top-level
 * fields that copies them anyway reads the row on the way: {@link #start}, {@link #take} for each of {@link #fields()} in
 * any order, {@link #finish}.
 */
public final class StructPlan extends RowPlan {
    private final Tap[] taps;

    /** The taps by the position of their top-level field; null where nothing is read. */
    private final Tap[] byPosition;

    /** By position, how a number that is for one column is read, and the slot of the column: no object is asked. */
    private final byte[] kinds;

    private final int[] slots;

    /** The chain of parents that every mapped path runs through; empty when there is none. */
    private final Field[] commonParents;

    /** What forbids to score any record of the schema; null for nothing. */
    private final MojoException refusal;

    /** Cells without a field. */
    private final Cell[] absent;

    /** The offset when no field gives it. */
    private final double offset;

    /** Columns whose type never fits, told together when one of them has a value. */
    private final List<ColumnInlet> impossible;

    private final String table;
    private final Report report = new Report();

    StructPlan(
            Tap[] taps,
            Field[] commonParents,
            MojoException refusal,
            List<Cell> absent,
            double offset,
            List<ColumnInlet> impossible,
            String table) {
        this.taps = taps;
        this.byPosition = new Tap[taps.length == 0 ? 0 : taps[taps.length - 1].field.index() + 1];
        this.kinds = new byte[byPosition.length];
        this.slots = new int[byPosition.length];
        for (Tap tap : taps) {
            int position = tap.field.index();
            byPosition[position] = tap;
            kinds[position] = tap.only == null ? ColumnInlet.OTHER : tap.only.kind();
            slots[position] = tap.only == null ? 0 : tap.only.cell.slot;
        }
        this.commonParents = commonParents;
        this.refusal = refusal;
        this.absent = absent.toArray(new Cell[0]);
        this.offset = offset;
        this.impossible = impossible;
        this.table = table;
    }

    @Override
    public boolean read(Object value, Row into, ColumnCounts counts) {
        if (!(value instanceof Struct struct)) {
            throw Problems.notA("Struct", value.getClass().getSimpleName());
        }
        if (!start(struct, into, counts)) {
            return false;
        }
        for (Tap tap : taps) {
            Object field = struct.get(tap.field);
            if (!takeNumber(tap.field.index(), field, into)) {
                tap.take(field, into, report);
            }
        }
        finish(into);
        return true;
    }

    /** Begins a record; false as in {@link #read}. */
    public boolean start(Struct struct, Row into, ColumnCounts counts) {
        if (commonParents.length > 0 && parentIsNull(struct)) {
            return false;
        }
        if (refusal != null) {
            throw refusal;
        }
        report.begin(counts);
        counts.record();
        into.offset = offset;
        return true;
    }

    /** Positions of the top-level fields that this plan reads, ascending. */
    public int[] fields() {
        int[] positions = new int[taps.length];
        for (int i = 0; i < taps.length; i++) {
            positions[i] = taps[i].field.index();
        }
        return positions;
    }

    /**
     * Takes the value of a top-level field; a field that nothing needs is ignored.
     *
     * @param raw as it stands in the record, null where it has none: the plan knows whether a default counts
     */
    public void take(int position, Object raw, Row into) {
        if (position < byPosition.length && !takeNumber(position, raw, into)) {
            Tap tap = byPosition[position];
            if (tap != null) {
                tap.take(raw == null ? tap.field.schema().defaultValue() : raw, into, report);
            }
        }
    }

    /** Takes the usual case: a number that is one column's value as it is. */
    private boolean takeNumber(int position, Object raw, Row into) {
        byte kind = kinds[position];
        if (kind == ColumnInlet.OTHER || raw == null) {
            return false;
        }
        double number = ColumnInlet.number(kind, raw);
        into.values[slots[position]] = number;
        return number == number;
    }

    /** Ends the record: fills what has no field, and throws what is to be told. */
    public void finish(Row into) {
        for (Cell cell : absent) {
            double number = cell.onNull;
            into.values[cell.slot] = number != number ? cell.settle(number, null, "", "", report) : number;
        }
        if (report.impossible || !report.problems.isEmpty()) {
            throw problems();
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
        if (report.impossible) {
            for (ColumnInlet inlet : impossible) {
                report.problems.add(
                        RecordError.INVALID_VALUE,
                        inlet.cell.column.name(),
                        inlet.cell.where(inlet.type),
                        inlet.refusal);
            }
        }
        return report.problems.take();
    }

    @Override
    public Optional<MojoException> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public String bindingTable(Object record) {
        return table;
    }
}
