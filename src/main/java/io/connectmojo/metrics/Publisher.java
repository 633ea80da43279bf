package io.connectmojo.metrics;

import java.util.List;

/** Where metrics can be seen. Never keeps a transform in memory. */
sealed interface Publisher extends AutoCloseable permits KafkaMetrics, ScorerBeans {
    /** Shows these too; those that are shown already stay. */
    void show(List<Reading> readings);

    /** Takes all away that this publisher shows, and nothing else. Idempotent, any thread. */
    @Override
    void close();
}
