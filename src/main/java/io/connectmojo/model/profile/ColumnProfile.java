package io.connectmojo.model.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was seen in one column of the model. */
public sealed interface ColumnProfile {
    String name();

    /** Share of the rows without a value, whatever made it missing. */
    double missing();

    /** What the file calls this kind of column. */
    String type();

    /**
     * A column of numbers.
     *
     * @param time whether they are epoch milliseconds
     * @param bins the values that are not missing; empty when all are
     */
    record Numeric(String name, boolean time, double missing, Optional<QuantileBins> bins) implements ColumnProfile {
        static final String NUMBER = "numeric";
        static final String TIME = "time";

        @Override
        public String type() {
            return time ? TIME : NUMBER;
        }
    }

    /**
     * A column of levels.
     *
     * @param levels shares of the most frequent levels, the largest first
     * @param other share of all other levels together; what training did not see is missing
     */
    record Categorical(String name, double missing, Map<String, Double> levels, double other) implements ColumnProfile {
        static final String TYPE = "categorical";

        public Categorical {
            levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        }

        @Override
        public String type() {
            return TYPE;
        }
    }
}
