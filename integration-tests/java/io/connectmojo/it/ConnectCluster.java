package io.connectmojo.it;

/** A broker and one worker that has the plugin: what tests and the demo need, however the two are run. */
interface ConnectCluster extends AutoCloseable {
    /** Where clients of this machine reach the broker. */
    String bootstrapServers();

    ConnectRest rest();

    String workerLog();

    boolean workerIsAlive();

    /** Stops the worker, then the broker, and removes what they wrote. */
    @Override
    void close();
}
