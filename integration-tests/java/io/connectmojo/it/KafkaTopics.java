package io.connectmojo.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Text in and out of topics of one partition. */
record KafkaTopics(String bootstrapServers) {

    static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    /** Writes the values in order and returns when the broker has all of them. */
    void write(String topic, List<String> values) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            values.forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
            producer.flush();
        }
    }

    /** Writes values whose timestamps are {@code step} milliseconds apart. */
    void writeFrom(String topic, List<String> values, long timestamp, long step) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < values.size(); i++) {
                producer.send(new ProducerRecord<>(topic, 0, timestamp + i * step, null, values.get(i)));
            }
            producer.flush();
        }
    }

    void create(String topic, int partitions) throws Exception {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** The values that are committed, as {@link #read} reads. */
    List<String> readCommitted(String topic, int count, Duration limit) {
        return committed(topic, count, limit).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** The records that are committed: a worker that is killed leaves others. */
    List<ConsumerRecord<String, String>> committed(String topic, int count, Duration limit) {
        return read(topic, count, limit, "read_committed");
    }

    /** Reads from the beginning until there are {@code count} records, and a moment longer to see that there are no more. */
    List<ConsumerRecord<String, String>> read(String topic, int count) {
        return read(topic, count, Duration.ofSeconds(30));
    }

    /** The same with another limit. */
    List<ConsumerRecord<String, String>> read(String topic, int count, Duration limit) {
        return read(topic, count, limit, "read_uncommitted");
    }

    /** The last value of the topic; empty when it has none, or does not exist yet. */
    String last(String topic) {
        Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            if (end == 0) {
                return "";
            }
            consumer.seek(partition, end - 1);
            return consumer.poll(Duration.ofSeconds(5))
                    .records(partition)
                    .get(0)
                    .value();
        }
    }

    /** The offset behind the last record. */
    long end(String topic) {
        Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    /** How many records a second were sent to the topic, by their own times, from the first quarter's end on. */
    double perSecond(String topic, int count) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        long quarter = 0;
        long last = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long end = System.nanoTime() + Duration.ofSeconds(180).toNanos();
            for (int seen = 0; seen < count; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    quarter = seen == count / 4 ? record.timestamp() : quarter;
                    last = record.timestamp();
                    seen++;
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("only " + seen + " records in " + topic);
                }
            }
        }
        return 1000.0 * (count - count / 4) / (last - quarter);
    }

    private List<ConsumerRecord<String, String>> read(String topic, int count, Duration limit, String isolation) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        follow(topic, isolation, limit, records::add, () -> records.size() >= count);
        return records;
    }

    /** Hands over the records from the beginning on, until there are enough or the time is over, and a moment longer. */
    void follow(
            String topic,
            String isolation,
            Duration limit,
            Consumer<ConsumerRecord<String, String>> each,
            BooleanSupplier enough) {
        Properties config = new Properties();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long end = System.nanoTime() + limit.toNanos();
            while (!enough.getAsBoolean() && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
            consumer.poll(Duration.ofMillis(300)).forEach(each);
        }
    }
}
