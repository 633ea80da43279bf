package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.record.NumberedFields;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.row.match.Binding;
import io.connectmojo.row.match.BindingTable;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.CommonParent;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldNumbers;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapKeys;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.MetadataPath;
import io.connectmojo.row.match.NameSuggester;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plan for Maps, whatever their keys: each column is looked for in each record, and coerced by the class of its value. */
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

    /** The way to the Map whose keys are the columns' names; null when that is the record itself. */
    private final @Nullable MapPath root;

    /** What it leads to in this record: the record itself where there is no such way. */
    private @Nullable Object rootFound;

    /** The parent of all paths; null when there is none. */
    private final @Nullable MapPath commonParent;

    private final FieldNumbers numbers;

    /** The value of each column in this record: a new array, as collectors make stores into an old one dear. */
    private Object[] found;

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
        root = spec.root() == null ? null : new MapPath(spec.root());
        vectorPath = list == null ? null : path(list.field(), current);
        for (int i = 0; i < n; i++) {
            ColumnSpec column = spec.columns().get(i);
            paths[i] = path(column.path(), current);
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
        offsetPath = term == null ? null : path(spec.offsetPath(), current);
        offset = term == null || offsetPath == null
                ? null
                : new OffsetReader(term, offsetPath.text, null, null, coercions);
        numbers = new FieldNumbers(paths);
        keys = spec.match() == RowSpec.Match.RELAXED ? new MapKeys(spec) : null;
        missing = new MissingColumns(spec, cells, paths);
        context = new ReadContext(spec);
        commonParent = CommonParent.path(spec);
    }

    /** From the root where it leads there, else from the record. */
    private MapPath path(FieldPath path, CurrentRecord current) {
        return MetadataPath.ofAny(path, spec.stepsToRoot(path), current);
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
        if (rootFound == null || isBelowNull(map)) {
            return false;
        }
        context.counts.record();
        Object elementsFound = vector(map);
        boolean hasVector = MapPath.isField(elementsFound);
        boolean complete = fill(into, hasVector);
        if (vector != null && hasVector) {
            vector.accept(elementsFound, into, context);
        }
        into.offset = 0;
        if (offset != null) {
            offset.accept(MapPath.valueOf(offset(map)), into, context);
        }
        boolean nothing = !matched && !hasVector;
        if (nothing || !complete && spec.missingColumns() == RowSpec.Policy.FAIL) {
            boolean hasRoot = root != null && rootFound instanceof Map<?, ?>;
            missing.addTo(
                    context.problems,
                    found,
                    nothing,
                    hasRoot ? ((Map<?, ?>) rootFound).keySet() : names,
                    hasRoot ? spec.root() : null);
        }
        if (!context.problems.isEmpty()) {
            throw context.problems.drain();
        }
        context.checkMissing(into);
        return true;
    }

    /** Whether any column has a field. */
    private boolean findAll(Map<?, ?> map, RecordProblems problems) {
        Object at = root == null ? map : root.find(map);
        if (rootFound != at) {
            rootFound = at;
        }
        found = new Object[paths.length];
        if (keys != null) {
            keys.resolve(rootFound instanceof Map<?, ?> fields ? fields : Map.of(), problems);
        }
        if (map instanceof NumberedFields numbered && keys == null && root == null) {
            return numbers.findAll(numbered, found);
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
        return keys != null && keys.looks(slot) ? keys.value(slot) : find(map, path);
    }

    private @Nullable Object find(Map<?, ?> map, MapPath path) {
        return path.find(path.skipped == 0 ? map : rootFound);
    }

    private @Nullable Object vector(Map<?, ?> map) {
        return vectorPath == null ? MapPath.ABSENT : find(map, vectorPath);
    }

    private @Nullable Object offset(Map<?, ?> map) {
        return offsetPath == null ? MapPath.ABSENT : find(map, found.length, offsetPath);
    }

    /**
     * Whether a record that the other plan has just read has equal values here, of which equal cells are made.
     *
     * @param other the same plan but for its root
     */
    public boolean hasSameValues(Map<?, ?> map, MapPlan other) {
        context.problems.clear();
        findAll(map, context.problems);
        if (!(rootFound instanceof Map<?, ?>) || !context.problems.isEmpty() || !Arrays.equals(found, other.found)) {
            return false;
        }
        return isBelowNull(map) == other.isBelowNull(map)
                && Objects.equals(vector(map), other.vector(map))
                && Objects.equals(offset(map), other.offset(map));
    }

    private String key(int slot, String otherwise) {
        return keys != null && keys.looks(slot) ? keys.key(slot) : otherwise;
    }

    /** Whether the common parent is null, and no column without a path of its own has a field. */
    private boolean isBelowNull(Map<?, ?> map) {
        if (commonParent == null || commonParent.find(map) != null) {
            return false;
        }
        for (int i = 0; i < found.length; i++) {
            if (MapPath.isField(found[i]) && cells[i].column.field() == null) {
                return false;
            }
        }
        return true;
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
        findAll(map, new RecordProblems());
        List<String> names = MapKeys.of(rootFound instanceof Map<?, ?> fields ? fields : map);
        Set<String> unused = new LinkedHashSet<>(names);
        List<Binding> bindings = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            unused.remove(key(i, name(paths[i])));
            bindings.add(Binding.ofValue(cells[i].column, pathText(i, paths[i]), found[i], coercions));
        }
        if (vectorPath != null) {
            unused.remove(name(vectorPath));
            bindings.add(Binding.ofValue("(vector)", "vector", vectorPath.text, find(map, vectorPath)));
        }
        if (offset != null && offsetPath != null) {
            unused.remove(key(found.length, name(offsetPath)));
            bindings.add(Binding.ofValue(offset.offset.column(), "offset", offsetPath.text, offset(map)));
        }
        return BindingTable.text(
                "the first schemaless record",
                bindings,
                List.copyOf(unused),
                new NameSuggester(names),
                rootFound instanceof Map<?, ?> ? spec.root() : null);
    }

    /** Among those of the root's fields; empty for metadata, which is no field, and for what is outside. */
    private String name(MapPath path) {
        return path instanceof MetadataPath || root != null && path.skipped == 0 ? "" : path.steps[0];
    }

    private String pathText(int slot, MapPath path) {
        String key = key(slot, "");
        return key == null || key.isEmpty() ? path.text : spec.place(key).toString();
    }
}
