package io.connectmojo.config;

import io.connectmojo.predicate.Decimal;
import io.connectmojo.problem.ConfigError;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Checks of the settings that say what follows from a prediction. They know no model. */
final class DecisionValidators {
    private static final Pattern CRITERION = Pattern.compile("max [a-z0-9_]+");

    private DecisionValidators() {}

    /** A number, or a criterion of H2O; which ones a model has is known when it is loaded. */
    static Validator threshold() {
        return new Validators.Checked(
                (name, text) -> isCriterion(text) || isFinite(text)
                        ? null
                        : Validators.wrong(
                                ConfigError.BAD_VALUE,
                                name,
                                "it is neither a finite number nor a criterion of H2O",
                                "set a number such as 0.5, or a criterion such as max f1"),
                "finite number, or a criterion such as max f1");
    }

    static boolean isCriterion(String text) {
        return CRITERION.matcher(text).matches();
    }

    private static boolean isFinite(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Any number that a double can hold, in decimal. */
    static Validator number() {
        return new Validators.Checked(
                (name, text) -> Decimal.of(text).isPresent()
                        ? null
                        : Validators.wrong(
                                ConfigError.BAD_VALUE, name, "it is not a finite number", "set a number such as 0.5"),
                "finite number");
    }

    /** A number between 0 and 1, neither of the two. */
    static Validator coverage() {
        return new Validators.Checked(
                (name, text) -> {
                    double share = Double.parseDouble(text);
                    return share > 0 && share < 1
                            ? null
                            : Validators.wrong(
                                    ConfigError.BAD_VALUE,
                                    name,
                                    text + " is out of range",
                                    "set a number above 0 and below 1, such as 0.9");
                },
                "above 0 and below 1");
    }

    static Validator bands() {
        return new Validators.Checked(
                (name, text) -> {
                    BandList.parse(text);
                    return null;
                },
                "list of label:upper bound, the last one without, e.g. low:0.2,medium:0.6,high");
    }
}
