package io.connectmojo.config;

/** What the key or value is that is scored. */
public enum InputFormat {
    /** A Struct or a schemaless Map. */
    CONNECT,
    /** Text or UTF-8 bytes with one JSON object. */
    JSON,
    /** One line of separated text. */
    DELIMITED
}
