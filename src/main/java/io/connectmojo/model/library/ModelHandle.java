package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.problem.MojoException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The current model of one transform. Keeps the model in memory for as long as the handle is reachable and open; a handle
 * that nobody closes is collected like any other object. Thread-safe.
 */
public final class ModelHandle implements AutoCloseable {
    private final ModelRequest request;
    private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
    private volatile @Nullable Model current;
    private final AtomicReference<ModelStatus> status;
    private volatile Consumer<ModelHandle> onClose = handle -> {};

    ModelHandle(ModelRequest request, Model model, Optional<Release> release) {
        this.request = request;
        this.current = model;
        this.status = new AtomicReference<>(ModelStatus.begun(model, release));
    }

    /** The model to score the next record with: one volatile read. Null once closed. */
    public @Nullable Model current() {
        return current;
    }

    /** What has happened so far. */
    public ModelStatus status() {
        return Objects.requireNonNull(status.get(), "begun").with(request.feed().news());
    }

    /** Ends the use of the model. Idempotent. */
    @Override
    public synchronized void close() {
        current = null;
        onClose.accept(this);
        onClose = handle -> {};
    }

    void onClose(Consumer<ModelHandle> action) {
        onClose = action;
    }

    ModelRequest request() {
        return request;
    }

    boolean isClosed() {
        return current == null;
    }

    /** Whether that is what it serves already; a closed handle serves anything. */
    boolean serves(CheckedContent content) {
        Model serving = current;
        return serving == null || content.isServedBy(serving);
    }

    /** Why this handle cannot take that model, if it cannot. */
    Optional<MojoException> checkCompatible(Model candidate) {
        Model serving = current;
        return serving == null ? Optional.empty() : request.acceptance().apply(serving, candidate);
    }

    synchronized void assign(Model model, Optional<Release> release) {
        if (current != null) {
            // in this order: who sees the model sees its status, too
            status.updateAndGet(before -> before.reloaded(model, release));
            current = model;
        }
    }

    /** What serves is now known as that version. */
    void renumber(Optional<Release> release) {
        status.updateAndGet(before -> before.renumbered(release));
    }

    void fail(MojoException problem) {
        status.updateAndGet(before -> before.failed(problem.code().id()));
    }

    void recover() {
        status.updateAndGet(ModelStatus::recovered);
    }

    /** Runs an action under the logging context of the task that opened this handle. */
    void inContext(Runnable action) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        if (context != null) {
            MDC.setContextMap(context);
        }
        try {
            action.run();
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }
}
