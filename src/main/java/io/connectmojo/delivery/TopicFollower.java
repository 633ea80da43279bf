package io.connectmojo.delivery;

import io.connectmojo.delivery.Announcement.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer on a topic of announcements, from its beginning on, and beside it on the partition with the pieces that are
 * being fetched. Used by the reader's thread alone; what it throws ends it.
 */
final class TopicFollower {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** How often to ask whether the topic is still there and the brokers answer: a poll does not tell. */
    private static final long CHECK = Duration.ofSeconds(30).toNanos();

    private final ModelTopic source;
    private final Consumer<byte[], byte[]> consumer;
    private final AnnouncedModels models;
    private final FetchQueue fetches;
    private final NewsCounts counts;
    private List<TopicPartition> partitions = List.of();
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean caughtUp;
    private long checked;
    private @Nullable PieceFetch active;

    /** What is being read once more. */
    private final Map<TopicPartition, Again> again = new HashMap<>();

    /** The offsets between which announcements are read again; the end is not included. */
    private record Again(TopicPartition partition, long first, long end) {}

    TopicFollower(
            ModelTopic source,
            Consumer<byte[], byte[]> consumer,
            AnnouncedModels models,
            FetchQueue fetches,
            NewsCounts counts) {
        this.source = source;
        this.consumer = consumer;
        this.models = models;
        this.fetches = fetches;
        this.counts = counts;
    }

    /** Reads what has arrived, or waits for it for a moment. Throws what keeps it from reading. */
    void poll() {
        if (partitions.isEmpty()) {
            begin(find());
        } else if (active == null && System.nanoTime() - checked > CHECK) {
            List<TopicPartition> now = find();
            if (!now.equals(partitions)) {
                begin(now);
            }
        }
        choose();
        goBack();
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            partitions.forEach(partition -> records.records(partition).forEach(this::hear));
            deliver(records);
        } catch (InvalidOffsetException e) {
            recover(e);
        } catch (TopicAuthorizationException e) {
            if (active == null || e.unauthorizedTopics().contains(source.topic())) {
                throw e;
            }
            active.fail(TopicProblems.of(source, e));
        }
        again.values().removeIf(this::isReadAgain);
        if (!caughtUp
                && ends.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue())) {
            caughtUp = models.caughtUp();
        }
    }

    private List<TopicPartition> find() {
        List<PartitionInfo> found = consumer.partitionsFor(source.topic(), ANSWER);
        checked = System.nanoTime();
        if (found == null || found.isEmpty()) {
            throw TopicProblems.missing(source);
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .toList();
    }

    private void begin(List<TopicPartition> from) {
        partitions = from;
        active = null;
        caughtUp = false;
        again.clear();
        models.begin();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions, ANSWER);
    }

    /** To the announcements that have been passed over, and are followed now; once at a time. */
    private void goBack() {
        if (!again.isEmpty()) {
            return;
        }
        for (Place place : models.passedOver()) {
            TopicPartition partition = new TopicPartition(place.topic(), place.partition());
            again.merge(
                    partition,
                    new Again(partition, place.offset(), consumer.position(partition, ANSWER)),
                    (one, other) -> one.first() < other.first() ? one : other);
        }
        again.values().forEach(back -> consumer.seek(back.partition(), back.first()));
    }

    private boolean isReadAgain(Again back) {
        boolean isRead = consumer.position(back.partition(), ANSWER) >= back.end();
        if (isRead) {
            models.readAgain(back.partition().partition());
        }
        return isRead;
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        models.accept(record).ifPresent(standing -> {
            if (counts.told(standing) && caughtUp) {
                tell(standing);
            }
        });
    }

    private static void tell(Standing standing) {
        if (standing instanceof Standing.Announced announced) {
            Announcement announcement = announced.announcement();
            log.info(
                    "Model {} version {} is announced: {}, {} bytes{}",
                    announcement.name(),
                    announcement.version(),
                    announcement.sha256().substring(0, 12),
                    announcement.size(),
                    announcement
                            .restores()
                            .map(version -> ", as version " + version)
                            .orElse(""));
        } else if (standing instanceof Standing.Withdrawn withdrawn) {
            log.info("Model {} is withdrawn", withdrawn.name());
        }
    }

    /** Goes over to the fetch that is first now, if that is another one. */
    private void choose() {
        Optional<PieceFetch> first = fetches.first();
        if (first.isEmpty() ? active == null : first.get() == active) {
            return;
        }
        active = null;
        if (first.isEmpty()) {
            consumer.assign(partitions);
            return;
        }
        PieceFetch fetch = first.get();
        TopicPartition partition = fetch.partition();
        if (partitions.contains(partition)) {
            fetch.outOfRange();
            return;
        }
        List<TopicPartition> all = new ArrayList<>(partitions);
        all.add(partition);
        consumer.assign(all);
        consumer.seek(partition, fetch.first());
        active = fetch;
    }

    private void deliver(ConsumerRecords<byte[], byte[]> records) {
        PieceFetch fetch = active;
        if (fetch == null) {
            return;
        }
        List<ConsumerRecord<byte[], byte[]>> pieces = records.records(fetch.partition());
        if (!pieces.isEmpty()) {
            fetches.progress();
            pieces.forEach(fetch::accept);
        }
        if (!fetch.isDone()) {
            fetch.readUpTo(consumer.position(fetch.partition(), ANSWER));
        }
    }

    private void recover(InvalidOffsetException e) {
        if (active != null && e.partitions().contains(active.partition())) {
            active.outOfRange();
        }
        if (partitions.stream().anyMatch(e.partitions()::contains)) {
            // the topic was made anew
            begin(find());
        }
    }
}
