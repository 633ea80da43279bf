package io.connectmojo.it;

import java.nio.file.Path;

/** A PostgreSQL, and a worker of a test cluster with the connectors for it. */
record WorkerAndDatabase(ConnectWorker worker, PostgresServer postgres) implements AutoCloseable {
    static WorkerAndDatabase start(ChildJvmCluster cluster, String name, String discovery, Path... connectors)
            throws Exception {
        PostgresServer postgres = PostgresServer.start();
        try {
            return new WorkerAndDatabase(cluster.startWorker(KafkaLine.NEWEST, name, discovery, connectors), postgres);
        } catch (Exception | Error e) {
            postgres.close();
            throw e;
        }
    }

    @Override
    public void close() {
        worker.close();
        postgres.close();
    }
}
