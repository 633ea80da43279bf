package io.connectmojo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Broker and worker as child processes of this JVM, the built archive unpacked for them into a temporary folder. */
final class ChildJvmCluster implements ConnectCluster {
    private final Path folder;
    private final Path plugins;
    private final KafkaBroker broker;
    private final ConnectWorker worker;
    private final Thread atExit = new Thread(this::stop, "end of the cluster");

    private ChildJvmCluster(Path folder, Path plugins, KafkaBroker broker, ConnectWorker worker) {
        this.folder = folder;
        this.plugins = plugins;
        this.broker = broker;
        this.worker = worker;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static ChildJvmCluster start(KafkaLine line) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("connectmojo-");
        KafkaBroker broker = null;
        try {
            Path plugins = PluginZip.built().unpackInto(folder.resolve("plugins"));
            broker = KafkaBroker.start(KafkaLine.NEWEST, folder.resolve("broker"));
            ConnectWorker worker = ConnectWorker.distributed(
                    line,
                    folder.resolve("worker"),
                    "worker",
                    broker.bootstrapServers(),
                    "service_load",
                    List.of(plugins));
            return new ChildJvmCluster(folder, plugins, broker, worker);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (broker != null) {
                broker.close();
            }
            delete(folder);
            throw e;
        }
    }

    /**
     * A further worker, a cluster of its own on the same broker, with the plugin and further {@code plugin.path} entries; the caller closes
     * it.
     */
    ConnectWorker startWorker(KafkaLine line, String name, String discovery, Path... furtherPlugins)
            throws IOException, InterruptedException {
        return ConnectWorker.distributed(
                line, folder.resolve(name), name, broker.bootstrapServers(), discovery, all(furtherPlugins));
    }

    /** The same with further options of its JVM. */
    ConnectWorker startWorkerWith(
            List<String> jvmOptions, KafkaLine line, String name, String discovery, Path... furtherPlugins)
            throws IOException, InterruptedException {
        return ConnectWorker.distributed(
                line,
                folder.resolve(name),
                name,
                broker.bootstrapServers(),
                discovery,
                all(furtherPlugins),
                jvmOptions.toArray(String[]::new));
    }

    private List<Path> all(Path... furtherPlugins) {
        List<Path> all = new ArrayList<>(List.of(plugins));
        all.addAll(List.of(furtherPlugins));
        return all;
    }

    /** A standalone worker on the same broker, started with the given connectors; the caller closes it. */
    ConnectWorker startStandaloneWorker(KafkaLine line, String name, List<ConnectorConfig> connectors)
            throws IOException, InterruptedException {
        return ConnectWorker.standalone(
                line, folder.resolve(name), name, broker.bootstrapServers(), "service_load", plugins, connectors);
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public ConnectRest rest() {
        return worker.rest();
    }

    /** What the worker shows by JMX; the caller closes it. */
    WorkerJmx workerJmx() throws IOException {
        return worker.jmx();
    }

    @Override
    public String workerLog() {
        return worker.log();
    }

    @Override
    public boolean workerIsAlive() {
        return worker.isAlive();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        // a worker that has lost its broker does not end
        worker.close();
        broker.close();
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
