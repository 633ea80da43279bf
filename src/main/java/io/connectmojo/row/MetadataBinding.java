package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.row.match.Binding;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MetadataPath;
import io.connectmojo.row.match.RowSpec;
import java.util.ArrayList;
import java.util.List;

/** Collects what a plan for Structs reads from metadata, and writes it into the binding table. Whether there is any is told record by record. */
final class MetadataBinding {
    private final RowSpec spec;
    private final CurrentRecord current;
    private final Texts texts;
    private final Coercions coercions;
    private final List<Binding> bindings;
    private final List<MetadataColumns.Entry> entries = new ArrayList<>();

    /** @param bindings of the table, to be added to */
    MetadataBinding(RowSpec spec, CurrentRecord current, Texts texts, Coercions coercions, List<Binding> bindings) {
        this.spec = spec;
        this.current = current;
        this.texts = texts;
        this.coercions = coercions;
        this.bindings = bindings;
    }

    void column(int slot, FieldPath path) {
        ColumnSlot cell = new ColumnSlot(slot, spec, path.toString());
        MetadataPath at = new MetadataPath(path, current);
        ColumnReader reader = cell.column.kind() == ModelColumn.Kind.WORDS
                ? new WordsReader(cell, null, texts, spec.wordsSeparator())
                : new MetadataReader(cell, at, coercions);
        entries.add(new MetadataColumns.Entry(at, reader, List.of(cell)));
        bindings.add(Binding.of(cell.column, cell.path, null, "ok"));
    }

    void vector(List<Integer> slots, FieldPath path) {
        String text = path.toString();
        List<ColumnSlot> cells =
                slots.stream().map(slot -> new ColumnSlot(slot, spec, text)).toList();
        List<ColumnReader> elements = cells.stream()
                .<ColumnReader>map(cell -> new AnyTypeReader(cell, coercions))
                .toList();
        VectorReader reader = new VectorReader(text, spec.vector().separator(), texts, elements, elements);
        entries.add(new MetadataColumns.Entry(new MetadataPath(path, current), reader, cells));
        bindings.add(new Binding("(vector)", "vector", text, null, "fills " + slots.size() + " columns"));
    }

    void offset(RowSpec.Offset offset, FieldPath path) {
        OffsetReader reader = new OffsetReader(offset, path.toString(), null, null, coercions);
        entries.add(new MetadataColumns.Entry(new MetadataPath(path, current), reader, List.of()));
        bindings.add(new Binding(offset.column(), "offset", path.toString(), null, "ok"));
    }

    /** Null when there are none. */
    MetadataColumns columns() {
        return entries.isEmpty() ? null : new MetadataColumns(entries, spec.missingColumns() == RowSpec.Policy.FAIL);
    }
}
