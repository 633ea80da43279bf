package io.connectmojo.delivery;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SecurityConfig;

/** What a connector may set of the consumer that reads a model's topic, and what it may not. */
public final class ClientSettings {
    /** How the settings of the consumer of the transform's own model begin. */
    public static final String PREFIX = "model.kafka.consumer.";

    /** What the reader depends on. */
    private static final Map<String, Object> FIXED = Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");

    /** What would give it a group, other records, or code of somebody's choice. */
    private static final Set<String> REFUSED = Set.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            "group.protocol",
            "group.remote.assignor",
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            SecurityConfig.SECURITY_PROVIDERS_CONFIG,
            "config.providers");

    private static final Set<String> REFUSED_LOGINS = Set.of("JndiLoginModule", "LdapLoginModule");

    private ClientSettings() {}

    /**
     * The settings without their prefix.
     *
     * @param whose what stands before the prefix; empty for the transform's own model
     * @throws MojoException C020 for one that cannot be set
     */
    public static Map<String, String> of(Map<String, ?> props, String whose) {
        String prefix = whose + PREFIX;
        Map<String, String> client = new TreeMap<>();
        props.forEach((key, value) -> {
            if (key.startsWith(prefix) && value != null) {
                client.put(key.substring(prefix.length()), value.toString());
            }
        });
        client.forEach((key, value) -> check(prefix, key, value));
        return client;
    }

    private static void check(String prefix, String key, String value) {
        if (REFUSED.contains(key) || FIXED.containsKey(key) || key.startsWith("config.providers.")) {
            throw refused(
                    prefix + key, "the reader of the topic joins no group, reads each record itself and loads no code");
        }
        if (key.equals(SaslConfigs.SASL_JAAS_CONFIG) && REFUSED_LOGINS.stream().anyMatch(value::contains)) {
            throw refused(prefix + key, "login modules that look up names in a directory are not allowed");
        }
    }

    private static MojoException refused(String setting, String why) {
        return Problem.of(ConfigError.CLIENT_SETTING, "A setting of the consumer cannot be set")
                .where(setting)
                .why(why)
                .fix("remove it");
    }

    /** What the consumer is made with. */
    static Map<String, Object> consumer(ModelTopic source, String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        config.putAll(source.client());
        config.putAll(FIXED);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, source.bootstrapServers());
        return config;
    }
}
