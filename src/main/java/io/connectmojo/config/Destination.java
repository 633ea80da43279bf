package io.connectmojo.config;

/** Where {@code output.destination} puts the outputs. */
enum Destination {
    /** Fields of the key or value. */
    RECORD,
    HEADERS
}
