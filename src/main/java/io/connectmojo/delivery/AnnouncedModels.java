package io.connectmojo.delivery;

import io.connectmojo.delivery.Announcement.Place;
import io.connectmojo.problem.MojoException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a topic says last of each name. A topic that is read again from its beginning shows only when all of it is read: until
 * then what was known before stands. Thread-safe.
 */
final class AnnouncedModels {
    private Map<String, Standing> known = new HashMap<>();
    private @Nullable Map<String, Standing> reading = new HashMap<>();
    private boolean isKnown;

    /** The topic is going to be read from its beginning. */
    synchronized void begin() {
        reading = new HashMap<>();
    }

    /** All that was there when the reading began is read. @return whether that is news */
    synchronized boolean caughtUp() {
        if (reading == null) {
            return false;
        }
        known = reading;
        reading = null;
        isKnown = true;
        return true;
    }

    /** Whether the topic has been read once. */
    synchronized boolean isKnown() {
        return isKnown;
    }

    synchronized Optional<Standing> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** The next record of the topic. @return what it says; empty for what is no announcement at all */
    synchronized Optional<Standing> accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        if (!ModelNames.isModel(name)) {
            return Optional.empty();
        }
        Standing standing = standing(name, record);
        (reading == null ? known : reading).put(name, standing);
        return Optional.of(standing);
    }

    private Standing standing(String name, ConsumerRecord<byte[], byte[]> record) {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        if (record.value() == null) {
            return new Standing.Withdrawn(name, place);
        }
        try {
            Announcement announcement = AnnouncementReader.read(name, record.value(), where(name, place));
            long at = reading == null ? record.timestamp() : System.currentTimeMillis();
            return new Standing.Announced(announcement, place, at);
        } catch (MojoException e) {
            return new Standing.Unusable(name, e, place);
        }
    }

    private static String where(String name, Place place) {
        return name + " on " + place.topic() + ", partition " + place.partition() + ", offset " + place.offset();
    }
}
