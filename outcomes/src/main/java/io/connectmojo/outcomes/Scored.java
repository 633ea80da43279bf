package io.connectmojo.outcomes;

/**
 * What is counted of a record. Labels are null when the record lacks one of them, {@code high} when it has no score; a tick of the clock has
 * neither.
 */
record Scored(String actual, String predicted, Boolean high) {
    static final Scored TICK = new Scored(null, null, null);
}
