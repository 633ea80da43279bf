package io.connectmojo.scoring.arm;

import io.connectmojo.output.SchemaCache;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.MapPlan;
import io.connectmojo.row.StructPlan;
import io.connectmojo.row.StructPlanCompiler;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.ScoringResult.Failed;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prediction for what the fields of a record held before its change. What does not differ in any cell is not scored again, and what
 * cannot be read or scored has no prediction: that does not concern the record. On the task's thread only.
 */
final class PreviousScore {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    private final RowPlans plans;
    private final RowSpec spec;
    private final Scorer scorer;
    private final ColumnCounts counts;
    private final Row row;
    private final Prediction prediction;
    private final SchemaCache<OfStructs> ofStructs = new SchemaCache<>(this::compile);

    /** Null until a record without a schema comes. */
    private @Nullable MapPlan ofMaps;

    private State state = State.NONE;
    private boolean told;

    private enum State {
        /** There is no prediction. */
        NONE,
        /** All cells are those of the record. */
        SAME,
        /** The row is to be scored. */
        OTHER
    }

    /**
     * What was before, in Structs of one schema.
     *
     * @param comparable whether both have the same fields, which need not be read to be compared
     */
    private record OfStructs(StructPlan plan, boolean comparable) {}

    /**
     * @param plans of the records, which have a root
     * @param scorer of the model, for the prediction alone
     */
    PreviousScore(RowPlans plans, Scorer scorer) {
        this.plans = plans;
        this.spec = plans.spec().before();
        this.scorer = scorer;
        this.counts = new ColumnCounts(spec, false);
        this.row = plans.newRow();
        this.prediction = scorer.newPrediction();
    }

    /** @param now what was read from the record, and is not scored yet: a scorer may change it */
    void read(RecordView view, Row now) {
        try {
            state = state(view.fieldsRead(), view, now);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            refuse(failure);
        }
    }

    /** Gives the prediction, or takes it from the record's own, which is there now. */
    void tell(Prediction into) {
        if (state == State.OTHER) {
            try {
                scorer.score(row, prediction);
            } catch (RuntimeException | LinkageError | StackOverflowError failure) {
                refuse(failure);
            }
        }
        into.previous = switch (state) {
            case NONE -> null;
            case SAME -> into;
            case OTHER -> prediction;
        };
    }

    private State state(Object fields, RecordView view, Row now) {
        boolean read;
        if (fields instanceof Struct struct) {
            OfStructs before = ofStructs.get(struct.schema());
            if (before.comparable && before.plan.hasSameValues(struct, plans.ofStructs(struct.schema()))) {
                return State.SAME;
            }
            read = before.plan.read(struct, row, counts);
        } else {
            Map<?, ?> map = (Map<?, ?>) fields;
            MapPlan before = ofMaps();
            if (before.hasSameValues(map, plans.ofMaps())) {
                return State.SAME;
            }
            read = before.read(map, view.names(), row, counts);
        }
        return !read ? State.NONE : isSame(now) ? State.SAME : State.OTHER;
    }

    private boolean isSame(Row now) {
        return Arrays.equals(row.values, now.values)
                && Double.doubleToLongBits(row.offset) == Double.doubleToLongBits(now.offset)
                && Arrays.equals(row.words, now.words);
    }

    private OfStructs compile(Schema schema) {
        StructPlan plan = StructPlanCompiler.compile(schema, spec, plans.current());
        return new OfStructs(plan, plan.hasRootLike(plans.ofStructs(schema)));
    }

    private MapPlan ofMaps() {
        MapPlan plan = ofMaps;
        if (plan == null) {
            plan = new MapPlan(spec, plans.current());
            ofMaps = plan;
        }
        return plan;
    }

    private void refuse(Throwable failure) {
        state = State.NONE;
        MojoException problem = Failed.of(failure).problem();
        if (told) {
            log.debug("What was before a change cannot be scored: {}", problem.firstLine());
        } else {
            told = true;
            log.warn(
                    "What was before a change cannot be scored, and the output is null (further ones are logged at DEBUG): {}",
                    problem.firstLine());
        }
    }
}
