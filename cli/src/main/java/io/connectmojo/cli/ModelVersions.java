package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads which versions of models a topic announces, and announces one of them again: what {@code mojo models rollback} does, for other
 * programs. Reads the topic once, when it is opened. Throws MojoException when the brokers or the topic do not do what they should. Not
 * thread-safe.
 */
public final class ModelVersions implements AutoCloseable {
    private final Map<String, Object> client;
    private final Terminal terminal;
    private final ModelLog log;

    /** A version of a model, with the SHA-256 of its zip in 64 lower-case hex digits. */
    public record Version(String name, long version, String sha256) {
        private static Version of(Announcement announcement) {
            return new Version(announcement.name(), announcement.version(), announcement.sha256());
        }
    }

    /** @param client settings of Kafka's clients, with the brokers */
    public ModelVersions(Map<String, Object> client, String topic) {
        this(client, topic, silent());
    }

    ModelVersions(Map<String, Object> client, String topic, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
        log = ModelLog.read(client, topic);
    }

    private static Terminal silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(InputStream.nullInputStream(), nowhere, nowhere, false, false, false);
    }

    /** The version that is announced now; empty when the name is withdrawn, or was never announced. */
    public Optional<Version> announced(String name) {
        return log.last(name).flatMap(ModelLog.Entry::readable).map(Version::of);
    }

    /** All versions, the newest first. */
    public List<Version> history(String name) {
        return log.history(name).stream().map(Version::of).toList();
    }

    /** Announces the content of a version again, as a new version of the same name, once its pieces are verified. */
    public Version again(String name, long version, String note) {
        return Version.of(again(log.version(name, version), note));
    }

    /** Announces what another name announces now as a new version of a name, once its pieces are verified. */
    public Version promote(String name, String from, String note) {
        Announcement candidate = log.announced(from);
        log.zip(candidate, terminal);
        return Version.of(announce(name, candidate, false, note));
    }

    /** What {@code rollback} goes back to when nobody names a version. */
    Announcement before(String name) {
        Announcement now = log.announced(name);
        return log.history(name).stream()
                .filter(older ->
                        older.version() < now.version() && !older.sha256().equals(now.sha256()))
                .findFirst()
                .orElseThrow(() -> log.unknown(name, "there is no version with other content"));
    }

    Announcement version(String name, long version) {
        return log.version(name, version);
    }

    Announcement again(Announcement older, String note) {
        log.zip(older, terminal);
        return announce(older.name(), older, true, note);
    }

    private Announcement announce(String name, Announcement content, boolean restores, String note) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        Optional<String> why = Optional.ofNullable(note);
        try (ModelPublisher publisher = new ModelPublisher(client, terminal)) {
            return new NextVersion(log, publisher, terminal)
                    .announce(
                            name,
                            content.data().topic(),
                            (version, previous) -> restores
                                    ? content.again(version, now, why, previous)
                                    : content.as(name, version, now, why, previous));
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
