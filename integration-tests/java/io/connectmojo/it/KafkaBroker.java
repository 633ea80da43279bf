package io.connectmojo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A single KRaft node, broker and controller in one, with fresh storage in the given folder. */
final class KafkaBroker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final KafkaLine line;
    private final Path folder;
    private final String address;
    private JvmProcess process;
    private int starts;

    private KafkaBroker(KafkaLine line, Path folder, String address) {
        this.line = line;
        this.folder = folder;
        this.address = address;
    }

    static KafkaBroker start(KafkaLine line, Path folder) throws IOException, InterruptedException {
        return start(line, folder, properties -> properties);
    }

    /** @param change what to make of the properties */
    static KafkaBroker start(KafkaLine line, Path folder, UnaryOperator<String> change)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String address = "127.0.0.1:" + JvmProcess.freePort();
        String controller = "127.0.0.1:" + JvmProcess.freePort();
        String properties = change.apply(properties(address, controller, folder.resolve("data")));
        String config = Files.writeString(folder.resolve("server.properties"), properties)
                .toString();
        try (JvmProcess format = JvmProcess.start(
                line,
                folder,
                "format",
                List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id",
                        "ktoEWpBLQzWQnJ0JHt_uBQ",
                        "--config",
                        config,
                        "--standalone"))) {
            format.awaitSuccess(START);
        }
        KafkaBroker broker = new KafkaBroker(line, folder, address);
        broker.begin();
        return broker;
    }

    private void begin() throws IOException, InterruptedException {
        List<String> program =
                List.of("kafka.Kafka", folder.resolve("server.properties").toString());
        process = JvmProcess.start(line, folder, "broker" + (starts++ == 0 ? "" : starts), program);
        try {
            process.await(START, () -> process.log().contains("Kafka Server started"));
        } catch (RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    /** Stops it and starts it again, with all that it holds. */
    void restart() throws IOException, InterruptedException {
        stop();
        startAgain();
    }

    /** Stops it; what it holds stays in its folder. */
    void stop() {
        process.close();
    }

    void startAgain() throws IOException, InterruptedException {
        begin();
    }

    private static String properties(String address, String controller, Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=%2$s
                listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
                advertised.listeners=PLAINTEXT://%1$s
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(address, controller, data);
    }

    String bootstrapServers() {
        return address;
    }

    /** Stops it in its tracks for a while, as a long pause of its machine does. */
    void freeze(Duration time) throws IOException, InterruptedException {
        process.signal("STOP");
        try {
            Thread.sleep(time.toMillis());
        } finally {
            process.signal("CONT");
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
