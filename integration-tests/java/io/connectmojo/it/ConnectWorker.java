package io.connectmojo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A distributed worker that is a Connect cluster of its own: its group and internal topics carry its name. */
final class ConnectWorker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final JvmProcess process;
    private final ConnectRest rest;

    private ConnectWorker(JvmProcess process, ConnectRest rest) {
        this.process = process;
        this.rest = rest;
    }

    /** {@code plugins} is the {@code plugin.path} entry with the unpacked archive; the line's file connectors are added. */
    static ConnectWorker start(
            KafkaLine line, Path folder, String name, String bootstrapServers, String discovery, Path plugins)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        URI address = URI.create("http://127.0.0.1:" + JvmProcess.freePort());
        String config = Files.writeString(folder.resolve(name + ".properties"), """
                bootstrap.servers=%s
                group.id=%2$s
                config.storage.topic=%2$s-configs
                offset.storage.topic=%2$s-offsets
                status.storage.topic=%2$s-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                key.converter=org.apache.kafka.connect.storage.StringConverter
                value.converter=org.apache.kafka.connect.storage.StringConverter
                plugin.path=%3$s,%4$s
                plugin.discovery=%5$s
                listeners=%6$s
                offset.flush.interval.ms=1000
                scheduled.rebalance.max.delay.ms=0
                """.formatted(
                                bootstrapServers, name, line.fileConnectors(), plugins, discovery, address))
                .toString();
        JvmProcess process = JvmProcess.start(
                line, folder, name, List.of("org.apache.kafka.connect.cli.ConnectDistributed", config));
        ConnectRest rest = new ConnectRest(address);
        try {
            process.await(START, rest::isReady);
        } catch (RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
        return new ConnectWorker(process, rest);
    }

    ConnectRest rest() {
        return rest;
    }

    String log() {
        return process.log();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }
}
