package io.connectmojo.model;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** Settings that only the operator of a worker can make: system properties, or else environment variables. */
public final class OperatorSetting {
    private OperatorSetting() {}

    /** Looks a setting up by its short name, such as {@code max.entries}; null when it is not set. */
    public static UnaryOperator<String> ofWorker() {
        return name -> {
            String property = System.getProperty(property(name));
            return property != null ? property : System.getenv(variable(name));
        };
    }

    /** The same of the settings of models for single records, such as {@code fleet.max.bytes}. */
    public static UnaryOperator<String> ofFleet() {
        return name -> {
            String property = System.getProperty("io.connectmojo." + name);
            return property != null
                    ? property
                    : System.getenv("CONNECTMOJO_" + name.replace('.', '_').toUpperCase(Locale.ROOT));
        };
    }

    public static String property(String name) {
        return "io.connectmojo.model." + name;
    }

    public static String variable(String name) {
        return "CONNECTMOJO_MODEL_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
