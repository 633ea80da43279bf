package io.connectmojo.config;

import io.connectmojo.delivery.ClientSettings;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.match.NameSuggester;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of keys that are no settings, which Connect itself passes over in silence. */
public final class UnknownSettings {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    /** Keys that Connect puts beside ours. */
    private static final Set<String> OF_CONNECT = Set.of("type", "plugin.version", "predicate", "negate");

    /** Names that settings had before the first release. */
    private static final Map<String, String> FORMER = Map.of(
            "input.missing.words", Setting.INPUT_NA_STRINGS.key(),
            "input.unknown.categories", Setting.INPUT_UNKNOWN_LEVELS.key());

    private UnknownSettings() {}

    public static void warn(Set<String> given) {
        messages(given).forEach(log::warn);
    }

    /** The same of the settings of a predicate. */
    public static void warnOfPredicate(Set<String> given) {
        messages(given, FieldMatchesConfig.DEFINITION, "predicate").forEach(log::warn);
    }

    public static List<String> messages(Set<String> given) {
        return messages(given, SettingsDefinition.DEFINITION, "transform");
    }

    private static List<String> messages(Set<String> given, ConfigDef definition, String plugin) {
        List<String> messages = new ArrayList<>();
        NameSuggester nearest = new NameSuggester(List.copyOf(definition.names()));
        for (String key : new TreeSet<>(given)) {
            if (OF_CONNECT.contains(key)
                    || key.startsWith(ClientSettings.PREFIX)
                    || key.startsWith(ModelSettings.CHALLENGER + ClientSettings.PREFIX)
                    || definition.names().contains(key)) {
                continue;
            }
            String meant = FORMER.getOrDefault(key, nearest.to(key));
            messages.add(Problem.of(
                            ConfigError.UNKNOWN_SETTING,
                            "'" + key + "' is not a setting of the " + plugin + " and is ignored")
                    .why("no setting has that name")
                    .fix(
                            meant == null
                                    ? "see the list of settings in the documentation"
                                    : "did you mean '" + meant + "'?")
                    .getMessage());
        }
        return messages;
    }
}
