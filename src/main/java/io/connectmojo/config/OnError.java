package io.connectmojo.config;

/** What {@code on.error} does with a record that cannot be scored. */
enum OnError {
    /** It fails, and Connect decides. */
    FAIL,
    /** It goes on with its outputs null. */
    NULL
}
