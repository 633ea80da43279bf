package io.connectmojo.delivery;

import java.util.regex.Pattern;

/** What models and topics may be called. */
public final class ModelNames {
    /** For messages. */
    public static final String RULE = "1 to 128 of the characters A-Z a-z 0-9 . _ -, and not . or ..";

    /** The same for topics. */
    public static final String TOPIC_RULE = "1 to 249 of the characters A-Z a-z 0-9 . _ -, and not . or ..";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private ModelNames() {}

    public static boolean isModel(String name) {
        return NAME.matcher(name).matches() && !isDots(name);
    }

    /** Kafka's own rule. */
    public static boolean isTopic(String name) {
        return TOPIC.matcher(name).matches() && !isDots(name);
    }

    private static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }
}
