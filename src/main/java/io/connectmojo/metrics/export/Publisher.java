package io.connectmojo.metrics.export;

import io.connectmojo.metrics.MetricInstance;
import java.util.List;

/** Where metrics can be seen. Never keeps a transform in memory. */
interface Publisher extends AutoCloseable {
    /** Shows these too; those that are shown already stay. */
    void show(List<MetricInstance> instances);

    /** Takes all away that this publisher shows, and nothing else. Idempotent, any thread. */
    @Override
    void close();
}
