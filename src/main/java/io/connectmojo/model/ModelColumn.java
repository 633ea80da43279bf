package io.connectmojo.model;

import java.util.List;
import java.util.Locale;

/**
 * An input column of a model as its user knows it: before any categorical encoding, without response, offset, weights and
 * fold columns.
 *
 * @param levels the levels that training saw, in the model's order; empty unless categorical
 */
public record ModelColumn(String name, Kind kind, List<String> levels) {
    /** How the model takes a column's values. */
    public enum Kind {
        NUMERIC,
        CATEGORICAL,
        /** Numeric, as epoch milliseconds. */
        TIME,
        /** The text of a word embedding. */
        WORDS;

        /** For people, such as {@code categorical}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
