package io.connectmojo.row;

/** How a model takes the values of an input column. */
public enum ColumnKind {
    NUMERIC,
    CATEGORICAL,
    /** Numeric, as epoch milliseconds. */
    TIME,
    /** The words of a word embedding. */
    WORDS;

    @Override
    public String toString() {
        return switch (this) {
            case NUMERIC -> "numeric";
            case CATEGORICAL -> "categorical";
            case TIME -> "time";
            case WORDS -> "words";
        };
    }
}
