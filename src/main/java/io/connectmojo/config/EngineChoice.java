package io.connectmojo.config;

/** Who scores by {@code model.engine}. */
enum EngineChoice {
    /** The compiled engine where its self-check agrees with the reference. */
    AUTO,
    REFERENCE
}
