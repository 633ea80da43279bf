package org.apache.kafka.common.metrics;

/**
 * Stands in for the interface of Kafka 4.1 (KIP-877) on older workers, so that they can load a class that implements it. A worker
 * that has its own never sees this one, and one that has none never calls it.
 */
public interface Monitorable {
    /** Never called where this interface is the one in use. */
    void withPluginMetrics(PluginMetrics metrics);
}
