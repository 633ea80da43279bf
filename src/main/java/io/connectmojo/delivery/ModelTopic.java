package io.connectmojo.delivery;

import java.util.Map;

/**
 * The topic with the announcements, and how to reach it: what one reader of a worker reads.
 *
 * @param bootstrapServers as Kafka takes it
 * @param client further settings of the consumer; they may be secrets
 */
public record ModelTopic(String bootstrapServers, String topic, Map<String, String> client) {
    public ModelTopic {
        client = Map.copyOf(client);
    }

    /** Without the settings of the client. */
    @Override
    public String toString() {
        return topic + " at " + bootstrapServers;
    }
}
