package io.connectmojo.model;

/**
 * The current model of one transform. Keeps the model in memory for as long as the handle is reachable and open; a handle
 * that nobody closes is collected like any other object. Thread-safe.
 */
public final class ModelHandle implements AutoCloseable {
    private volatile Model current;
    private volatile boolean closed;

    ModelHandle(Model model) {
        this.current = model;
    }

    /** The model to score the next record with: one volatile read. Null once closed. */
    public Model current() {
        return current;
    }

    /** Ends the use of the model. Idempotent. */
    @Override
    public void close() {
        closed = true;
        current = null;
    }

    boolean isClosed() {
        return closed;
    }
}
