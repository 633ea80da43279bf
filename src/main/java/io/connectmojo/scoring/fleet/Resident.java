package io.connectmojo.scoring.fleet;

/** Who keeps a model in memory: one task's arm. Thread-safe. */
interface Resident {
    /** When a record of it came last, in nanoseconds since any time. */
    long lastUsed();

    /** Whether the task's last record was one of it. */
    boolean isInUse();

    /**
     * Makes it give its model up, unless it is in use.
     *
     * @return whether it is going to; then {@link #close} ends it
     */
    boolean release();

    /** Gives the model up that it has been made to release. */
    void close();
}
