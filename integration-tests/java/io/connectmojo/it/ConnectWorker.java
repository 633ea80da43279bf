package io.connectmojo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A worker that owns all it uses: a distributed one is a Connect cluster of its own, whose group and internal topics carry its name; a
 * standalone one keeps its offsets in a file of its folder.
 */
final class ConnectWorker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final JvmProcess process;
    private final ConnectRest rest;

    private ConnectWorker(JvmProcess process, ConnectRest rest) {
        this.process = process;
        this.rest = rest;
    }

    /** {@code plugins} are the {@code plugin.path} entries; the line's file connectors are added. */
    static ConnectWorker distributed(
            KafkaLine line,
            Path folder,
            String name,
            String bootstrapServers,
            String discovery,
            List<Path> plugins,
            String... jvmOptions)
            throws IOException, InterruptedException {
        String common = properties(line, bootstrapServers, discovery, plugins);
        return start(line, folder, name, "ConnectDistributed", group(name) + common, List.of(), jvmOptions);
    }

    /** One of several workers of a Connect cluster, which may deliver a source's records exactly once. */
    static ConnectWorker member(KafkaLine line, Path folder, String group, String bootstrapServers, List<Path> plugins)
            throws IOException, InterruptedException {
        String own = group(group) + "exactly.once.source.support=enabled\n";
        return member(line, folder, own, properties(line, bootstrapServers, "service_load", plugins));
    }

    /** The same as Connect is by default: it delivers a source's records at least once. */
    static ConnectWorker memberByDefault(
            KafkaLine line, Path folder, String group, String bootstrapServers, List<Path> plugins)
            throws IOException, InterruptedException {
        return member(line, folder, group(group), properties(line, bootstrapServers, "service_load", plugins));
    }

    private static ConnectWorker member(KafkaLine line, Path folder, String own, String common)
            throws IOException, InterruptedException {
        return start(line, folder, "member", "ConnectDistributed", own + common, List.of());
    }

    private static String group(String name) {
        return """
                group.id=%1$s
                config.storage.topic=%1$s-configs
                offset.storage.topic=%1$s-offsets
                status.storage.topic=%1$s-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                scheduled.rebalance.max.delay.ms=0
                """.formatted(name);
    }

    /** The connectors are given as files on the command line, as users of this mode do; REST answers as well. */
    static ConnectWorker standalone(
            KafkaLine line,
            Path folder,
            String name,
            String bootstrapServers,
            String discovery,
            Path plugins,
            List<ConnectorConfig> connectors)
            throws IOException, InterruptedException {
        String own = "offset.storage.file.filename=" + folder.resolve("offsets") + "\n";
        String common = properties(line, bootstrapServers, discovery, List.of(plugins));
        return start(line, folder, name, "ConnectStandalone", own + common, connectors);
    }

    private static String properties(KafkaLine line, String bootstrapServers, String discovery, List<Path> plugins) {
        String path = plugins.stream().map(Path::toString).collect(Collectors.joining(","));
        return """
                bootstrap.servers=%s
                key.converter=org.apache.kafka.connect.storage.StringConverter
                value.converter=org.apache.kafka.connect.storage.StringConverter
                plugin.path=%s,%s
                plugin.discovery=%s
                offset.flush.interval.ms=1000
                """.formatted(bootstrapServers, line.fileConnectors(), path, discovery);
    }

    private static ConnectWorker start(
            KafkaLine line,
            Path folder,
            String name,
            String program,
            String config,
            List<ConnectorConfig> connectors,
            String... jvmOptions)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        URI address = URI.create("http://127.0.0.1:" + JvmProcess.freePort());
        Path worker = Files.writeString(folder.resolve(name + ".properties"), config + "listeners=" + address + "\n");
        List<String> command = new ArrayList<>(List.of(jvmOptions));
        command.add("org.apache.kafka.connect.cli." + program);
        command.add(worker.toString());
        List<String> names = new ArrayList<>();
        for (ConnectorConfig connector : connectors) {
            names.add(connector.name());
            command.add(connector.writeProperties(folder).toString());
        }
        JvmProcess process = JvmProcess.start(line, folder, name, command);
        ConnectRest rest = new ConnectRest(address);
        try {
            process.await(START, () -> rest.isReadyWith(names));
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

    long pid() {
        return process.pid();
    }

    /** What the worker shows by JMX; the caller closes it. */
    WorkerJmx jmx() throws IOException {
        return WorkerJmx.of(process.pid());
    }

    /** Ends it as a crash of its machine does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }
}
