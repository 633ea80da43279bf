package io.connectmojo.config;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** The table of settings as Connect wants it. */
public final class SettingsDefinition {
    public static final ConfigDef DEFINITION = define();

    private SettingsDefinition() {}

    private static ConfigDef define() {
        ConfigDef definition = new ConfigDef();
        Map<Setting.Group, Integer> inGroup = new EnumMap<>(Setting.Group.class);
        for (Setting setting : Setting.values()) {
            definition.define(
                    setting.key(),
                    setting.kind().type(),
                    setting.kind().byDefault(),
                    setting.kind().validator(),
                    setting.importance(),
                    setting.documentation(),
                    setting.group().title(),
                    inGroup.merge(setting.group(), 1, Integer::sum),
                    setting.width(),
                    setting.display(),
                    new CrossChecks(setting));
        }
        return definition;
    }
}
