package io.connectmojo.outcomes.act;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule about figures: {@code auc < 0.7 for 3}, {@code recall(fraud) of champion < 0.5}, {@code accuracy of challenger > champion}.
 *
 * @param text as it was given
 * @param figure its name in lower case
 * @param ofClass the class of a precision or recall; null otherwise
 * @param arm whose figure; null for each model and arm by itself
 * @param above whether the figure must not be above, else not below
 * @param orEqual whether the limit itself is beyond, too
 * @param limit NaN when the figure is compared with another arm's
 * @param other that arm; null for a limit
 * @param windows in a row before the alert is raised
 */
public record AlertRule(
        String text,
        String figure,
        String ofClass,
        String arm,
        boolean above,
        boolean orEqual,
        double limit,
        String other,
        int windows) {
    /** What can stand in a rule. */
    public static final String GRAMMAR = "FIGURE [of ARM] <|<=|>|>= NUMBER|ARM [for WINDOWS]";

    private static final Set<String> OF_CLASS = Set.of("precision", "recall");
    private static final Set<String> SURE =
            Set.of("accuracy", "precision", "recall", "inside", "logloss", "brier", "mae", "bias", "rmse", "auc");
    private static final Set<String> UNSURE = Set.of("prauc", "calibration", "r2", "records");
    private static final Pattern RULE =
            Pattern.compile("\\s*([A-Za-z0-9]+)(?:\\(([^()]+)\\))?(?:\\s+of\\s+(champion|challenger))?"
                    + "\\s*(<=|>=|<|>)\\s*(champion|challenger|[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)"
                    + "(?:\\s+for\\s+([0-9]{1,4}))?\\s*");

    /** Throws IllegalArgumentException with what is wrong. */
    public static AlertRule parse(String text) {
        Matcher matcher = RULE.matcher(text);
        if (!matcher.matches()) {
            throw wrong(text, "it must look like " + GRAMMAR + ", for example auc < 0.7 for 3");
        }
        String figure = matcher.group(1).toLowerCase(Locale.ROOT);
        String ofClass = matcher.group(2);
        if (!SURE.contains(figure) && !UNSURE.contains(figure)) {
            throw wrong(
                    text,
                    "there is no figure " + matcher.group(1)
                            + ", but accuracy, precision(CLASS), recall(CLASS), logLoss,"
                            + " brier, auc, prAuc, calibration, rmse, mae, bias, r2, inside and records");
        }
        if (OF_CLASS.contains(figure) != (ofClass != null)) {
            throw wrong(
                    text,
                    ofClass == null ? figure + " needs a class: " + figure + "(CLASS)" : figure + " has no class");
        }
        String arm = matcher.group(3);
        boolean isArm = matcher.group(5).startsWith("c");
        if (isArm && (arm == null || arm.equals(matcher.group(5)))) {
            throw wrong(text, "compare two arms: " + figure + " of challenger > champion");
        }
        if (isArm && !SURE.contains(figure)) {
            throw wrong(text, "of " + figure + " nobody can say how sure a difference is");
        }
        int windows = matcher.group(6) == null ? 1 : Integer.parseInt(matcher.group(6));
        if (windows < 1) {
            throw wrong(text, "for counts windows, 1 or more");
        }
        String operator = matcher.group(4);
        return new AlertRule(
                text.strip(),
                figure,
                ofClass,
                arm,
                operator.startsWith(">"),
                operator.endsWith("="),
                isArm ? Double.NaN : Double.parseDouble(matcher.group(5)),
                isArm ? matcher.group(5) : null,
                windows);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("--alert '" + text + "': " + why);
    }

    /** Whether the rule compares two arms. */
    public boolean compares() {
        return other != null;
    }

    /** Whether it can be said how sure the figure is, as an action needs it. */
    public boolean isSure() {
        return SURE.contains(figure);
    }

    boolean isBeyond(double value, double bound) {
        return orEqual && value == bound || (above ? value > bound : value < bound);
    }
}
