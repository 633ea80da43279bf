package io.connectmojo.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.DeliveryCheck;
import io.connectmojo.it.numbered.NumberedSink;
import io.connectmojo.it.numbered.NumberedSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Numbered records on both ways: a source with a transform writes into the topic {@code scored}, and a sink with a transform takes them
 * from the topic {@code raw} and writes them as lines of files. Each task of the source and each partition of {@code raw} is a stream.
 */
final class NumberedFlow implements AutoCloseable {
    static final String SCORED = "scored";
    static final String RAW = "raw";
    private static final int PARTS_PER_SECOND = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaTopics topics;
    private final Path folder;
    private final Path delivered;
    private final List<String> rows;
    private final int streams;
    private final int customers;
    private final KafkaProducer<String, String> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private int released;

    /** @param rows JSON objects, to be scored in turn */
    NumberedFlow(String bootstrapServers, Path folder, List<String> rows, int streams, int customers) throws Exception {
        this.topics = new KafkaTopics(bootstrapServers);
        this.folder = folder;
        this.rows = rows;
        this.streams = streams;
        this.customers = customers;
        topics.create(RAW, streams);
        topics.create(SCORED, 1);
        delivered = Files.createDirectories(folder.resolve("delivered"));
        Files.write(folder.resolve("lines.jsonl"), rows);
        // a broker that stands still for minutes is waited for
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        600_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        600_000),
                new StringSerializer(),
                new StringSerializer());
        release(0);
    }

    ConnectorConfig source(int perSecond) {
        return new ConnectorConfig("source", Map.of())
                .with("connector.class", NumberedSource.class.getName())
                .with("tasks.max", streams)
                .with("topic", SCORED)
                .with("lines", folder.resolve("lines.jsonl"))
                .with("released", folder.resolve("released"))
                .with("customers", customers)
                .with("per.second", perSecond);
    }

    ConnectorConfig sink(int perSecond) {
        return new ConnectorConfig("sink", Map.of())
                .with("connector.class", NumberedSink.class.getName())
                .with("tasks.max", streams)
                .with("topics", RAW)
                .with("folder", delivered)
                .with("per.second", perSecond)
                .with("consumer.override.max.poll.records", Math.max(50, perSecond / 4));
    }

    /** So many more records of each stream may go. */
    synchronized void release(int more) throws IOException {
        for (int number = released; number < released + more; number++) {
            for (int stream = 0; stream < streams; stream++) {
                String value = NumberedSource.record(stream, number, customers, rows.get(number % rows.size()));
                producer.send(new ProducerRecord<>(RAW, stream, null, value), (metadata, e) -> {
                    if (e != null) {
                        failure.set(e);
                    }
                });
            }
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IOException("the test itself could not write", failure.get());
        }
        released += more;
        Path next = Files.writeString(folder.resolve("released.next"), String.valueOf(released));
        Files.move(next, folder.resolve("released"), StandardCopyOption.ATOMIC_MOVE);
    }

    synchronized int released() {
        return released;
    }

    /** Something to do while records flow. */
    interface Work {
        void run() throws Exception;
    }

    /** Releases so many records of each stream a second while the work is done; returns once the broker has them. */
    void whileItFlows(int perSecond, Work work) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread load = new Thread(() -> flow(perSecond / PARTS_PER_SECOND, over), "load");
        load.start();
        try {
            work.run();
        } finally {
            over.set(true);
            load.join();
        }
        if (failure.get() != null) {
            throw new IOException("the test itself could not write", failure.get());
        }
    }

    private void flow(int part, AtomicBoolean over) {
        try {
            while (!over.get()) {
                long next = System.nanoTime() + 1_000_000_000L / PARTS_PER_SECOND;
                release(part);
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure.set(e);
        }
    }

    /** Whole lines at the sink so far. */
    long delivered() throws IOException {
        long lines = 0;
        for (Path file : files()) {
            lines += new Lines(file).count();
        }
        return lines;
    }

    /** Waits until the source has written so many records that are committed. */
    void awaitCommitted(long count, Duration limit) {
        AtomicLong seen = new AtomicLong();
        topics.follow(SCORED, "read_committed", limit, message -> seen.incrementAndGet(), () -> seen.get() >= count);
        if (seen.get() < count) {
            throw new IllegalStateException("only " + seen + " of " + count + " records came from the source");
        }
    }

    /** The offset behind the last record of {@code scored}. */
    long scored() {
        return topics.end(SCORED);
    }

    /** All that is at the sink now. */
    DeliveryCheck atSink(DeliveryCheck check) throws IOException {
        for (Path file : files()) {
            for (String line : new Lines(file).all()) {
                check.add(file.getFileName().toString(), arrival(line));
            }
        }
        return check;
    }

    /** All that the source has written, once it is all. */
    DeliveryCheck atTopic(DeliveryCheck check, String isolation, Duration limit) {
        return atTopic(check, isolation, limit, (arrival, timestamp) -> {});
    }

    /** The same; each record is also shown with its time. */
    DeliveryCheck atTopic(
            DeliveryCheck check, String isolation, Duration limit, BiConsumer<DeliveryCheck.Arrival, Long> each) {
        int all = released();
        topics.follow(
                SCORED,
                isolation,
                limit,
                message -> {
                    DeliveryCheck.Arrival arrival = arrival(message.value());
                    check.add(SCORED, arrival);
                    each.accept(arrival, message.timestamp());
                },
                () -> check.isComplete(streams, all));
        return check;
    }

    DeliveryCheck.Faults faults(DeliveryCheck check) {
        return check.faults(streams, released());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(delivered)) {
            return files.toList();
        }
    }

    private static DeliveryCheck.Arrival arrival(String json) {
        try {
            JsonNode record = JSON.readTree(json);
            int id = record.get("id").asInt();
            return new DeliveryCheck.Arrival(
                    id / NumberedSource.FAR,
                    id % NumberedSource.FAR,
                    // of a record that nobody scored: a wrong answer, told with its number
                    record.path("prediction").asDouble(Double.NaN),
                    record.path("prediction_model").asText(""),
                    record.path("prediction_arm").asText(""));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
