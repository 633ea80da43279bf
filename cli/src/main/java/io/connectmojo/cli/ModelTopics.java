package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The two topics: created as they must be, or checked whether they are. */
final class ModelTopics implements AutoCloseable {
    private static final String CLEANUP = "cleanup.policy";
    private static final String RETENTION_MS = "retention.ms";
    private static final String RETENTION_BYTES = "retention.bytes";

    private final Admin admin;
    private final String announcements;
    private final String data;
    private final String brokers;

    ModelTopics(Map<String, Object> client, String announcements, String data) {
        this.announcements = announcements;
        this.data = data;
        this.brokers = String.valueOf(client.get("bootstrap.servers"));
        try {
            admin = Admin.create(client);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, brokers);
        }
    }

    /** Creates those that are missing. */
    void create(Optional<Short> replication) {
        create(new NewTopic(announcements, Optional.of(1), replication).configs(Map.of(CLEANUP, "compact")));
        create(new NewTopic(data, Optional.of(1), replication)
                .configs(Map.of(CLEANUP, "delete", RETENTION_MS, "-1", RETENTION_BYTES, "-1")));
    }

    private void create(NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw KafkaProblems.of(e.getCause(), topic.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaProblems.of(e, topic.name());
        }
    }

    /** Throws D120 for a topic that is missing. */
    void requireBoth() {
        for (String topic : List.of(announcements, data)) {
            try {
                admin.describeTopics(List.of(topic)).allTopicNames().get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof UnknownTopicOrPartitionException
                        ? KafkaProblems.noTopic(topic, brokers)
                        : KafkaProblems.of(e.getCause(), topic);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw KafkaProblems.of(e, topic);
            }
        }
    }

    /** What is wrong with how the topics keep their records; nothing when the user may not know. */
    Set<String> faults() {
        Set<String> faults = new HashSet<>();
        Optional<Config> told = config(announcements);
        if (told.isPresent() && !value(told.get(), CLEANUP).equals("compact")) {
            faults.add(announcements + " must have " + CLEANUP + "=compact");
        }
        Optional<Config> kept = config(data);
        if (kept.isPresent()) {
            if (!value(kept.get(), CLEANUP).equals("delete")) {
                faults.add(data + " must have " + CLEANUP + "=delete");
            }
            for (String retention : List.of(RETENTION_MS, RETENTION_BYTES)) {
                if (!value(kept.get(), retention).equals("-1")) {
                    faults.add(data + " must have " + retention + "=-1");
                }
            }
        }
        return faults;
    }

    private Optional<Config> config(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return Optional.of(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw KafkaProblems.of(e.getCause(), topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaProblems.of(e, topic);
        }
    }

    private static String value(Config config, String name) {
        return config.get(name) == null ? "" : String.valueOf(config.get(name).value());
    }

    /** A topic that would lose models. */
    static MojoException losesModels(Set<String> faults) {
        return Problem.of(CommandError.TOPIC_POLICY, "A topic would lose models")
                .where(String.join("; ", faults.stream().sorted().toList()))
                .why("a worker that starts later reads the last announcement and its pieces")
                .fix("change the topic, or publish with --force");
    }

    @Override
    public void close() {
        admin.close();
    }
}
