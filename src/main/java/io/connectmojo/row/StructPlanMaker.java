package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    private final List<Cell> missing = new ArrayList<>();

    private final CommonParent parent = new CommonParent();
    private final Set<String> used = new HashSet<>();

    /** Per column, and for the offset behind them, the field that fits; null for exact matching. */
    private final String[] relaxed;

    private boolean matched;
    private double constantOffset;

    StructPlanMaker(Schema schema, RowSpec spec) {
        this.schema = schema;
        this.spec = spec;
        this.texts = new Texts(spec.missingWords());
        this.coercions = new Coercions(texts);
        this.taps = new TapTree(schema, spec.replaceNullWithDefault());
        this.relaxed = spec.match() == RowSpec.Match.RELAXED ? relaxed() : null;
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
        List<String> names = schema.fields().stream().map(Field::name).toList();
        Nearest nearest = new Nearest(names);
        String title = schema.name() == null ? "records of an unnamed schema" : "records of schema " + schema.name();
        List<String> unused =
                names.stream().filter(name -> !used.contains(name)).toList();
        return new StructPlan(
                schema.fields().size(),
                taps.build(),
                taps.parents(parent.steps()),
                refusal(nearest),
                absent,
                constantOffset,
                impossible,
                BindingTable.text(title, bindings, unused, nearest));
    }

    private String[] relaxed() {
        FieldNames names = new FieldNames(spec);
        String[] found = new String[names.size()];
        for (Field field : schema.fields()) {
            names.note(field.name(), names.fits(field.name()), found, problems);
        }
        return found;
    }

    private FieldPath path(int slot, String name, FieldPath configured) {
        if (configured != null) {
            return configured;
        }
        return FieldPath.ofName(relaxed == null || relaxed[slot] == null ? name : relaxed[slot]);
    }

    private boolean bind(int slot) {
        ColumnSpec column = spec.columns().get(slot);
        FieldPath path = path(slot, column.name(), column.field());
        List<Field> chain = TapTree.resolve(schema, path);
        if (chain != null || column.field() != null) {
            parent.add(path);
        }
        if (chain == null) {
            return false;
        }
        Field last = use(chain);
        matched = true;
        Cell cell = new Cell(slot, spec, path.toString());
        String type = LogicalTypes.title(last.schema());
        Inlet inlet = inlet(cell, last.schema());
        note(inlet, cell, type, LogicalTypes.of(last.schema()));
        taps.add(chain, inlet);
        return true;
    }

    private Field use(List<Field> chain) {
        used.add(chain.get(0).name());
        return chain.get(chain.size() - 1);
    }

    private Inlet inlet(Cell cell, Schema of) {
        String type = LogicalTypes.title(of);
        if (cell.column.kind() == ColumnKind.WORDS) {
            boolean list = of.type() == Schema.Type.ARRAY && of.valueSchema().type() == Schema.Type.STRING;
            return list || of.type() == Schema.Type.STRING
                    ? new WordsInlet(cell, type, texts, spec.wordsSeparator())
                    : ColumnInlet.never(cell, type, WordsInlet.WANTED);
        }
        SourceType source = LogicalTypes.of(of);
        Coercion coercion = coercions.of(source, cell.column);
        return new ColumnInlet(cell, type, source, coercion, Coercions.refusal(source, cell.column));
    }

    private void note(Inlet inlet, Cell cell, String type, SourceType source) {
        boolean possible = !(inlet instanceof ColumnInlet column) || column.coercion != null;
        String why = inlet instanceof ColumnInlet column ? column.refusal : "";
        if (!possible) {
            impossible.add((ColumnInlet) inlet);
        }
        bindings.add(Binding.of(cell.column, cell.path, type, Binding.state(source, cell.column, possible, why)));
    }

    private boolean bindVector(List<Integer> unbound) {
        FieldPath path = spec.vector().field();
        List<Field> chain = TapTree.resolve(schema, path);
        parent.add(path);
        if (chain == null) {
            bindings.add(new Binding("(vector)", "vector", null, null, "missing"));
            return false;
        }
        Field last = use(chain);
        matched = true;
        Schema of = last.schema();
        List<Inlet> elements = new ArrayList<>();
        List<Inlet> pieces = new ArrayList<>();
        for (int slot : unbound) {
            Cell cell = new Cell(slot, spec, path.toString());
            elements.add(of.type() == Schema.Type.ARRAY ? element(cell, of) : new AnyInlet(cell, coercions));
            pieces.add(new AnyInlet(cell, coercions));
        }
        boolean possible = of.type() == Schema.Type.ARRAY || of.type() == Schema.Type.STRING;
        bindings.add(new Binding(
                "(vector)",
                "vector",
                path.toString(),
                LogicalTypes.title(of),
                possible ? "fills " + unbound.size() + " columns" : "impossible: " + VectorInlet.WANTED));
        taps.add(chain, new VectorInlet(path.toString(), spec.vector().separator(), texts, elements, pieces));
        return true;
    }

    private Inlet element(Cell cell, Schema array) {
        Inlet inlet = inlet(cell, array.valueSchema());
        if (inlet instanceof ColumnInlet column && column.coercion == null) {
            impossible.add(column);
        }
        return inlet;
    }

    private void leaveOut(int slot) {
        Cell cell = new Cell(slot, spec, spec.columns().get(slot).path().toString());
        absent.add(cell);
        if (cell.column.defaultText() == null) {
            missing.add(cell);
        }
        bindings.add(Binding.none(cell.column));
    }

    private void bindOffset(RowSpec.Offset offset) {
        FieldPath path = path(spec.columns().size(), offset.column(), offset.field());
        List<Field> chain = TapTree.resolve(schema, path);
        if (chain == null) {
            constantOffset = Defaults.offset(offset);
            if (offset.defaultText() == null) {
                problems.add(RecordError.OFFSET, offset.column(), "field '" + path + "'", MapPath.NO_FIELD);
            }
            String state = offset.defaultText() == null ? "missing" : "default";
            bindings.add(new Binding(offset.column(), "offset", null, null, state));
            return;
        }
        Field last = use(chain);
        String type = LogicalTypes.title(last.schema());
        taps.add(chain, new OffsetInlet(offset, path.toString(), type, LogicalTypes.of(last.schema()), coercions));
        bindings.add(new Binding(offset.column(), "offset", path.toString(), type, "ok"));
    }

    private MojoException refusal(Nearest nearest) {
        if (!matched || spec.missingColumns() == RowSpec.Policy.FAIL) {
            for (Cell cell : missing) {
                String why = TapTree.isBlocked(schema, cell.column.path())
                        ? MapPath.GOES_ON
                        : MapPath.NO_FIELD
                                + nearest.hint(cell.column.path().steps().get(0));
                problems.add(
                        matched ? RecordError.MISSING_COLUMNS : RecordError.NOTHING_MATCHED,
                        cell.column.name(),
                        "field '" + cell.path + "'",
                        spec.vector() == null ? why : why + spec.vector().absent());
            }
        }
        if (!matched && missing.isEmpty()) {
            problems.add(RecordError.NOTHING_MATCHED, null, "", "every column would hold its default");
        }
        if (problems.isEmpty()) {
            return null;
        }
        if (spec.invalidValues() == RowSpec.Policy.FAIL) {
            for (ColumnInlet inlet : impossible) {
                problems.add(
                        RecordError.INVALID_VALUE,
                        inlet.cell.column.name(),
                        inlet.cell.where(inlet.type),
                        inlet.refusal);
            }
        }
        return problems.take();
    }
}
