package io.connectmojo.outcomes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics on the cluster: the input must be there, outputs that are not are created. */
record Topics(Flags flags) {
    void check() throws InterruptedException {
        var properties = flags.given();
        properties.put("bootstrap.servers", flags.bootstrapServers);
        try (Admin admin = Admin.create(properties)) {
            Set<String> there = admin.listTopics().names().get();
            if (!there.contains(flags.input)) {
                throw new InvalidConfigurationException("there is no topic " + flags.input + " on "
                        + flags.bootstrapServers + ": start the connector that writes it, or correct --input");
            }
            List<NewTopic> missing = Stream.of(flags.counts, flags.accuracy, flags.alerts)
                    .distinct()
                    .filter(topic -> !there.contains(topic))
                    .map(topic -> new NewTopic(
                            topic,
                            Optional.empty(),
                            Optional.of(flags.replicationFactor).filter(factor -> factor > 0)))
                    .toList();
            admin.createTopics(missing).all().get();
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
        }
    }
}
