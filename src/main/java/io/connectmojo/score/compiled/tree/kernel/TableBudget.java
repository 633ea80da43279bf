package io.connectmojo.score.compiled.tree.kernel;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * How much memory the single-compare and the leaf-mask form may take: a cap per model and one for all models of the worker. What is granted
 * comes back by itself when its holder is garbage; nobody needs to close anything. Thread-safe.
 */
public final class TableBudget {
    private static final long MEBIBYTE = 1 << 20;

    /** That of this worker (of this plugin's class loader). */
    public static final TableBudget WORKER = new TableBudget(16 * MEBIBYTE, 64 * MEBIBYTE);

    private final long mostPerModel;
    private final long most;
    private final List<Grant> grants = new ArrayList<>();

    public TableBudget(long mostPerModel, long most) {
        this.mostPerModel = mostPerModel;
        this.most = most;
    }

    private static final class Grant extends WeakReference<Object> {
        private final long bytes;

        Grant(Object holder, long bytes) {
            super(holder);
            this.bytes = bytes;
        }
    }

    /** Whether a grant would succeed now: asked before memory is taken. */
    synchronized boolean allows(long bytes) {
        return bytes <= mostPerModel && bytes <= most - granted();
    }

    synchronized boolean grant(long bytes, Object holder) {
        return allows(bytes) && grants.add(new Grant(holder, bytes));
    }

    private long granted() {
        grants.removeIf(grant -> grant.get() == null);
        return grants.stream().mapToLong(grant -> grant.bytes).sum();
    }
}
