package io.connectmojo.scoring.arm;

import io.connectmojo.output.OutputSchemaPlan;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.output.SchemaCache;
import io.connectmojo.record.NumberedFields;
import io.connectmojo.record.RecordFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.MapPlan;
import io.connectmojo.row.StructPlan;
import io.connectmojo.row.StructPlanCompiler;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the records of an arm become rows of one model: a plan for each schema, and one for records without. Logs what is read
 * from where when it makes a plan. Not thread-safe.
 */
final class RowPlans {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    private final RowSpec spec;
    private final boolean readsMetadata;
    private final CurrentRecord current = new CurrentRecord();
    private final Predicate<String> needed;
    private final RecordFormat format;
    private final SchemaHistory history;
    private final OutputSchemas outputs;
    private final boolean copies;
    private final boolean isSilent;

    /** Whether what is read is what gets the outputs. */
    private final boolean readsTarget;

    private final SchemaCache<OfStructs> ofStructs = new SchemaCache<>(this::compile);

    /** Null until a record without a schema comes. */
    private @Nullable MapPlan ofMaps;

    /** How many plans have been made, those that were made again included. */
    private long compiled;

    /**
     * Plans for one model.
     *
     * @param needed top-level members that are read
     * @param copies whether Structs are copied while they are read
     * @param isSilent whether nothing is logged: the tables of a thousand models that come and go would hide all else
     */
    RowPlans(
            RowSpec spec,
            Predicate<String> needed,
            RecordFormat format,
            SchemaHistory history,
            OutputSchemas outputs,
            boolean copies,
            boolean isSilent) {
        this.spec = spec;
        this.readsMetadata = spec.readsMetadata();
        this.needed = needed;
        this.format = format;
        this.history = history;
        this.outputs = outputs;
        this.copies = copies;
        this.isSilent = isSilent;
        FieldPath root = spec.root();
        this.readsTarget = outputs.parent().equals(root == null ? List.of() : root.steps());
    }

    /**
     * Structs of one schema. Where they get the outputs, one loop over their fields reads the features and makes the copy: each
     * value is touched once.
     */
    private record OfStructs(StructPlan plan, OutputSchemaPlan target, boolean readsOnly) {
        boolean read(RecordView view, Struct struct, Row into, ColumnCounts counts, boolean answers) {
            if (target.isNoPlace(struct)) {
                return false;
            }
            if (readsOnly || !answers) {
                return plan.read(struct, into, counts);
            }
            Struct copy = new Struct(target.schema());
            if (!plan.readFields(struct, into, counts, copy, target.copied())) {
                return false;
            }
            view.keepCopy(copy);
            plan.finish(struct, into);
            return true;
        }
    }

    Row newRow() {
        return new Row(spec.columns().size());
    }

    ColumnCounts newCounts() {
        return new ColumnCounts(spec);
    }

    Predicate<String> needed() {
        return needed;
    }

    /**
     * Fills the row, and the view's copy where there is one; false when the record is to pass untouched.
     *
     * @param answers whether the record gets the outputs of this model; if not, the view's copy is another's
     */
    boolean read(RecordView view, Row into, ColumnCounts counts, boolean answers) {
        if (readsMetadata) {
            current.set(view.record());
        }
        return view.fieldsRead() instanceof Struct struct
                ? ofStructs.get(struct.schema()).read(view, struct, into, counts, answers)
                : readMap(view, into, counts);
    }

    /** How Structs of that schema are copied. */
    OutputSchemaPlan target(Schema schema) {
        return ofStructs.get(schema).target;
    }

    private OfStructs compile(Schema schema) {
        history.add(schema);
        StructPlan plan = StructPlanCompiler.compile(schema, spec, current);
        logOfSchema(plan);
        OutputSchemaPlan target = outputs.of(schema);
        // what is to pass untouched, and what cannot be scored, comes before a clash of names
        return new OfStructs(plan, target, !copies || !readsTarget || target.clashes());
    }

    RowSpec spec() {
        return spec;
    }

    /** The record whose metadata is read. */
    CurrentRecord current() {
        return current;
    }

    /** The plan of Structs of that schema. */
    StructPlan ofStructs(Schema schema) {
        return ofStructs.get(schema).plan;
    }

    /** The plan of records without a schema, of which one was read. */
    MapPlan ofMaps() {
        return Objects.requireNonNull(ofMaps, "no Map was read");
    }

    private boolean readMap(RecordView view, Row into, ColumnCounts counts) {
        if (view.isNoPlace()) {
            return false;
        }
        Map<?, ?> fields = (Map<?, ?>) view.fieldsRead();
        history.last(view.payload(), fields instanceof NumberedFields numbered ? numbered.shape() : null);
        MapPlan plan = ofMaps;
        if (plan == null) {
            plan = new MapPlan(spec, current);
            ofMaps = plan;
            if (!isSilent && log.isInfoEnabled()) {
                log.info("{}", plan.bindingTable(format.example(view.payload())));
            }
        }
        return plan.read(fields, view.names(), into, counts);
    }

    /** Schemas that come and go by the thousand are not to fill the log. */
    private void logOfSchema(StructPlan plan) {
        if (isSilent) {
            return;
        }
        if (compiled < SchemaCache.MAX_SCHEMAS) {
            log.info("{}", plan.bindingTable());
        } else if (compiled == SchemaCache.MAX_SCHEMAS) {
            log.warn(
                    "Records of more than {} schemas: each further one is bound without a table here, and one that is forgotten in"
                            + " between is bound again, which takes time",
                    SchemaCache.MAX_SCHEMAS);
        }
        compiled++;
    }
}
