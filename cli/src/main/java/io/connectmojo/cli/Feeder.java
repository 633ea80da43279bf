package io.connectmojo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends rows at a steady rate, and outcomes when their time has come. Not thread-safe. */
final class Feeder implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final FeedPlan plan;
    private final Queue<Later> later = new ArrayDeque<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Distinct from the numbers of another run. */
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    private long records;
    private long outcomes;

    /** An outcome that waits for its time. */
    private record Later(long nanos, byte[] key, byte[] value) {}

    Feeder(Map<String, Object> client, FeedPlan plan) {
        this.plan = plan;
        Map<String, Object> config = new HashMap<>(client);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        try {
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, String.valueOf(client.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)));
        }
    }

    /** Returns when the rows have ended and all outcomes are sent. Throws D120. */
    void run(FeedRows rows) throws IOException, InterruptedException {
        long start = System.nanoTime();
        double step = TimeUnit.SECONDS.toNanos(1) / plan.perSecond();
        for (ObjectNode row = rows.next(); row != null; row = rows.next()) {
            long due = start + (long) (records * step);
            sendOutcomesUntil(due);
            await(due);
            send(row);
            // what the first row waits for is not made up for by a burst
            start = records == 1 ? System.nanoTime() : start;
        }
        sendOutcomesUntil(Long.MAX_VALUE);
        producer.flush();
        throwFailure();
    }

    private void send(ObjectNode row) {
        JsonNode outcome = plan.outcome() == null ? null : row.remove(plan.outcome());
        byte[] key = bytes(key(row));
        send(plan.topic(), key, bytes(row.toString()));
        records++;
        if (outcome != null && !outcome.isNull()) {
            ObjectNode known = JsonNodeFactory.instance.objectNode();
            known.set(plan.outcome(), outcome);
            later.add(new Later(System.nanoTime() + plan.delay().toNanos(), key, bytes(known.toString())));
        }
    }

    private String key(ObjectNode row) {
        JsonNode value = plan.key() == null ? null : row.get(plan.key());
        return value == null || value.isNull() ? run + records : value.asText();
    }

    private void sendOutcomesUntil(long nanos) throws InterruptedException {
        while (!later.isEmpty() && (nanos == Long.MAX_VALUE || later.element().nanos() - nanos <= 0)) {
            Later next = later.remove();
            await(next.nanos());
            send(plan.outcomesTopic(), next.key(), next.value());
            outcomes++;
        }
    }

    private void send(String topic, byte[] key, byte[] value) {
        throwFailure();
        try {
            producer.send(new ProducerRecord<>(topic, key, value), (sent, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, topic);
        }
    }

    private void throwFailure() {
        if (failure.get() != null) {
            throw KafkaProblems.of(failure.get(), plan.topic());
        }
    }

    private static void await(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    long records() {
        return records;
    }

    long outcomes() {
        return outcomes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
