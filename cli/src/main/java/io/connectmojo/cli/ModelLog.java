package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.delivery.Announcement.Place;
import io.connectmojo.delivery.AnnouncementReader;
import io.connectmojo.delivery.ModelNames;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a topic of announcements says now, and what it said before, as far as that is kept. */
final class ModelLog implements AutoCloseable {
    private static final int MAX_HISTORY = 1000;

    private final TopicScan scan;
    private final String topic;

    /** By name, every record that compaction has left, the oldest first. */
    private final Map<String, List<Entry>> entries = new TreeMap<>();

    /** By partition, how far the topic has been read. */
    private final Map<Integer, Long> ends = new HashMap<>();

    /**
     * A record.
     *
     * @param value as it stands on the topic; null for a tombstone
     */
    record Entry(String name, byte[] value, String where) {
        boolean isWithdrawal() {
            return value == null;
        }

        /** Throws M042. */
        Announcement announcement() {
            return AnnouncementReader.read(name, value, where);
        }

        /** What it announces, if it can be read. */
        Optional<Announcement> readable() {
            try {
                return isWithdrawal() ? Optional.empty() : Optional.of(announcement());
            } catch (MojoException malformed) {
                return Optional.empty();
            }
        }
    }

    private ModelLog(TopicScan scan, String topic) {
        this.scan = scan;
        this.topic = topic;
    }

    static ModelLog read(TopicOptions options) {
        return read(options.client(), options.topic());
    }

    /** @param client settings of Kafka's clients, with the brokers */
    static ModelLog read(Map<String, Object> client, String topic) {
        ModelLog log = new ModelLog(new TopicScan(client), topic);
        try {
            log.ends.putAll(log.scan.all(log.topic, log::add));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
        return log;
    }

    private boolean add(ConsumerRecord<byte[], byte[]> record) {
        entry(record)
                .ifPresent(entry -> entries.computeIfAbsent(entry.name(), any -> new ArrayList<>())
                        .add(entry));
        return true;
    }

    private Optional<Entry> entry(ConsumerRecord<byte[], byte[]> record) {
        String name = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        String where = name + " on " + topic + ", offset " + record.offset();
        return ModelNames.isModel(name) ? Optional.of(new Entry(name, record.value(), where)) : Optional.empty();
    }

    /** What others have written of a name since the topic was read, and before one's own record came there. */
    List<Entry> meanwhile(String name, Place own) {
        long from = ends.getOrDefault(own.partition(), 0L);
        List<Entry> found = new ArrayList<>();
        if (from < own.offset()) {
            scan.between(topic, own.partition(), from, own.offset() - 1, record -> {
                entry(record).filter(entry -> entry.name().equals(name)).ifPresent(found::add);
                return true;
            });
        }
        ends.put(own.partition(), own.offset() + 1);
        return found;
    }

    String topic() {
        return topic;
    }

    /** The last record of each name. */
    List<Entry> last() {
        return entries.values().stream().map(all -> all.get(all.size() - 1)).toList();
    }

    Optional<Entry> last(String name) {
        return Optional.ofNullable(entries.get(name)).map(all -> all.get(all.size() - 1));
    }

    /** What is announced of a name. Throws D121 when nothing is, and M042. */
    Announcement announced(String name) {
        return last(name)
                .filter(entry -> !entry.isWithdrawal())
                .orElseThrow(() -> unknown(name, "the topic announces no model of that name"))
                .announcement();
    }

    /** The largest number that a version of the name had. */
    long lastVersion(String name) {
        return entries.getOrDefault(name, List.of()).stream()
                .flatMap(entry -> entry.readable().stream())
                .mapToLong(Announcement::version)
                .max()
                .orElse(0);
    }

    /** The versions of a name, the newest first: each announcement leads to the one before. */
    List<Announcement> history(String name) {
        List<Announcement> history = new ArrayList<>();
        Set<Long> versions = new HashSet<>();
        Optional<Announcement> next = last(name).flatMap(Entry::readable);
        while (next.isPresent()
                && history.size() < MAX_HISTORY
                && versions.add(next.get().version())) {
            history.add(next.get());
            next = next.get().previous().flatMap(place -> kept(name, place));
        }
        List<Entry> older = entries.getOrDefault(name, List.of());
        for (int i = older.size() - 1; i >= 0; i--) {
            older.get(i)
                    .readable()
                    .filter(found -> versions.add(found.version()))
                    .ifPresent(history::add);
        }
        history.sort((a, b) -> Long.compare(b.version(), a.version()));
        return history;
    }

    private Optional<Announcement> kept(String name, Place place) {
        List<Entry> found = new ArrayList<>();
        scan.between(place.topic(), place.partition(), place.offset(), place.offset(), record -> {
            if (record.key() != null
                    && record.value() != null
                    && new String(record.key(), StandardCharsets.UTF_8).startsWith(name + "/version/")) {
                found.add(
                        new Entry(name, record.value(), name + " on " + place.topic() + ", offset " + place.offset()));
            }
            return false;
        });
        return found.stream().findFirst().flatMap(Entry::readable);
    }

    /** One version of a name. Throws D121. */
    Announcement version(String name, long version) {
        List<Announcement> history = history(name);
        return history.stream()
                .filter(announcement -> announcement.version() == version)
                .findFirst()
                .orElseThrow(() -> unknown(
                        name,
                        history.isEmpty()
                                ? "the topic announces no model of that name"
                                : "it has the versions "
                                        + history.get(history.size() - 1).version() + " to "
                                        + history.get(0).version()));
    }

    /** The zip of a version, verified. */
    byte[] zip(Announcement announcement, Terminal terminal) {
        return new PieceScan(scan, terminal).zip(announcement, topic);
    }

    MojoException unknown(String name, String why) {
        return Problem.of(CommandError.NO_SUCH_MODEL, "There is no such model or version")
                .where(name + " on " + topic)
                .why(why)
                .fix("see mojo models list, and mojo models show");
    }

    @Override
    public void close() {
        scan.close();
    }
}
