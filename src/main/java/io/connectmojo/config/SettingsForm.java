package io.connectmojo.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Makes a definition of settings: kinds of settings by name, in groups, in the order in which a form shows them. */
class SettingsForm {
    private final ConfigDef definition = new ConfigDef();
    private String group;
    private int order;

    final ConfigDef definition() {
        return definition;
    }

    final void group(String name) {
        group = name;
        order = 0;
    }

    final void text(
            String name,
            String byDefault,
            Validator validator,
            Importance importance,
            Width width,
            String display,
            String doc) {
        define(name, Type.STRING, byDefault, validator, importance, width, display, doc);
    }

    final void list(
            String name, String byDefault, Validator validator, Importance importance, String display, String doc) {
        define(name, Type.STRING, byDefault, validator, importance, LONG, display, doc);
    }

    final void choice(
            String name, String byDefault, Importance importance, String display, String doc, String... values) {
        definition.define(
                name,
                Type.STRING,
                byDefault,
                Validators.oneOf(values),
                importance,
                doc,
                group,
                ++order,
                SHORT,
                display,
                CrossChecks.recommending(values));
    }

    final void define(
            String name,
            Type type,
            Object byDefault,
            Validator validator,
            Importance importance,
            Width width,
            String display,
            String doc) {
        definition.define(
                name,
                type,
                byDefault,
                validator,
                importance,
                doc,
                group,
                ++order,
                width,
                display,
                CrossChecks.recommending());
    }
}
