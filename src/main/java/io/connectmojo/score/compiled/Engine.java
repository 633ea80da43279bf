package io.connectmojo.score.compiled;

import io.connectmojo.score.Scorer;

/**
 * Which scorer serves, and why.
 *
 * @param scorer for one transform instance
 * @param why for the log, such as {@code compiled, by packed trees in compact form}
 */
public record Engine(Scorer scorer, String why) {}
