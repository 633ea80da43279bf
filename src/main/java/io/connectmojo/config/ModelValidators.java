package io.connectmojo.config;

import io.connectmojo.delivery.ModelNames;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.row.template.Template;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Checks of the settings that say where models come from, with or without placeholders. Looks at no file. */
final class ModelValidators {
    private static final String PATH = "absolute path, or classpath:<resource>";

    private ModelValidators() {}

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
}
