package io.connectmojo.config;

import io.connectmojo.delivery.ModelNames;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.template.Template;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the settings that say where models come from, with or without placeholders by which each record names its own, and of what
 * placeholders exclude. Looks at no file.
 */
final class TemplateChecks {
    private static final String PATH = "absolute path, or classpath:<resource>";

    /** The settings that may have placeholders. */
    private static final List<String> NAMES = List.of("model.path", "model.kafka.name");

    private TemplateChecks() {}

    static Validator path() {
        return new Validators.Checked(
                (name, text) -> {
                    ModelFeeds.ofPath(text);
                    if (Template.hasPlaceholders(text)) {
                        Template.parse(name, text);
                    }
                    return null;
                },
                PATH);
    }

    /** The model of records that have none of their own names one file. */
    static Validator fallbackPath() {
        return new Validators.Checked(
                (name, text) -> {
                    ModelFeeds.ofPath(text);
                    return Template.hasPlaceholders(text)
                            ? Validators.wrong(
                                    ConfigError.TEMPLATE,
                                    name,
                                    "it has a brace, and the fallback is one model for all records",
                                    "set a path without placeholders")
                            : null;
                },
                PATH);
    }

    static Validator kafkaName() {
        return new Validators.Checked(
                (name, text) -> {
                    String plain = Template.hasPlaceholders(text)
                            ? Template.parse(name, text).literals() + "x"
                            : text;
                    return ModelNames.isModel(plain)
                            ? null
                            : Validators.wrong(
                                    ConfigError.BAD_VALUE,
                                    name,
                                    "'" + text + "' is not allowed",
                                    "use " + ModelNames.RULE);
                },
                ModelNames.RULE);
    }

    /** What a setting means only for one model, or only for many; null for nothing wrong. */
    static @Nullable MojoException problem(String key, Map<String, ?> parsed) {
        boolean many = NAMES.stream().anyMatch(name -> isTemplate(name, parsed));
        Object value = parsed.get(key);
        if (key.equals("model.fallback.path")) {
            return many || value == null
                    ? null
                    : combination(
                            "A setting needs another",
                            key,
                            "it needs placeholders in model.path or model.kafka.name",
                            "set them, or remove model.fallback.path");
        }
        boolean ofOne = key.equals("model.sha256")
                ? value != null
                : !List.of("auto", "none").contains(String.valueOf(value));
        return many && ofOne
                ? combination(
                        "Two settings exclude each other",
                        key,
                        "it belongs to one model, and with placeholders each record names its own",
                        "remove " + key + ", and put such a file beside each model")
                : null;
    }

    /** Placeholders in the setting of the transform's own model, or of its challenger, when there is one; null for none. */
    static @Nullable MojoException besideChallenger(String key, Map<String, ?> parsed) {
        boolean any = isTemplate(key, parsed) || isTemplate("challenger." + key, parsed);
        return NAMES.contains(key) && any
                ? combination(
                        "Two settings exclude each other",
                        key,
                        "a challenger is compared with one model, and with placeholders each record names its own",
                        "remove the placeholders, or the challenger")
                : null;
    }

    private static boolean isTemplate(String key, Map<String, ?> parsed) {
        Object text = parsed.get(key);
        return text != null && Template.hasPlaceholders(text.toString());
    }

    private static MojoException combination(String what, String key, String why, String fix) {
        return Problem.of(ConfigError.COMBINATION, what).where(key).why(why).fix(fix);
    }
}
