package io.connectmojo.it.numbered;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** A connector whose tasks all get its own configuration. */
public abstract class PlainSink extends SinkConnector {
    private final Class<? extends Task> task;
    private final ConfigDef config;
    private Map<String, String> properties;

    PlainSink(Class<? extends Task> task, ConfigDef config) {
        this.task = task;
        this.config = config;
    }

    @Override
    public final void start(Map<String, String> props) {
        properties = props;
    }

    @Override
    public final Class<? extends Task> taskClass() {
        return task;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public final void stop() {}

    @Override
    public final ConfigDef config() {
        return config;
    }

    @Override
    public final String version() {
        return "1";
    }
}
