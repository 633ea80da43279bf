package io.connectmojo.problem;

/**
 * A documented kind of problem. Every code stands in the error catalogue of the documentation with its cause and fix,
 * and every code has a test.
 */
public interface ErrorCode {
    /**
     * What the error catalogue says of a code.
     *
     * @param id a letter and three digits: C for configuration, M for a model file, D for a record
     * @param cause what has happened, in one sentence
     * @param fix what a person does about it, in one sentence
     */
    record Entry(String id, String cause, String fix) {}

    Entry entry();

    default String id() {
        return entry().id();
    }
}
