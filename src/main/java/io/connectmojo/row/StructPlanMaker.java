package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Looks every column up in a schema, once. */
final class StructPlanMaker {
    private final Schema schema;
    private final RowSpec spec;
    private final Texts texts;
    private final Coercions coercions;
    private final TapTree taps;
    private final Problems problems = new Problems();
    private final List<Cell> absent = new ArrayList<>();
    private final List<ColumnInlet> impossible = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, List<String>> relaxed;
    private boolean matched;
    private double constantOffset;

    StructPlanMaker(Schema schema, RowSpec spec) {
        this.schema = schema;
        this.spec = spec;
        this.texts = new Texts(spec.missingWords());
        this.coercions = new Coercions(texts);
        this.taps = new TapTree(schema, spec.replaceNullWithDefault());
        this.relaxed = spec.match() == RowSpec.Match.RELAXED ? relaxed() : Map.of();
    }

    StructPlan make() {
        List<Integer> unbound = new ArrayList<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            if (!bind(i)) {
                unbound.add(i);
            }
        }
        if (spec.vector() == null || !bindVector(unbound)) {
            unbound.forEach(this::leaveOut);
        }
        if (spec.offset() != null) {
            bindOffset(spec.offset());
        }
        Nearest nearest = new Nearest(schema.fields().stream().map(Field::name).toList());
        MojoException refusal = refusal(nearest);
        List<String> unused = schema.fields().stream()
                .map(Field::name)
                .filter(name -> !used.contains(name))
                .toList();
        String table = BindingTable.text(
                "schema " + (schema.name() == null ? "without name" : schema.name()), bindings, unused, nearest);
        return new StructPlan(
                taps.build(),
                taps.commonParents(),
                refusal,
                absent.toArray(new Cell[0]),
                constantOffset,
                spec.invalidValues() == RowSpec.Policy.FAIL ? impossible : List.of(),
                table);
    }

    private Map<String, List<String>> relaxed() {
        Set<String> names = new LinkedHashSet<>();
        Set<String> taken = new HashSet<>();
        for (ColumnSpec column : spec.columns()) {
            if (column.field() == null) {
                names.add(column.name());
            } else {
                taken.add(column.field().steps().get(0));
            }
        }
        if (spec.offset() != null && spec.offset().field() == null) {
            names.add(spec.offset().column());
        }
        return FieldNames.relaxed(
                names, taken, schema.fields().stream().map(Field::name).toList());
    }

    /** Where a column's field is; null when it has none or more than one. */
    private FieldPath locate(String column, FieldPath configured) {
        if (configured != null || spec.match() == RowSpec.Match.EXACT) {
            return configured == null ? FieldPath.ofName(column) : configured;
        }
        List<String> fits = relaxed.get(column);
        if (fits.size() > 1) {
            problems.add(
                    RecordError.AMBIGUOUS,
                    column,
                    "fields '" + String.join("', '", fits) + "'",
                    "more than one field fits under input.match=relaxed");
            return null;
        }
        return FieldPath.ofName(fits.isEmpty() ? column : fits.get(0));
    }

    private boolean bind(int slot) {
        ColumnSpec column = spec.columns().get(slot);
        FieldPath path = locate(column.name(), column.field());
        if (path == null) {
            bindings.add(new Binding(column.name(), column.kind().toString(), null, null, "ambiguous"));
            matched = true;
            return true;
        }
        List<Field> chain = TapTree.resolve(schema, path);
        if (chain == null) {
            return false;
        }
        Field last = chain.get(chain.size() - 1);
        used.add(chain.get(0).name());
        matched = true;
        Cell cell = new Cell(slot, spec, path.toString());
        String type = LogicalTypes.title(last.schema());
        boolean blocked = chain.size() < path.steps().size();
        taps.add(chain, blocked ? blocked(cell, type) : inlet(cell, type, last.schema()), true);
        return true;
    }

    private Inlet blocked(Cell cell, String type) {
        return note(new ColumnInlet(
                cell, type, SourceType.OTHER, null, "the path goes on below it, and only a STRUCT has fields"));
    }

    private Inlet inlet(Cell cell, String type, Schema of) {
        if (cell.column.kind() == ColumnKind.WORDS) {
            boolean list = of.type() == Schema.Type.ARRAY && of.valueSchema().type() == Schema.Type.STRING;
            if (list || of.type() == Schema.Type.STRING) {
                bindings.add(new Binding(cell.column.name(), "words", cell.path, type, "ok"));
                return new WordsInlet(cell, type, texts, spec.wordsSeparator());
            }
            return note(
                    new ColumnInlet(cell, type, SourceType.OTHER, null, "words are an ARRAY of STRING, or a STRING"));
        }
        SourceType source = LogicalTypes.of(of);
        Coercion coercion = coercions.of(source, cell.column);
        return note(new ColumnInlet(cell, type, source, coercion, Coercions.refusal(source, cell.column)));
    }

    private ColumnInlet note(ColumnInlet inlet) {
        ColumnSpec column = inlet.cell.column;
        if (inlet.coercion == null) {
            impossible.add(inlet);
        }
        String state = inlet.coercion == null
                ? "impossible: " + inlet.refusal
                : column.kind() == ColumnKind.CATEGORICAL && inlet.type.equals("STRING")
                                || column.kind() == ColumnKind.NUMERIC && inlet.type.equals("FLOAT64")
                        ? "ok"
                        : "coerced";
        bindings.add(new Binding(column.name(), column.kind().toString(), inlet.cell.path, inlet.type, state));
        return inlet;
    }

    private boolean bindVector(List<Integer> unbound) {
        String path = spec.vector().field().toString();
        List<Field> chain = TapTree.resolve(schema, spec.vector().field());
        if (chain == null) {
            bindings.add(new Binding("(vector)", "vector", path, null, "missing"));
            return false;
        }
        Field last = chain.get(chain.size() - 1);
        used.add(chain.get(0).name());
        matched = true;
        List<Inlet> elements = new ArrayList<>();
        List<Inlet> pieces = new ArrayList<>();
        for (int slot : unbound) {
            Cell cell = new Cell(slot, spec, path);
            elements.add(new AnyInlet(cell, coercions));
            pieces.add(new AnyInlet(cell, coercions));
        }
        boolean whole = chain.size() == spec.vector().field().steps().size();
        String state = !whole
                        || last.schema().type() != Schema.Type.ARRAY
                                && last.schema().type() != Schema.Type.STRING
                ? "impossible: a vector is an ARRAY or delimited text"
                : "fills " + unbound.size() + " columns";
        bindings.add(new Binding("(vector)", "vector", path, LogicalTypes.title(last.schema()), state));
        taps.add(chain, new VectorInlet(path, spec.vector().separator(), texts, elements, pieces), true);
        return true;
    }

    private void leaveOut(int slot) {
        Cell cell = new Cell(slot, spec, spec.columns().get(slot).path().toString());
        boolean hasDefault = cell.column.defaultText() != null;
        absent.add(cell);
        if (!hasDefault) {
            missing.add(slot);
        }
        bindings.add(new Binding(
                cell.column.name(), cell.column.kind().toString(), null, null, hasDefault ? "default" : "missing"));
    }

    private void bindOffset(RowSpec.Offset offset) {
        FieldPath path = locate(offset.column(), offset.field());
        List<Field> chain = path == null ? null : TapTree.resolve(schema, path);
        if (chain == null || chain.size() < path.steps().size()) {
            if (path != null && offset.defaultText() == null) {
                problems.add(
                        RecordError.OFFSET, offset.column(), "field '" + path + "'", "the record has no such field");
            }
            constantOffset = Defaults.offset(offset);
            bindings.add(new Binding(
                    offset.column(), "offset", null, null, offset.defaultText() == null ? "missing" : "default"));
            return;
        }
        Field last = chain.get(chain.size() - 1);
        used.add(chain.get(0).name());
        String type = LogicalTypes.title(last.schema());
        taps.add(
                chain,
                new OffsetInlet(offset, path.toString(), type, LogicalTypes.of(last.schema()), coercions),
                false);
        bindings.add(new Binding(offset.column(), "offset", path.toString(), type, "ok"));
    }

    private MojoException refusal(Nearest nearest) {
        boolean fails = spec.missingColumns() == RowSpec.Policy.FAIL && !missing.isEmpty();
        if (!matched || fails) {
            for (int slot : missing) {
                ColumnSpec column = spec.columns().get(slot);
                problems.addFirst(
                        matched ? RecordError.MISSING_COLUMNS : RecordError.NOTHING_MATCHED,
                        column.name(),
                        "field '" + column.path() + "'",
                        "the record has no such field"
                                + nearest.hint(column.path().steps().get(0)));
            }
        }
        if (!problems.isEmpty() && spec.invalidValues() == RowSpec.Policy.FAIL) {
            for (ColumnInlet inlet : impossible) {
                problems.add(
                        RecordError.INVALID_VALUE,
                        inlet.cell.column.name(),
                        inlet.cell.where(inlet.type),
                        inlet.refusal);
            }
        }
        if (problems.isEmpty() && !matched) {
            problems.add(RecordError.NOTHING_MATCHED, "all", "", "every column would hold its default");
        }
        return problems.isEmpty() ? null : problems.take();
    }
}
