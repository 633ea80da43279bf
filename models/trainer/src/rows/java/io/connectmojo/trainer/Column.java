package io.connectmojo.trainer;

/** A column of a table: its name and what its cells hold. */
public record Column(String name, Kind kind) {

    /** What the cells of a column hold; a missing cell is {@code null} in every kind. */
    public enum Kind {
        /** A {@code Double}. */
        NUMBER,
        /** A {@code String} out of a finite set. */
        LEVEL,
        /** A {@code Double} of epoch milliseconds. */
        TIME,
        /** A {@code String} that no model reads. */
        TEXT
    }
}
