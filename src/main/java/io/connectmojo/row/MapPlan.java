package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plan for Maps: each column is looked for in each record, and coerced by the class of its value. */
final class MapPlan extends RowPlan {
    private final RowSpec spec;
    private final MapPath[] paths;
    private final Inlet[] inlets;
    private final Cell[] cells;
    private final Inlet[] elements;
    private final MapPath vectorPath;
    private final MapPath offsetPath;
    private final OffsetInlet offset;
    private final MapKeys keys;
    private final Coercions coercions;
    private final Texts texts;
    private final int commonParents;
    private final MapPath firstNested;
    private final Report report = new Report();
    private final Object[] found;

    MapPlan(RowSpec spec) {
        this.spec = spec;
        this.texts = new Texts(spec.missingWords());
        this.coercions = new Coercions(texts);
        int n = spec.columns().size();
        this.paths = new MapPath[n];
        this.inlets = new Inlet[n];
        this.elements = new Inlet[n];
        this.cells = new Cell[n];
        this.found = new Object[n];
        for (int i = 0; i < n; i++) {
            ColumnSpec column = spec.columns().get(i);
            paths[i] = new MapPath(column.path());
            cells[i] = new Cell(i, spec, column.path().toString());
            inlets[i] = column.kind() == ColumnKind.WORDS
                    ? new WordsInlet(cells[i], null, texts, spec.wordsSeparator())
                    : new AnyInlet(cells[i], coercions);
            elements[i] = spec.vector() == null
                    ? null
                    : new AnyInlet(new Cell(i, spec, spec.vector().field().toString()), coercions);
        }
        this.vectorPath =
                spec.vector() == null ? null : new MapPath(spec.vector().field());
        RowSpec.Offset wanted = spec.offset();
        FieldPath at =
                wanted == null ? null : wanted.field() == null ? FieldPath.ofName(wanted.column()) : wanted.field();
        this.offsetPath = at == null ? null : new MapPath(at);
        this.offset = at == null ? null : new OffsetInlet(wanted, at.toString(), null, null, coercions);
        this.keys = spec.match() == RowSpec.Match.RELAXED ? new MapKeys(spec) : null;
        this.firstNested = MapPath.shortestCommon(spec);
        this.commonParents = firstNested == null ? 0 : firstNested.steps.length;
    }

    @Override
    public boolean read(Object value, Row into, ColumnCounts counts) {
        if (!(value instanceof Map<?, ?> map)) {
            throw Problems.notA("Map", value);
        }
        if (keys != null) {
            keys.look(map, report.problems);
        }
        int matched = findAll(map);
        boolean vectorFound = false;
        Object vector = null;
        if (vectorPath != null) {
            vector = vectorPath.find(map);
            vectorFound = vector != MapPath.ABSENT;
        }
        if (commonParents > 0 && parentIsNull(map)) {
            report.problems.clear();
            return false;
        }
        counts.record();
        report.counts = counts;
        into.offset = 0;
        List<Inlet> unmapped = vectorFound ? new ArrayList<>() : null;
        boolean missing = false;
        for (int i = 0; i < found.length; i++) {
            if (found[i] != MapPath.ABSENT) {
                inlets[i].take(found[i], into, report);
            } else if (vectorFound) {
                unmapped.add(elements[i]);
            } else {
                missing |= cells[i].column.defaultText() == null;
                inlets[i].take(null, into, report);
            }
        }
        if (vectorFound) {
            new VectorInlet(vectorPath.text, spec.vector().separator(), texts, unmapped, unmapped)
                    .take(vector, into, report);
        }
        if (offset != null) {
            readOffset(map, into);
        }
        boolean nothing = matched == 0 && !vectorFound;
        if (nothing || missing && spec.missingColumns() == RowSpec.Policy.FAIL) {
            missingColumns(map, nothing);
        }
        if (!report.problems.isEmpty()) {
            throw problems();
        }
        return true;
    }

    private int findAll(Map<?, ?> map) {
        int matched = 0;
        for (int i = 0; i < found.length; i++) {
            Object value = keys != null && spec.columns().get(i).field() == null ? keys.value(i) : paths[i].find(map);
            found[i] = value;
            matched += value == MapPath.ABSENT ? 0 : 1;
        }
        return matched;
    }

    /** Whether the parent of all paths is null, and no column without a path of its own has a field either. */
    private boolean parentIsNull(Map<?, ?> map) {
        if (!firstNested.endsInNull(map)) {
            return false;
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] != MapPath.ABSENT && spec.columns().get(i).field() == null) {
                return false;
            }
        }
        return true;
    }

    private void readOffset(Map<?, ?> map, Row into) {
        Object value = keys != null && spec.offset().field() == null ? keys.offset() : offsetPath.find(map);
        offset.take(value == MapPath.ABSENT ? null : value, into, report);
    }

    private void missingColumns(Map<?, ?> map, boolean nothing) {
        Nearest nearest = new Nearest(MapKeys.names(map));
        for (int i = found.length - 1; i >= 0; i--) {
            ColumnSpec column = spec.columns().get(i);
            if (found[i] == MapPath.ABSENT && column.defaultText() == null) {
                report.problems.addFirst(
                        nothing ? RecordError.NOTHING_MATCHED : RecordError.MISSING_COLUMNS,
                        column.name(),
                        "field '" + column.path() + "'",
                        "the record has no such field"
                                + nearest.hint(column.path().steps().get(0)));
            }
        }
        if (nothing && report.problems.isEmpty()) {
            report.problems.add(RecordError.NOTHING_MATCHED, "all", "", "every column would hold its default");
        }
    }

    private MojoException problems() {
        return report.problems.take();
    }

    @Override
    public String bindingTable(Object record) {
        List<Binding> bindings = new ArrayList<>();
        Map<?, ?> map = (Map<?, ?>) record;
        List<String> names = MapKeys.names(map);
        List<String> unused = new ArrayList<>(names);
        if (keys != null) {
            keys.look(map, new Problems());
        }
        findAll(map);
        for (int i = 0; i < found.length; i++) {
            ColumnSpec column = spec.columns().get(i);
            boolean absent = found[i] == MapPath.ABSENT;
            String key = keys != null && column.field() == null ? keys.key(i) : paths[i].steps[0];
            unused.remove(key);
            String path = absent ? null : keys != null && column.field() == null ? key : paths[i].text;
            SourceType type = absent || found[i] == null ? null : LogicalTypes.of(found[i]);
            String state = absent ? column.defaultText() == null ? "missing" : "default" : state(type, column);
            bindings.add(new Binding(
                    column.name(), column.kind().toString(), path, type == null ? null : type.title, state));
        }
        if (vectorPath != null) {
            unused.remove(vectorPath.steps[0]);
            boolean absent = vectorPath.find(map) == MapPath.ABSENT;
            bindings.add(new Binding(
                    "(vector)", "vector", absent ? null : vectorPath.text, null, absent ? "missing" : "ok"));
        }
        if (offsetPath != null) {
            unused.remove(offsetPath.steps[0]);
            boolean absent = offsetPath.find(map) == MapPath.ABSENT;
            bindings.add(new Binding(
                    spec.offset().column(),
                    "offset",
                    absent ? null : offsetPath.text,
                    null,
                    absent ? "missing" : "ok"));
        }
        return BindingTable.text("the first schemaless record", bindings, unused, new Nearest(names));
    }

    private String state(SourceType type, ColumnSpec column) {
        if (type == null) {
            return "null";
        }
        if (column.kind() == ColumnKind.WORDS) {
            return "ok";
        }
        if (coercions.of(type, column) == null) {
            return "impossible: " + Coercions.refusal(type, column);
        }
        return type == SourceType.FLOAT64 && column.kind() == ColumnKind.NUMERIC
                        || type == SourceType.STRING && column.kind() == ColumnKind.CATEGORICAL
                ? "ok"
                : "coerced";
    }
}
