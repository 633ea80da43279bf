package io.connectmojo.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads records of topics, without a group. Throws D120 when the brokers do not give them. */
final class TopicScan implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String brokers;

    TopicScan(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        brokers = String.valueOf(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        try {
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, brokers);
        }
    }

    /** Every record that is there now, in the order of each partition. @return the offset behind the last one of each */
    Map<Integer, Long> all(String topic, Predicate<ConsumerRecord<byte[], byte[]>> wantsMore) {
        try {
            List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER);
            if (found == null || found.isEmpty()) {
                throw KafkaProblems.noTopic(topic, brokers);
            }
            List<TopicPartition> partitions = found.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
            read(ends, wantsMore);
            Map<Integer, Long> read = new HashMap<>();
            ends.forEach((partition, end) -> read.put(partition.partition(), end));
            return read;
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, topic);
        }
    }

    /** The records between two offsets, both included, until no more are wanted. */
    void between(
            String topic, int partition, long first, long last, Predicate<ConsumerRecord<byte[], byte[]>> wantsMore) {
        try {
            TopicPartition there = new TopicPartition(topic, partition);
            consumer.assign(List.of(there));
            consumer.seek(there, first);
            long end = consumer.endOffsets(List.of(there), ANSWER).get(there);
            read(Map.of(there, Math.min(end, last + 1)), record -> record.offset() > last || wantsMore.test(record));
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, topic);
        }
    }

    private void read(Map<TopicPartition, Long> ends, Predicate<ConsumerRecord<byte[], byte[]>> wantsMore) {
        long giveUpAt = System.nanoTime() + ANSWER.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                giveUpAt = System.nanoTime() + ANSWER.toNanos();
                if (!wantsMore.test(record)) {
                    return;
                }
            }
            if (System.nanoTime() - giveUpAt > 0) {
                throw new org.apache.kafka.common.errors.TimeoutException("no record arrived");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
