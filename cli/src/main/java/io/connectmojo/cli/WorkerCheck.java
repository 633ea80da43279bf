package io.connectmojo.cli;

import io.connectmojo.MojoScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.runtime.ConnectorConfig;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;

/**
 * What a worker answers when it is asked to validate a connector, told by the worker's own classes. Does not know the
 * connector's own settings, nor the classes of other plugins.
 */
final class WorkerCheck {
    /**
     * A finding.
     *
     * @param certain false for a class that only the worker may have
     */
    record Finding(String key, String message, boolean certain) {
        @Override
        public String toString() {
            return key + ": " + message;
        }
    }

    private WorkerCheck() {}

    /** Every problem at once, in the order of the worker. */
    static List<Finding> findings(ConnectorFile connector) {
        Map<String, String> config = new HashMap<>(connector.config());
        config.putIfAbsent("name", "mojo");
        ConfigDef base = connector.isSink() ? SinkConnectorConfig.configDef() : SourceConnectorConfig.configDef();
        Plugins plugins = new Plugins(Map.of("plugin.discovery", "service_load"));
        ConfigDef enriched = ConnectorConfig.enrich(plugins, base, config, false);
        Map<String, ConfigValue> values = enriched.validateAll(config);
        if (connector.isSink()) {
            validateTopics(config, values);
        }
        List<Finding> findings = new ArrayList<>();
        for (ConfigValue value : values.values()) {
            for (String message : value.errorMessages()) {
                findings.add(new Finding(value.name(), message, !mayBeElsewhere(message, config.get(value.name()))));
            }
        }
        for (ConverterType type : ConverterType.values()) {
            ofConverter(connector, type, findings);
        }
        return findings;
    }

    private static void validateTopics(Map<String, String> config, Map<String, ConfigValue> values) {
        try {
            SinkConnectorConfig.validate(config, values);
        } catch (PatternSyntaxException told) {
            // the check of topics.regex itself says so
        }
    }

    /** The settings of a converter, when it is one of Kafka's own. */
    private static void ofConverter(ConnectorFile connector, ConverterType type, List<Finding> findings) {
        String setting = type.getName() + ".converter";
        ConfigDef definition = WorkerConverter.settingsOf(connector.config().get(setting));
        if (definition == null) {
            return;
        }
        Map<String, String> settings = new HashMap<>(connector.under(setting + "."));
        settings.putIfAbsent(ConverterConfig.TYPE_CONFIG, type.getName());
        for (ConfigValue value : definition.validate(settings)) {
            value.errorMessages()
                    .forEach(message -> findings.add(new Finding(setting + "." + value.name(), message, true)));
        }
    }

    /** Whether the message is about a class that this command cannot have, and a worker may. */
    private static boolean mayBeElsewhere(String message, String value) {
        return value != null
                && message.endsWith("could not be found.")
                && !value.startsWith("org.apache.kafka.")
                && !value.startsWith(MojoScorer.class.getPackageName() + ".");
    }
}
