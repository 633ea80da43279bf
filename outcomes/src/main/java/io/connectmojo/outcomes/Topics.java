package io.connectmojo.outcomes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics on the cluster: the input must be there, outputs that are not are created. */
record Topics(Flags flags) {
    /**
     * Checks and creates topics.
     *
     * @return partitions of an internal topic that brings records of one key together; 0 when the inputs do so by themselves
     */
    int check() throws InterruptedException {
        var properties = flags.given();
        properties.put("bootstrap.servers", flags.bootstrapServers);
        try (Admin admin = Admin.create(properties)) {
            Set<String> there = admin.listTopics().names().get();
            requireThere(there, flags.input, "start the connector that writes it, or correct --input");
            if (flags.joinsOutcomes()) {
                requireThere(there, flags.join.topic, "create it, or correct --outcomes-topic");
            }
            List<NewTopic> missing = Stream.of(
                            flags.counts, flags.accuracy, flags.figures, flags.alerts, decisions(), flags.join.table)
                    .filter(Objects::nonNull)
                    .distinct()
                    .filter(topic -> !there.contains(topic))
                    .map(topic -> new NewTopic(
                            topic,
                            Optional.empty(),
                            Optional.of(flags.replicationFactor).filter(factor -> factor > 0)))
                    .toList();
            admin.createTopics(missing).all().get();
            return flags.joinsOutcomes() ? partitions(admin) : 0;
        } catch (InvalidConfigurationException e) {
            throw e;
        } catch (KafkaException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new InvalidConfigurationException(
                    "no client for " + flags.bootstrapServers + ": " + why.getMessage(), e);
        } catch (ExecutionException e) {
            // another instance was faster
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new InvalidConfigurationException(
                        "the topics on " + flags.bootstrapServers + " cannot be listed or created: "
                                + e.getCause().getMessage(),
                        e);
            }
            return check();
        }
    }

    /** Null when nothing is decided. */
    private String decisions() {
        return flags.act.actions.isEmpty() ? null : flags.act.decisions;
    }

    private void requireThere(Set<String> there, String topic, String fix) {
        if (!there.contains(topic)) {
            throw new InvalidConfigurationException(
                    "there is no topic " + topic + " on " + flags.bootstrapServers + ": " + fix);
        }
    }

    private int partitions(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> topics = admin.describeTopics(List.of(flags.input, flags.join.topic))
                .allTopicNames()
                .get();
        int scored = topics.get(flags.input).partitions().size();
        int outcomes = topics.get(flags.join.topic).partitions().size();
        return scored == outcomes && flags.join.field == null ? 0 : Math.max(scored, outcomes);
    }
}
