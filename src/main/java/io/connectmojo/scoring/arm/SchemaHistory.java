package io.connectmojo.scoring.arm;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.MapPlan;
import io.connectmojo.row.StructPlanCompiler;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the records of an arm looked like so far, so that a reload can tell whether they can fill the columns of a new
 * model. Written by the task's thread, read by the one that reloads.
 */
final class SchemaHistory {
    private static final int MAX_SCHEMAS = 256;

    /** So many records of the same names, and one more is kept. */
    private static final int ALIKE = 63;

    private final Set<Schema> schemas = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Object> last = new AtomicReference<>();

    /** The task's thread only. */
    private @Nullable Object shapeOfLast;

    private int alike;
    private final Function<Object, Map<?, ?>> fields;

    /** @param fields all fields of a payload that has no schema of its own */
    SchemaHistory(Function<Object, Map<?, ?>> fields) {
        this.fields = fields;
    }

    void add(Schema schema) {
        if (schemas.size() < MAX_SCHEMAS) {
            schemas.add(schema);
        }
    }

    /**
     * A record without a schema. One of the same names as the one before is kept now and then only: collectors make stores into old objects
     * dear.
     *
     * @param shape stands for its names; null when they are not known
     */
    void last(Object payload, @Nullable Object shape) {
        if (shape == null || shape != shapeOfLast || (++alike & ALIKE) == 0) {
            shapeOfLast = shape;
            last.lazySet(payload);
        }
    }

    /** Why no schema seen, nor the last record without one, can fill the columns; empty while nothing was seen. */
    Optional<MojoException> refusal(RowSpec spec) {
        Optional<MojoException> refusal = Optional.empty();
        for (Schema schema : schemas) {
            refusal = StructPlanCompiler.compile(schema, spec).refusal();
            if (refusal.isEmpty()) {
                return refusal;
            }
        }
        Object payload = last.get();
        return payload == null ? refusal : refusal(payload, spec);
    }

    private Optional<MojoException> refusal(Object payload, RowSpec spec) {
        try {
            new MapPlan(spec).read(fields.apply(payload), new Row(spec.columns().size()), new ColumnCounts(spec));
            return Optional.empty();
        } catch (MojoException e) {
            boolean columns = e.code() == RecordError.MISSING_COLUMNS || e.code() == RecordError.NOTHING_MATCHED;
            return columns ? Optional.of(e) : Optional.empty();
        }
    }
}
