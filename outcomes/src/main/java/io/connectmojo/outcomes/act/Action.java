package io.connectmojo.outcomes.act;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows from an alert.
 *
 * @param model name on the models topic of the one that serves
 * @param candidate name of the one that takes its place; null for an older version of the same
 */
public record Action(String model, String candidate) {
    private static final String NAME = "([A-Za-z0-9._-]{1,128})";
    private static final Pattern ROLLBACK = Pattern.compile("rollback:" + NAME);
    private static final Pattern PROMOTE = Pattern.compile("promote:" + NAME + "=" + NAME);

    /** Throws IllegalArgumentException with what is wrong. */
    public static Action parse(String text) {
        Matcher rollback = ROLLBACK.matcher(text);
        if (rollback.matches()) {
            return new Action(rollback.group(1), null);
        }
        Matcher promote = PROMOTE.matcher(text);
        if (promote.matches() && !promote.group(1).equals(promote.group(2))) {
            return new Action(promote.group(1), promote.group(2));
        }
        throw new IllegalArgumentException(
                "--on-alert '" + text + "': it must be rollback:NAME, or promote:NAME=CANDIDATE with two names");
    }

    public boolean promotes() {
        return candidate != null;
    }

    String kind() {
        return promotes() ? "promote" : "rollback";
    }
}
