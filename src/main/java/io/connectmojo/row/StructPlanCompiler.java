package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.row.match.Binding;
import io.connectmojo.row.match.BindingTable;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.CommonParent;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldNames;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.NameSuggester;
import io.connectmojo.row.match.RowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes the plan for Structs of one schema: looks every column up in it, once. */
public final class StructPlanCompiler {
    private final Schema schema;
    private final RowSpec spec;
    private final Texts texts;
    private final Coercions coercions;
    private final FieldTree fieldReaders;
    private final RecordProblems problems = new RecordProblems();
    private final List<ColumnSlot> absent = new ArrayList<>();
    private final List<StructPlan.SchemaDefault> defaults = new ArrayList<>();
    private final List<SingleTypeReader> impossible = new ArrayList<>();
    private final MetadataBinding metadata;
    private final List<Binding> bindings = new ArrayList<>();
    private final List<ColumnSlot> missing = new ArrayList<>();

    private final CommonParent parent = new CommonParent();
    private final Set<String> used = new HashSet<>();

    /** Per column, and for the offset behind them, the field that fits; null for exact matching. */
    private final String @Nullable [] relaxed;

    private boolean matched;
    private double constantOffset;

    private StructPlanCompiler(Schema schema, RowSpec spec, CurrentRecord current) {
        this.schema = schema;
        this.spec = spec;
        this.texts = new Texts(spec.naStrings());
        this.coercions = new Coercions(texts);
        this.metadata = new MetadataBinding(spec, current, texts, coercions, bindings);
        this.fieldReaders = new FieldTree(schema, spec.replaceNullWithDefault(), spec.root());
        this.relaxed = spec.match() != RowSpec.Match.RELAXED
                ? null
                : new FieldNames(spec)
                        .find(fieldReaders.fields().stream().map(Field::name).toList(), problems);
    }

    /**
     * The plan for Structs of that schema. Never fails for what the schema lacks: {@link StructPlan#read} tells it, record by
     * record.
     *
     * @throws MojoException D001 when the schema is none of Structs
     */
    public static StructPlan compile(Schema structSchema, RowSpec spec) {
        return compile(structSchema, spec, new CurrentRecord());
    }

    /**
     * The same, with metadata.
     *
     * @param current tells the record whose Struct is read
     */
    public static StructPlan compile(Schema structSchema, RowSpec spec, CurrentRecord current) {
        if (structSchema.type() != Schema.Type.STRUCT) {
            throw RecordProblems.notA("Struct", LogicalTypes.title(structSchema));
        }
        return new StructPlanCompiler(structSchema, spec, current).make();
    }

    private StructPlan make() {
        List<Integer> unbound = new ArrayList<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            if (!bind(i)) {
                unbound.add(i);
            }
        }
        RowSpec.Vector vector = spec.vector();
        if (vector == null || !bindVector(vector, unbound)) {
            unbound.forEach(this::leaveOut);
        }
        if (spec.offset() != null) {
            bindOffset(spec.offset());
        }
        FieldPath root = fieldReaders.hasRoot() ? spec.root() : null;
        List<String> names = (root == null ? schema.fields() : fieldReaders.fields())
                .stream().map(Field::name).toList();
        NameSuggester nearest = new NameSuggester(names);
        String title = schema.name() == null ? "records of an unnamed schema" : "records of schema " + schema.name();
        List<String> unused =
                names.stream().filter(name -> !used.contains(name)).toList();
        return new StructPlan(
                fieldReaders,
                fieldReaders.parents(parent.steps()),
                refusal(nearest, root),
                absent,
                constantOffset,
                impossible,
                new ReadContext(spec),
                defaults,
                metadata.columns(),
                BindingTable.text(title, bindings, unused, nearest, root));
    }

    private FieldPath path(int slot, String name, @Nullable FieldPath configured) {
        if (configured != null) {
            return configured;
        }
        return spec.place(relaxed == null || relaxed[slot] == null ? name : relaxed[slot]);
    }

    private boolean bind(int slot) {
        ColumnSpec column = spec.columns().get(slot);
        FieldPath path = path(slot, column.name(), column.field());
        if (path.isMetadata()) {
            metadata.column(slot, path);
            matched = true;
            return true;
        }
        List<Field> chain = FieldTree.resolve(schema, path);
        if (chain != null || column.field() != null) {
            parent.add(path);
        }
        if (chain == null) {
            return false;
        }
        Field last = use(chain);
        matched = true;
        if (spec.replaceNullWithDefault() && last.schema().defaultValue() != null) {
            defaults.add(new StructPlan.SchemaDefault(slot, chain));
        }
        ColumnSlot cell = new ColumnSlot(slot, spec, path.toString());
        String type = LogicalTypes.title(last.schema());
        ColumnReader reader = reader(cell, last.schema());
        record(reader, cell, type, LogicalTypes.of(last.schema()));
        fieldReaders.add(chain, reader);
        return true;
    }

    private Field use(List<Field> chain) {
        used.addAll(fieldReaders.rootField(chain));
        return chain.get(chain.size() - 1);
    }

    private ColumnReader reader(ColumnSlot cell, Schema of) {
        String type = LogicalTypes.title(of);
        if (cell.column.kind() == ModelColumn.Kind.WORDS) {
            boolean list = of.type() == Schema.Type.ARRAY && of.valueSchema().type() == Schema.Type.STRING;
            return list || of.type() == Schema.Type.STRING
                    ? new WordsReader(cell, type, texts, spec.wordsSeparator())
                    : SingleTypeReader.never(cell, type, WordsReader.WANTED);
        }
        SourceType source = LogicalTypes.of(of);
        Coercion coercion = coercions.of(source, cell.column);
        return new SingleTypeReader(cell, type, source, coercion, Coercions.refusal(source, cell.column));
    }

    private void record(ColumnReader reader, ColumnSlot cell, String type, SourceType source) {
        boolean possible = !(reader instanceof SingleTypeReader column) || column.isPossible();
        String why = reader instanceof SingleTypeReader column ? column.refusal : "";
        if (!possible) {
            impossible.add((SingleTypeReader) reader);
        }
        bindings.add(Binding.of(cell.column, cell.path, type, Binding.state(source, cell.column, possible, why)));
    }

    private boolean bindVector(RowSpec.Vector vector, List<Integer> unbound) {
        FieldPath path = vector.field();
        if (path.isMetadata()) {
            metadata.vector(vector, unbound);
            matched = true;
            return true;
        }
        List<Field> chain = FieldTree.resolve(schema, path);
        parent.add(path);
        if (chain == null) {
            bindings.add(new Binding("(vector)", "vector", null, null, "missing"));
            return false;
        }
        Field last = use(chain);
        matched = true;
        Schema of = last.schema();
        List<ColumnReader> elements = new ArrayList<>();
        List<ColumnReader> pieces = new ArrayList<>();
        for (int slot : unbound) {
            ColumnSlot cell = new ColumnSlot(slot, spec, path.toString());
            elements.add(of.type() == Schema.Type.ARRAY ? element(cell, of) : new AnyTypeReader(cell, coercions));
            pieces.add(new AnyTypeReader(cell, coercions));
        }
        boolean possible = of.type() == Schema.Type.ARRAY || of.type() == Schema.Type.STRING;
        bindings.add(new Binding(
                "(vector)",
                "vector",
                path.toString(),
                LogicalTypes.title(of),
                possible ? "fills " + unbound.size() + " columns" : "impossible: " + VectorReader.WANTED));
        fieldReaders.add(chain, new VectorReader(path.toString(), vector.separator(), texts, elements, pieces));
        return true;
    }

    private ColumnReader element(ColumnSlot cell, Schema array) {
        ColumnReader reader = reader(cell, array.valueSchema());
        if (reader instanceof SingleTypeReader column && !column.isPossible()) {
            impossible.add(column);
        }
        return reader;
    }

    private void leaveOut(int slot) {
        ColumnSlot cell =
                new ColumnSlot(slot, spec, spec.columns().get(slot).path().toString());
        absent.add(cell);
        if (cell.column.defaultText() == null) {
            missing.add(cell);
        }
        bindings.add(Binding.none(cell.column));
    }

    private void bindOffset(RowSpec.Offset offset) {
        FieldPath path = path(spec.columns().size(), offset.column(), offset.field());
        if (path.isMetadata()) {
            metadata.offset(offset, path);
            return;
        }
        List<Field> chain = FieldTree.resolve(schema, path);
        if (chain == null) {
            constantOffset = offset.onNull();
            if (offset.defaultText() == null) {
                problems.add(RecordError.OFFSET, offset.column(), "field '" + path + "'", MapPath.NO_FIELD);
            }
            String state = offset.defaultText() == null ? "missing" : "default";
            bindings.add(new Binding(offset.column(), "offset", null, null, state));
            return;
        }
        Field last = use(chain);
        String type = LogicalTypes.title(last.schema());
        fieldReaders.add(
                chain, new OffsetReader(offset, path.toString(), type, LogicalTypes.of(last.schema()), coercions));
        bindings.add(new Binding(offset.column(), "offset", path.toString(), type, "ok"));
    }

    private String hint(FieldPath path, NameSuggester nearest, @Nullable FieldPath root) {
        int skipped = root == null ? 0 : spec.stepsToRoot(path);
        return root != null && skipped == 0 ? "" : nearest.hint(path.steps().get(skipped), root);
    }

    /** @param root below which the nearest names are; null for the top level */
    private @Nullable MojoException refusal(NameSuggester nearest, @Nullable FieldPath root) {
        if (!matched || spec.missingColumns() == RowSpec.Policy.FAIL) {
            for (ColumnSlot cell : missing) {
                String why = FieldTree.isBlocked(schema, cell.column.path())
                        ? MapPath.GOES_ON
                        : MapPath.NO_FIELD + hint(cell.column.path(), nearest, root);
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
            for (SingleTypeReader reader : impossible) {
                problems.add(
                        RecordError.INVALID_VALUE,
                        reader.cell.column.name(),
                        reader.cell.where(reader.type),
                        reader.refusal);
            }
        }
        return problems.drain();
    }
}
