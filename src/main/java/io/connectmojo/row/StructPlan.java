package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** The plan for Structs of one schema: every field that is needed is read once, by its position. */
final class StructPlan extends RowPlan {
    private final Tap[] taps;

    /** The chain of parents that every mapped path runs through; empty when there is none. */
    private final Field[] commonParents;

    /** What forbids to score any record of the schema; null for nothing. */
    private final MojoException refusal;

    /** Cells without a field, and what they hold. */
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
            Cell[] absent,
            double offset,
            List<ColumnInlet> impossible,
            String table) {
        this.taps = taps;
        this.commonParents = commonParents;
        this.refusal = refusal;
        this.absent = absent;
        this.offset = offset;
        this.impossible = impossible;
        this.table = table;
    }

    @Override
    public boolean read(Object value, Row into, ColumnCounts counts) {
        if (!(value instanceof Struct struct)) {
            throw Problems.notA("Struct", value);
        }
        if (commonParents.length > 0 && parentIsNull(struct)) {
            return false;
        }
        if (refusal != null) {
            throw refusal;
        }
        counts.record();
        report.counts = counts;
        report.impossible = false;
        into.offset = offset;
        Tap.readAll(taps, struct, into, report);
        for (Cell cell : absent) {
            double number = cell.onNull;
            into.values[cell.slot] = number != number ? cell.settle(number, "", "", report) : number;
        }
        if (!report.problems.isEmpty()) {
            throw problems();
        }
        return true;
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
                report.problems.addOnce(
                        RecordError.INVALID_VALUE,
                        inlet.cell.column.name(),
                        inlet.cell.where(inlet.type),
                        inlet.refusal);
            }
        }
        return report.problems.take();
    }

    @Override
    public String bindingTable(Object record) {
        return table;
    }
}
