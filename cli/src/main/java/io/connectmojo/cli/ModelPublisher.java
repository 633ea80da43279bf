package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.delivery.Announcement.PieceRange;
import io.connectmojo.delivery.Announcement.Place;
import io.connectmojo.delivery.AnnouncementWriter;
import io.connectmojo.delivery.Pieces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes models to topics: pieces first, and what announces them only when all brokers that must have them do. */
final class ModelPublisher implements AutoCloseable {
    private static final int MAX_REQUEST = 2 << 20;
    private static final int MAX_WAIT_MILLIS = 20_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Terminal terminal;

    ModelPublisher(Map<String, Object> client, Terminal terminal) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        config.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_WAIT_MILLIS);
        this.terminal = terminal;
        try {
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, String.valueOf(client.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)));
        }
    }

    /** Writes the pieces of a zip; returns where they are. */
    PieceRange pieces(String topic, String sha256, byte[] zip) {
        Progress progress = new Progress(terminal, "piece");
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        int count = Pieces.count(zip.length);
        long first = Long.MAX_VALUE;
        long last = -1;
        for (int number = 0; number < count; number++) {
            sent.add(
                    send(new ProducerRecord<>(topic, 0, bytes(Pieces.key(sha256, number)), Pieces.piece(zip, number))));
            progress.at(number, (long) number * Pieces.MAX_BYTES, zip.length);
        }
        for (Future<RecordMetadata> piece : sent) {
            long offset = KafkaProblems.answer(piece, topic).offset();
            first = Math.min(first, offset);
            last = Math.max(last, offset);
        }
        progress.clear();
        return new PieceRange(topic, 0, first, last);
    }

    /** Keeps an announcement where nothing compacts it away; returns where. */
    Place keep(String topic, Announcement announcement, byte[] value) {
        String key = announcement.name() + "/version/" + announcement.version();
        RecordMetadata kept = KafkaProblems.answer(send(new ProducerRecord<>(topic, 0, bytes(key), value)), topic);
        return new Place(topic, kept.partition(), kept.offset());
    }

    /** Returns where the announcement is. */
    Place announce(String topic, Announcement announcement) {
        RecordMetadata written = KafkaProblems.answer(
                send(new ProducerRecord<>(topic, bytes(announcement.name()), AnnouncementWriter.write(announcement))),
                topic);
        return new Place(topic, written.partition(), written.offset());
    }

    void withdraw(String topic, String name) {
        KafkaProblems.answer(send(new ProducerRecord<>(topic, bytes(name), null)), topic);
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, record.topic());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ZERO);
    }
}
