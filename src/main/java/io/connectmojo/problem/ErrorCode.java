package io.connectmojo.problem;

/**
 * A documented kind of problem. Every code stands in the error catalogue of the documentation with its cause and fix,
 * and every code has a test.
 */
public interface ErrorCode {
    /** A letter and three digits: C for configuration, M for a model file, D for a record. */
    String id();

    /** What has happened, in one sentence for the error catalogue. */
    String cause();

    /** What a person does about it, in one sentence for the error catalogue. */
    String fix();
}
