package io.connectmojo.delivery;

import io.connectmojo.delivery.Announcement.Place;
import io.connectmojo.problem.MojoException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a topic says last of each name that somebody follows, and where it says something of the others: their profiles may be
 * large. A topic that is read again from its beginning shows only when all of it is read: until then what was known before
 * stands. Thread-safe.
 */
final class AnnouncedModels {
    private final Set<String> followed = new HashSet<>();

    /** By name, which records are being read again and have not come yet. */
    private final Map<String, Place> wanted = new HashMap<>();

    private Names known = new Names();
    private @Nullable Names reading = new Names();
    private boolean isKnown;

    /** What has been read of each name: what it says, or else where it is. */
    private static final class Names {
        private final Map<String, Standing> standings = new HashMap<>();
        private final Map<String, Place> others = new HashMap<>();

        /** Whether that record, or a later one, has been read. */
        boolean hasSeen(String name, Place place) {
            Standing standing = standings.get(name);
            Place last = standing == null ? others.get(name) : standing.place();
            return last != null && last.partition() == place.partition() && last.offset() >= place.offset();
        }

        void put(String name, Standing standing) {
            others.remove(name);
            standings.put(name, standing);
        }

        void putOther(String name, Place place) {
            standings.remove(name);
            others.put(name, place);
        }

        void passOver(String name) {
            Standing standing = standings.get(name);
            if (standing != null) {
                putOther(name, standing.place());
            }
        }
    }

    /** Somebody wants to know of a name from now on. */
    synchronized void follow(String name) {
        followed.add(name);
    }

    /** Nobody does any more. */
    synchronized void unfollow(String name) {
        followed.remove(name);
        known.passOver(name);
        if (reading != null) {
            reading.passOver(name);
        }
    }

    /** The topic is going to be read from its beginning. */
    synchronized void begin() {
        reading = new Names();
        wanted.clear();
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

    /** Whether the topic has been read once, and nothing of that name is to be read again. */
    synchronized boolean isKnown(String name) {
        return isKnown && !known.others.containsKey(name);
    }

    synchronized Optional<Standing> find(String name) {
        return Optional.ofNullable(known.standings.get(name));
    }

    /** The records that are to be read again now: their names are followed since they have been passed over. */
    synchronized List<Place> passedOver() {
        wanted.clear();
        for (String name : reading == null ? followed : Set.<String>of()) {
            Place other = known.others.get(name);
            if (other != null) {
                wanted.put(name, other);
            }
        }
        return List.copyOf(wanted.values());
    }

    /** The reading again of a partition has come to its end: what has not come is no longer there. */
    synchronized void readAgain(int partition) {
        wanted.forEach((name, place) -> {
            if (place.partition() == partition) {
                known.others.remove(name, place);
            }
        });
    }

    /** The next record of the topic. @return what it says; empty for what is no announcement at all, and for what is known */
    synchronized Optional<Standing> accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        if (!ModelNames.isModel(name)) {
            return Optional.empty();
        }
        Place place = new Place(record.topic(), record.partition(), record.offset());
        wanted.remove(name, place);
        Names names = reading == null ? known : reading;
        boolean isSeen = names.hasSeen(name, place);
        if (isSeen && !(followed.contains(name) && place.equals(names.others.get(name)))) {
            return Optional.empty();
        }
        Standing standing = standing(name, record, place, isSeen || reading != null);
        if (followed.contains(name)) {
            names.put(name, standing);
        } else {
            names.putOther(name, place);
        }
        return Optional.of(standing);
    }

    private static Standing standing(String name, ConsumerRecord<byte[], byte[]> record, Place place, boolean isOld) {
        if (record.value() == null) {
            return new Standing.Withdrawn(name, place);
        }
        try {
            Announcement announcement = AnnouncementReader.read(name, record.value(), where(name, place));
            long at = isOld ? System.currentTimeMillis() : record.timestamp();
            return new Standing.Announced(announcement, place, at);
        } catch (MojoException e) {
            return new Standing.Unusable(name, e, place);
        }
    }

    private static String where(String name, Place place) {
        return name + " on " + place.topic() + ", partition " + place.partition() + ", offset " + place.offset();
    }
}
