package io.connectmojo.config;

import io.connectmojo.delivery.ClientSettings;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.match.NameSuggester;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of keys that are no settings, which Connect itself passes over in silence, and of those that are deprecated names of settings. */
public final class UnknownSettings {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    /** Keys that Connect puts beside ours. */
    private static final Set<String> OF_CONNECT = Set.of("type", "plugin.version", "predicate", "negate");

    /** Deprecated names: each is read as the new one until the next major version. */
    private static final Map<String, String> FORMER = Map.of(
            "input.missing.words", Setting.INPUT_NA_STRINGS.key(),
            "input.unknown.categories", Setting.INPUT_UNKNOWN_LEVELS.key());

    private UnknownSettings() {}

    /** The settings with each deprecated name replaced by the new one, unless that is set, too. */
    static Map<String, ?> current(Map<String, ?> given) {
        Map<String, Object> current = new HashMap<>(given);
        FORMER.forEach((former, name) -> {
            if (current.containsKey(former)) {
                current.putIfAbsent(name, given.get(former));
                current.remove(former);
            }
        });
        return current;
    }

    public static void warn(Set<String> given) {
        messages(given).forEach(log::warn);
    }

    /** The same of the settings of a predicate. */
    public static void warnOfPredicate(Set<String> given) {
        messages(given, FieldMatchesConfig.DEFINITION, "predicate").forEach(log::warn);
    }

    public static List<String> messages(Set<String> given) {
        Set<String> others = new TreeSet<>(given);
        others.removeAll(FORMER.keySet());
        List<String> messages = messages(others, SettingsDefinition.DEFINITION, "transform");
        for (String former : new TreeSet<>(FORMER.keySet())) {
            if (given.contains(former)) {
                messages.add(deprecated(former, given.contains(FORMER.get(former))));
            }
        }
        return messages;
    }

    private static String deprecated(String former, boolean bothAreSet) {
        String name = FORMER.get(former);
        return Problem.of(
                        ConfigError.DEPRECATED_SETTING,
                        "'" + former + "' is the deprecated name of '" + name + "'"
                                + (bothAreSet ? " and is ignored" : " and still works"))
                .why(bothAreSet ? "'" + name + "' is set, too" : "it goes with the next major version")
                .fix(bothAreSet ? "remove '" + former + "'" : "rename it to '" + name + "'")
                .getMessage();
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
            String meant = nearest.to(key);
            messages.add(Problem.of(
                            ConfigError.UNKNOWN_SETTING,
                            "'" + key + "' is not a setting of the " + plugin + " and is ignored")
                    .why("no setting has that name")
                    .fix(
                            meant == null
                                    ? "see the list of settings in the documentation"
                                    : "did you mean '" + meant + "'? Then rename it")
                    .getMessage());
        }
        return messages;
    }
}
