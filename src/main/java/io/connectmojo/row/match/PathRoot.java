package io.connectmojo.row.match;

import java.util.Optional;
import java.util.stream.Stream;

/** Where in a record a path begins: at the fields of the key or value that is scored, or at what the record has besides. */
public enum PathRoot {
    FIELDS(""),
    KEY("$key"),
    TOPIC("$topic"),
    PARTITION("$partition"),
    TIMESTAMP("$timestamp"),
    /** Goes on with the name of a header. */
    HEADER("$header");

    static final String NAMES = "$key, $key.<path>, $topic, $partition, $timestamp, $header.<name>";

    private final String text;

    PathRoot(String text) {
        this.text = text;
    }

    /** What it is called in a path; nothing for the fields. */
    String text() {
        return text;
    }

    static Optional<PathRoot> named(String step) {
        return Stream.of(values()).filter(root -> root.text.equals(step)).findFirst();
    }

    /** What is wrong with the number of steps behind it; null for nothing. */
    String refusal(int steps) {
        return switch (this) {
            case FIELDS, KEY -> null;
            case TOPIC, PARTITION, TIMESTAMP -> steps == 0 ? null : text + " has no fields";
            case HEADER ->
                steps == 1 ? null : "$header goes on with the one name of a header, in backticks when it holds dots";
        };
    }
}
