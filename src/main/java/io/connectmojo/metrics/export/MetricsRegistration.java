package io.connectmojo.metrics.export;

import io.connectmojo.metrics.ColumnTotals;
import io.connectmojo.metrics.MetricInstance;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.drift.Drift;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where the metrics of one transform are shown, and never fails a task.
 *
 * <p>Workers from 4.1 hand their metrics over right after they have configured a transform. Older ones, on which the plugin has
 * brought the interface along, never do: there we show MBeans at once. Where neither is certain, the first record shows them.
 * Many columns come up with their first count or move each, on a thread beside the tasks'. Knows the transform only through metric instances that do
 * not keep it in memory. Thread-safe.
 */
public final class MetricsRegistration implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MetricsRegistration.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final String id;
    private final WeakReference<ScoringMetrics> metrics;
    private final TaskName task = TaskName.current();
    private final Runnable look = this::look;
    private @Nullable Publisher publisher;

    /** Cells that were not filled, and columns of which something was counted, at the last look. */
    private long missed;

    private int counted;

    /** Columns that had moved from a profile at the last look, and who had told it. */
    private int moved;

    private WeakReference<@Nullable Drift> movedIn = new WeakReference<>(null);

    private boolean closed;

    private MetricsRegistration(ScoringMetrics metrics) {
        this.id = metrics.id();
        this.metrics = new WeakReference<>(metrics);
    }

    /**
     * For metrics that are not shown yet. What is shown goes with {@link #close}, or when the metrics are garbage. Called by
     * the thread that configures the transform, whose logging context names the task.
     */
    public static MetricsRegistration of(ScoringMetrics metrics) {
        MetricsRegistration registration = new MetricsRegistration(metrics);
        CLEANER.register(metrics, registration::close);
        metrics.atFirstRecord(registration::orBeans);
        return registration;
    }

    /** Shows MBeans, unless the worker is going to hand its metrics over. */
    public void begin() {
        if (!KafkaMetrics.workerHasThem()) {
            orBeans();
        }
    }

    /** Shows MBeans when nothing is shown yet. */
    private synchronized void orBeans() {
        if (publisher == null && !closed) {
            tryTo(() -> new JmxMetrics(task, id), MetricInstance::all);
        }
    }

    /** Shows the metrics among the worker's own, and no longer as MBeans. */
    public synchronized void bindTo(PluginMetrics worker) {
        if (!closed) {
            stop();
            tryTo(() -> new KafkaMetrics(worker), MetricInstance::all);
            orBeans();
        }
    }

    /** Shows what has come up since, such as the columns of another model. */
    public synchronized void refresh() {
        if (publisher != null) {
            Publisher same = publisher;
            tryTo(() -> same, MetricInstance::later);
        }
    }

    /** Shows those of many columns that have been counted, or have moved, for the first time. */
    private synchronized void look() {
        ScoringMetrics source = metrics.get();
        if (source == null) {
            return;
        }
        boolean counts = hasCountedMore(source);
        boolean moves = hasMovedMore(source);
        if (counts || moves) {
            refresh();
        }
    }

    private boolean hasCountedMore(ScoringMetrics source) {
        ColumnTotals totals = source.columns().orElse(null);
        if (totals == null || totals.nas() == missed) {
            return false;
        }
        missed = totals.nas();
        int before = counted;
        counted = Math.max(before, totals.shown().size());
        return counted > before;
    }

    /** Another model begins without a column that has moved. */
    private boolean hasMovedMore(ScoringMetrics source) {
        Drift drift = source.drift().orElse(null);
        int now = drift == null ? 0 : drift.movedColumns();
        boolean more = now > (movedIn.refersTo(drift) ? moved : 0);
        movedIn = new WeakReference<>(drift);
        moved = now;
        return more;
    }

    private void tryTo(Supplier<Publisher> by, Function<ScoringMetrics, List<MetricInstance>> instances) {
        ScoringMetrics source = metrics.get();
        if (source == null) {
            return;
        }
        Publisher candidate = null;
        try {
            candidate = by.get();
            candidate.show(instances.apply(source));
            publisher = candidate;
            if (source.hasManyColumns()) {
                MetricsWatcher.OF_WORKER.add(look);
            }
        } catch (RuntimeException | LinkageError e) {
            log.warn("The metrics of model {} cannot be shown in full; records are scored all the same", id, e);
            if (candidate != null && candidate != publisher) {
                candidate.close();
            }
        }
    }

    private void stop() {
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }

    /** Takes all away. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        MetricsWatcher.OF_WORKER.remove(look);
        stop();
    }
}
