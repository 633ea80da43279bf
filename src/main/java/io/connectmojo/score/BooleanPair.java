package io.connectmojo.score;

import java.util.List;

/**
 * Two texts, in lower case, that mean true and false.
 *
 * @param whenTrue such as {@code yes}
 * @param whenFalse such as {@code no}
 */
public record BooleanPair(String whenTrue, String whenFalse) {
    /** The pairs that are known, as levels of a column and as classes of a model. */
    public static final List<BooleanPair> ALL = List.of(
            new BooleanPair("true", "false"),
            new BooleanPair("yes", "no"),
            new BooleanPair("y", "n"),
            new BooleanPair("t", "f"),
            new BooleanPair("1", "0"),
            new BooleanPair("on", "off"));
}
