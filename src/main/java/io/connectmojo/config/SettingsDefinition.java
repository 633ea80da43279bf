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
            if (setting.group() == Setting.Group.CHALLENGER && !inGroup.containsKey(setting.group())) {
                ofChallenger(definition, inGroup);
            }
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
                    new CrossChecks(setting, ""));
        }
        return definition;
    }

    /** Whatever can be said of the transform's one model can be said of its challenger's. */
    private static void ofChallenger(ConfigDef definition, Map<Setting.Group, Integer> inGroup) {
        for (Setting setting : Setting.values()) {
            if (setting.isAlsoOfChallenger()) {
                definition.define(
                        ModelSettings.CHALLENGER + setting.key(),
                        setting.kind().type(),
                        setting.kind().byDefault(),
                        setting.kind().validator(),
                        setting == Setting.MODEL_PATH ? ConfigDef.Importance.MEDIUM : ConfigDef.Importance.LOW,
                        setting.documentationOfChallenger(),
                        Setting.Group.CHALLENGER.title(),
                        inGroup.merge(Setting.Group.CHALLENGER, 1, Integer::sum),
                        setting.width(),
                        "Challenger: " + setting.display(),
                        new CrossChecks(setting, ModelSettings.CHALLENGER));
            }
        }
    }
}
