package io.connectmojo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/**
 * What a setting holds.
 *
 * @param choices the texts that it may be, the default first; empty where they cannot be listed
 */
record SettingKind(ConfigDef.Type type, @Nullable Object byDefault, Validator validator, List<String> choices) {
    SettingKind(ConfigDef.Type type, @Nullable Object byDefault, Validator validator) {
        this(type, byDefault, validator, List.of());
    }

    /** @param byDefault null for none */
    static SettingKind text(@Nullable String byDefault, Validator validator) {
        return new SettingKind(ConfigDef.Type.STRING, byDefault, validator);
    }

    /** One of the constants of an enum. */
    static SettingKind oneOf(Enum<?> byDefault) {
        List<String> choices = new ArrayList<>(List.of(textOf(byDefault)));
        for (Enum<?> choice : byDefault.getDeclaringClass().getEnumConstants()) {
            if (choice != byDefault) {
                choices.add(textOf(choice));
            }
        }
        return new SettingKind(
                ConfigDef.Type.STRING,
                textOf(byDefault),
                Validators.oneOf(choices.toArray(new String[0])),
                List.copyOf(choices));
    }

    /** How a constant is written in a configuration. */
    static String textOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    static <E extends Enum<E>> E constant(String text, Class<E> type) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
}
