package io.connectmojo.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes models as docs/delivery.md says, without the code of the command; and what is wrong as well. */
final class Announcer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 900_000;

    private final Map<String, Object> client;
    private final String models;
    private final String data;
    private final KafkaProducer<String, byte[]> producer;

    /** The offsets of the first and the last piece. */
    record Range(long first, long last) {}

    Announcer(String bootstrapServers, String models) {
        this(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), models);
    }

    Announcer(Map<String, Object> client, String models) {
        this.client = client;
        this.models = models;
        this.data = models + "-data";
        Map<String, Object> config = new java.util.HashMap<>(client);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** @param further settings of both topics */
    Announcer createTopics(Map<String, String> further) throws Exception {
        Map<String, String> compacted = new java.util.HashMap<>(further);
        compacted.put("cleanup.policy", "compact");
        Map<String, String> kept = new java.util.HashMap<>(further);
        kept.putAll(Map.of("retention.ms", "-1", "retention.bytes", "-1"));
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(
                            new NewTopic(models, Optional.of(1), Optional.empty()).configs(compacted),
                            new NewTopic(data, Optional.of(1), Optional.empty()).configs(kept)))
                    .all()
                    .get();
        }
        return this;
    }

    /** Pieces, then the announcement; returns the model's digest. */
    String publish(String name, long version, byte[] zip) throws Exception {
        announce(name, announcement(name, version, zip, pieces(zip)));
        return sha256(zip);
    }

    Range pieces(byte[] zip) throws Exception {
        return pieces(zip, Integer.MAX_VALUE);
    }

    /** No more than so many: the producer dies. */
    Range pieces(byte[] zip, int most) throws Exception {
        String digest = sha256(zip);
        long first = -1;
        long last = -1;
        for (int number = 0; number * PIECE < zip.length && number < most; number++) {
            byte[] piece = Arrays.copyOfRange(zip, number * PIECE, Math.min(zip.length, (number + 1) * PIECE));
            last = producer.send(new ProducerRecord<>(data, 0, digest + "/" + number, piece))
                    .get()
                    .offset();
            first = first < 0 ? last : first;
        }
        return new Range(first, last);
    }

    ObjectNode announcement(String name, long version, byte[] zip, Range range) throws Exception {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", 1).put("name", name).put("version", version);
        node.put("sha256", sha256(zip)).put("size", zip.length).put("file", name + ".zip");
        node.putObject("data")
                .put("topic", data)
                .put("partition", 0)
                .put("first", range.first())
                .put("last", range.last());
        return node.put("published", Instant.now().toString());
    }

    void announce(String name, ObjectNode announcement) throws Exception {
        announce(name, announcement.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param value null for a tombstone */
    void announce(String name, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(models, name, value)).get();
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Override
    public void close() {
        producer.close();
    }
}
