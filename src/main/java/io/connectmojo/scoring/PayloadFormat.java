package io.connectmojo.scoring;

import io.connectmojo.output.OutputWriter;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.RowPlan;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import java.util.Map;

/**
 * Reads features from one kind of payload and writes outputs into a copy of it. May hold the record that it has read until
 * the outputs are written. One for each kind and model within a transform; not thread-safe.
 */
public interface PayloadFormat {
    /**
     * Reads the features.
     *
     * @return false when the record is to pass untouched
     */
    boolean read(Object payload, Row row, ColumnCounts counts);

    /**
     * The copy of the payload last read, with outputs.
     *
     * @param prediction null when the record could not be scored: all outputs are null, and a payload that could not even
     *     be read comes back as it is
     */
    Object append(Object payload, Prediction prediction);

    /** Whether the payload last given could be read at all, as a record with fields. */
    default boolean isRead() {
        return true;
    }

    /** The payload last read, as a Struct or a Map. */
    Object fields(Object payload);

    /** A schemaless Map. */
    record OfMaps(RowPlan plan, OutputWriter writer) implements PayloadFormat {
        @Override
        public boolean read(Object payload, Row row, ColumnCounts counts) {
            return plan.read(payload, row, counts);
        }

        @Override
        public Object append(Object payload, Prediction prediction) {
            return writer.append((Map<?, ?>) payload, prediction);
        }

        @Override
        public Object fields(Object payload) {
            return payload;
        }
    }
}
