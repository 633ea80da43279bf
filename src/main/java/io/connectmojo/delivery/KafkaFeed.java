package io.connectmojo.delivery;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.model.profile.ProfileBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The model that was last announced under a name on a topic. Its bytes are read only when no other task has the model.
 *
 * @param timeout how long a task that starts waits for an announcement, and a model for its next piece
 * @param isAwaited whether a name that is not announced may still be
 */
public record KafkaFeed(ModelTopic source, String name, Duration timeout, boolean isAwaited) implements ModelFeed {
    private static final long PAUSE_MILLIS = 20;

    /** A model that a task which starts waits for. */
    public KafkaFeed(ModelTopic source, String name, Duration timeout) {
        this(source, name, timeout, true);
    }

    /** The model of another name on that topic, which a record has given: it is announced already, or does not exist. */
    public KafkaFeed ofRecord(String nameOfModel) {
        return new KafkaFeed(source, nameOfModel, timeout, false);
    }

    @Override
    public ModelContent read(Signal arrived) {
        AllowedTopics.ofWorker().check(source.topic());
        if (!isAwaited) {
            requireAnnounced(arrived);
        }
        Standing standing = TopicReaders.of(source, this, name).await(name, timeout, arrived::give);
        if (standing instanceof Standing.Announced announced) {
            return content(announced, arrived);
        }
        throw standing instanceof Standing.Unusable unusable
                ? unusable.problem()
                : TopicProblems.withdrawn(source, name);
    }

    /** Waits until the topic is read, and throws when it has nothing of that name. */
    private void requireAnnounced(Signal arrived) {
        long giveUpAt = System.nanoTime() + timeout.toNanos();
        while (TopicReaders.of(source, this, name).look(name).isEmpty() && System.nanoTime() - giveUpAt < 0) {
            arrived.give();
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw TopicProblems.interrupted(source);
            }
        }
    }

    private ModelContent content(Standing.Announced announced, Signal arrived) {
        Announcement announcement = announced.announcement();
        ModelLimits limits = ModelLimits.ofWorker();
        return ModelContent.ofMojo(
                        announcement.sha256(),
                        () -> TopicReaders.of(source, this, name).fetch(announcement, limits, timeout, arrived::give),
                        toString(),
                        limits)
                .withProfile(() -> announcement.profile().map(text -> new ProfileBytes(bytes(text), toString())))
                .withSignature(() -> announcement.signature().map(KafkaFeed::bytes))
                .withRelease(new Release(announcement.version(), announced.atMillis()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public State state() {
        Optional<Standing> standing = TopicReaders.of(source, this, name).look(name);
        return new State(standing, true);
    }

    @Override
    public Optional<News> news() {
        return TopicReaders.running(source).flatMap(reader -> reader.counts().find(name));
    }

    @Override
    public void unused() {
        TopicReaders.running(source).ifPresent(reader -> reader.release(this));
    }

    @Override
    public String toString() {
        return name + " on " + source;
    }
}
