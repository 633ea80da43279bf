package io.connectmojo.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The readers of a worker: one for each topic with the same settings, for as long as it is used. Thread-safe. */
final class TopicReaders {
    private static final Map<ModelTopic, TopicReader> READERS = new HashMap<>();
    private static final AtomicInteger MADE = new AtomicInteger();

    private TopicReaders() {}

    /** The reader of that topic, which is started if none runs, and goes on while its users ask again for their models. */
    static TopicReader of(ModelTopic source, Object user, String name) {
        synchronized (READERS) {
            TopicReader reader = READERS.get(source);
            if (reader == null) {
                reader = new TopicReader(source, () -> consumer(source), TopicReaders::end);
                READERS.put(source, reader);
                reader.use(user, name);
                reader.start();
            }
            reader.use(user, name);
            return reader;
        }
    }

    /** The reader that runs, if one does. */
    static Optional<TopicReader> running(ModelTopic source) {
        synchronized (READERS) {
            return Optional.ofNullable(READERS.get(source));
        }
    }

    private static boolean end(TopicReader reader) {
        synchronized (READERS) {
            return reader.isIdle() && READERS.remove(reader.source(), reader);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(ModelTopic source) {
        String clientId = "mojo-" + source.topic() + "-" + MADE.incrementAndGet();
        return new KafkaConsumer<>(
                ClientSettings.consumer(source, clientId), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
