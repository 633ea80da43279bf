package io.connectmojo.row;

import io.connectmojo.problem.RecordError;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.score.Row;
import java.util.List;

/** What a plan for Structs reads from the metadata of each record: a key or header may look different in every one. */
final class MetadataColumns {
    private final Entry[] entries;
    private final boolean missingFails;

    /**
     * One path.
     *
     * @param cells columns that have no field when the path has none
     */
    record Entry(MapPath path, ColumnReader reader, List<ColumnSlot> cells) {}

    MetadataColumns(List<Entry> entries, boolean missingFails) {
        this.entries = entries.toArray(new Entry[0]);
        this.missingFails = missingFails;
    }

    void read(Row into, ReadContext context) {
        for (Entry entry : entries) {
            Object found = entry.path.find(null);
            boolean isField = MapPath.isField(found);
            entry.reader.accept(isField ? found : null, into, context);
            if (!isField && missingFails) {
                tellMissing(entry, found, context);
            }
        }
    }

    private static void tellMissing(Entry entry, Object found, ReadContext context) {
        for (ColumnSlot cell : entry.cells) {
            if (cell.column.defaultText() == null) {
                context.problems.add(
                        RecordError.MISSING_COLUMNS,
                        cell.column.name(),
                        "field '" + entry.path.text + "'",
                        found == MapPath.BLOCKED ? MapPath.GOES_ON : MapPath.NO_FIELD);
            }
        }
    }
}
