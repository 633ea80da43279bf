package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.row.match.Binding;
import io.connectmojo.row.match.BindingTable;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.CommonParent;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapKeys;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.MetadataPath;
import io.connectmojo.row.match.NameSuggester;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plan for Maps, whatever their keys: each column is looked for in each record, and coerced by the class of its value.
 */
public final class MapPlan extends RowPlan {
    private final RowSpec spec;
    private final Coercions coercions;
    private final ColumnSlot[] cells;
    private final MapPath[] paths;
    private final ColumnReader[] readers;
    private final @Nullable OffsetReader offset;
    private final @Nullable MapPath offsetPath;

    /** Null without a vector. */
    private final @Nullable MapPath vectorPath;

    /** What takes the elements of the vector when its column has no field, and those that do in this record. */
    private final ColumnReader[] elements;

    private final List<ColumnReader> unmapped = new ArrayList<>();
    private final @Nullable VectorReader vector;

    /** Null for exact matching. */
    private final @Nullable MapKeys keys;

    /** The parent of all paths; null when there is none. */
    private final @Nullable MapPath commonParent;

    /** The value of each column in this record. */
    private final Object[] found;

    private final ReadContext context;
    private final MissingColumns missing;

    /** Without metadata: that is null. */
    public MapPlan(RowSpec spec) {
        this(spec, new CurrentRecord());
    }

    /** @param current tells the record whose Map is read */
    public MapPlan(RowSpec spec, CurrentRecord current) {
        this.spec = spec;
        Texts texts = new Texts(spec.naStrings());
        this.coercions = new Coercions(texts);
        int n = spec.columns().size();
        cells = new ColumnSlot[n];
        paths = new MapPath[n];
        readers = new ColumnReader[n];
        elements = new ColumnReader[n];
        found = new Object[n];
        RowSpec.Vector list = spec.vector();
        vectorPath = list == null ? null : MetadataPath.ofAny(list.field(), current);
        for (int i = 0; i < n; i++) {
            ColumnSpec column = spec.columns().get(i);
            paths[i] = MetadataPath.ofAny(column.path(), current);
            cells[i] = new ColumnSlot(i, spec, paths[i].text);
            readers[i] = column.kind() == ModelColumn.Kind.WORDS
                    ? new WordsReader(cells[i], null, texts, spec.wordsSeparator())
                    : paths[i] instanceof MetadataPath metadata
                            ? new MetadataReader(cells[i], metadata, coercions)
                            : new AnyTypeReader(cells[i], coercions);
            elements[i] =
                    vectorPath == null ? null : new AnyTypeReader(new ColumnSlot(i, spec, vectorPath.text), coercions);
        }
        vector = list == null || vectorPath == null
                ? null
                : new VectorReader(vectorPath.text, list.separator(), texts, unmapped, unmapped);
        RowSpec.Offset term = spec.offset();
        offsetPath = term == null ? null : MetadataPath.ofAny(term.path(), current);
        offset = term == null || offsetPath == null
                ? null
                : new OffsetReader(term, offsetPath.text, null, null, coercions);
        keys = spec.match() == RowSpec.Match.RELAXED ? new MapKeys(spec) : null;
        missing = new MissingColumns(spec, cells, paths);
        context = new ReadContext(spec);
        CommonParent parent = new CommonParent();
        spec.columns().stream().filter(column -> column.field() != null).forEach(column -> parent.add(column.field()));
        if (list != null) {
            parent.add(list.field());
        }
        commonParent = parent.steps().isEmpty() ? null : new MapPath(new FieldPath(parent.steps()));
    }

    @Override
    public boolean read(Object value, Row into, ColumnCounts counts) {
        if (!(value instanceof Map<?, ?> map)) {
            throw RecordProblems.notA("Map", value.getClass().getSimpleName());
        }
        return read(map, map.keySet(), into, counts);
    }

    /**
     * As {@link #read(Object, Row, ColumnCounts)}.
     *
     * @param names of all fields, when the Map lacks some that no column is read from
     */
    public boolean read(Map<?, ?> map, Collection<?> names, Row into, ColumnCounts counts) {
        context.begin(counts);
        boolean matched = findAll(map, context.problems);
        if (commonParent != null && commonParent.find(map) == null && !hasTopLevelColumn()) {
            return false;
        }
        context.counts.record();
        Object elementsFound = vectorPath == null ? MapPath.ABSENT : vectorPath.find(map);
        boolean hasVector = MapPath.isField(elementsFound);
        boolean complete = fill(into, hasVector);
        if (vector != null && hasVector) {
            vector.accept(elementsFound, into, context);
        }
        into.offset = 0;
        if (offset != null && offsetPath != null) {
            Object given = find(map, found.length, offsetPath);
            offset.accept(MapPath.isField(given) ? given : null, into, context);
        }
        boolean nothing = !matched && !hasVector;
        if (nothing || !complete && spec.missingColumns() == RowSpec.Policy.FAIL) {
            missing.addTo(context.problems, found, nothing, names);
        }
        if (!context.problems.isEmpty()) {
            throw context.problems.drain();
        }
        context.checkMissing(into);
        return true;
    }

    /** Whether any column has a field. */
    private boolean findAll(Map<?, ?> map, RecordProblems problems) {
        if (keys != null) {
            keys.resolve(map, problems);
        }
        boolean matched = false;
        for (int i = 0; i < found.length; i++) {
            found[i] = find(map, i, paths[i]);
            matched |= MapPath.isField(found[i]);
        }
        return matched;
    }

    /** By the relaxed name where the column has one, else by the path. */
    private @Nullable Object find(Map<?, ?> map, int slot, MapPath path) {
        return keys != null && keys.looks(slot) ? keys.value(slot) : path.find(map);
    }

    private String key(int slot, String otherwise) {
        return keys != null && keys.looks(slot) ? keys.key(slot) : otherwise;
    }

    /** Whether a column without a path of its own has a field: it is not below the common parent. */
    private boolean hasTopLevelColumn() {
        for (int i = 0; i < found.length; i++) {
            if (MapPath.isField(found[i]) && cells[i].column.field() == null) {
                return true;
            }
        }
        return false;
    }

    /** Fills the columns that have a field; false when one has neither field nor default nor an element of a vector. */
    private boolean fill(Row into, boolean hasVector) {
        boolean complete = true;
        unmapped.clear();
        for (int i = 0; i < found.length; i++) {
            if (MapPath.isField(found[i])) {
                readers[i].accept(found[i], into, context);
            } else if (hasVector && cells[i].column.kind() != ModelColumn.Kind.WORDS) {
                unmapped.add(elements[i]);
            } else {
                complete &= cells[i].column.defaultText() != null;
                readers[i].accept(null, into, context);
            }
        }
        return complete;
    }

    @Override
    public Optional<MojoException> refusal() {
        return Optional.empty();
    }

    @Override
    public String bindingTable(Object record) {
        Map<?, ?> map = (Map<?, ?>) record;
        List<String> names = MapKeys.of(map);
        Set<String> unused = new LinkedHashSet<>(names);
        List<Binding> bindings = new ArrayList<>();
        findAll(map, new RecordProblems());
        for (int i = 0; i < found.length; i++) {
            unused.remove(key(i, topLevelName(paths[i])));
            bindings.add(binding(cells[i].column, key(i, paths[i].text), found[i]));
        }
        if (vectorPath != null) {
            unused.remove(topLevelName(vectorPath));
            bindings.add(binding("(vector)", "vector", vectorPath.text, vectorPath.find(map)));
        }
        if (offset != null && offsetPath != null) {
            unused.remove(key(found.length, topLevelName(offsetPath)));
            Object given = find(map, found.length, offsetPath);
            bindings.add(binding(offset.offset.column(), "offset", offsetPath.text, given));
        }
        return BindingTable.text(
                "the first schemaless record", bindings, List.copyOf(unused), new NameSuggester(names));
    }

    /** Empty for metadata, which is no field. */
    private static String topLevelName(MapPath path) {
        return path instanceof MetadataPath ? "" : path.steps[0];
    }

    private Binding binding(ColumnSpec column, String path, @Nullable Object value) {
        if (!MapPath.isField(value)) {
            return Binding.none(column);
        }
        if (value == null) {
            return Binding.of(column, path, null, "null");
        }
        SourceType type = LogicalTypes.of(value);
        boolean possible = column.kind() == ModelColumn.Kind.WORDS
                ? type == SourceType.STRING || type == SourceType.ARRAY
                : coercions.of(type, column) != null;
        String why = Coercions.refusal(type, column);
        return Binding.of(column, path, LogicalTypes.title(value), Binding.state(type, column, possible, why));
    }

    private static Binding binding(String name, String kind, String path, @Nullable Object value) {
        boolean absent = !MapPath.isField(value);
        String type = absent || value == null ? null : LogicalTypes.title(value);
        return new Binding(name, kind, absent ? null : path, type, absent ? "missing" : "ok");
    }
}
