package io.connectmojo.outcomes.act;

import io.connectmojo.cli.ModelVersions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models topic, read and written as the command {@code mojo models} does. */
public final class TopicAnnouncer implements Announcer {
    private final ModelVersions versions;

    /** @param client settings of Kafka's clients, with the brokers */
    public TopicAnnouncer(Map<String, Object> client, String topic) {
        versions = new ModelVersions(client, topic);
    }

    private static Version of(ModelVersions.Version version) {
        return new Version(version.name(), version.version(), version.sha256());
    }

    @Override
    public Optional<Version> announced(String name) {
        return versions.announced(name).map(TopicAnnouncer::of);
    }

    @Override
    public List<Version> history(String name) {
        return versions.history(name).stream().map(TopicAnnouncer::of).toList();
    }

    @Override
    public Version again(String name, long version, String note) {
        return of(versions.again(name, version, note));
    }

    @Override
    public Version promote(String name, String from, String note) {
        return of(versions.promote(name, from, note));
    }

    @Override
    public void close() {
        versions.close();
    }
}
