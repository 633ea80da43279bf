package io.connectmojo.config;

import io.connectmojo.metrics.stats.Shift;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.score.OutputPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Checks of single settings. They look at the text alone: a file that is not on the worker that takes the request may well
 * be on the one that runs the task.
 */
final class Validators {
    private static final Map<String, Character> SEPARATORS =
            Map.of("\\t", '\t', "comma", ',', "tab", '\t', "semicolon", ';', "pipe", '|', "hash", '#', "blank", ' ');

    private Validators() {}

    /** A check that tells why a text is wrong and what would be right, or returns null. */
    interface Check {
        @Nullable
        MojoException problem(String name, String text) throws ListText.Malformed;
    }

    record Checked(Check check, String values) implements Validator {
        @Override
        public void ensureValid(String name, Object value) {
            if (value == null) {
                return;
            }
            MojoException problem;
            try {
                problem = check.problem(name, value.toString());
            } catch (ListText.Malformed e) {
                problem = wrong(ConfigError.BAD_LIST, name, String.valueOf(e.getMessage()), "write " + values);
            } catch (MojoException e) {
                problem = e;
            }
            if (problem != null) {
                throw new ConfigException(problem.getMessage());
            }
        }

        @Override
        public String toString() {
            return values;
        }
    }

    static Validator oneOf(String... values) {
        List<String> all = List.of(values);
        String listed = "one of " + String.join(", ", all);
        return new Checked(
                (name, text) -> all.contains(text)
                        ? null
                        : wrong(ConfigError.BAD_VALUE, name, "'" + text + "' is none of its values", "set " + listed),
                listed);
    }

    static Validator notBlank() {
        return new Checked(
                (name, text) -> {
                    if (text.isBlank()) {
                        return wrong(ConfigError.BAD_VALUE, name, "it is blank", "set a name or remove it");
                    }
                    return text.chars().anyMatch(Character::isISOControl)
                            ? wrong(
                                    ConfigError.BAD_VALUE,
                                    name,
                                    "it has a line break or another control character, and it stands in logs",
                                    "set a name without")
                            : null;
                },
                "non-blank text of one line");
    }

    static Validator trueOrFalse() {
        return new Checked((name, text) -> null, "true or false");
    }

    static Validator profile() {
        return new Checked(
                (name, text) -> {
                    ModelFeeds.checkProfile(text);
                    return null;
                },
                "auto, none, or absolute path");
    }

    static Validator named(Predicate<String> rule, String values) {
        return new Checked(
                (name, text) -> rule.test(text)
                        ? null
                        : wrong(ConfigError.BAD_VALUE, name, "'" + text + "' is not allowed", "use " + values),
                values);
    }

    static Validator className() {
        return new Checked(
                (name, text) -> javax.lang.model.SourceVersion.isName(text.replace('$', '_'))
                        ? null
                        : wrong(
                                ConfigError.BAD_VALUE,
                                name,
                                "'" + text + "' is not a class name",
                                "give the full class name"),
                "full class name");
    }

    static Validator sha256() {
        return new Checked(
                (name, text) -> text.length() == 64
                                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)
                        ? null
                        : wrong(ConfigError.BAD_VALUE, name, "it is not 64 hex digits", "give what sha256sum prints"),
                "64 hex digits");
    }

    static Validator reloadInterval() {
        return whole(millis -> millis == -1 || millis >= 1000, "-1, or at least 1000");
    }

    /** 0, or at least as many as a window needs to tell something. */
    static Validator driftWindowRecords() {
        return whole(records -> records == 0 || records >= Shift.MIN_TOTAL, "0, or at least " + Shift.MIN_TOTAL);
    }

    /**
     * A whole number.
     *
     * @param rule behind "set", what is allowed
     */
    private static Validator whole(LongPredicate allowed, String rule) {
        return new Checked(
                (name, text) -> allowed.test(Long.parseLong(text))
                        ? null
                        : wrong(ConfigError.BAD_VALUE, name, text + " is out of range", "set " + rule),
                rule);
    }

    static Validator timeout() {
        return whole(millis -> millis >= 1000 && millis <= 3_600_000, "1000 to 3600000");
    }

    static Validator finite() {
        return new Checked(
                (name, text) -> Double.isFinite(Double.parseDouble(text))
                        ? null
                        : wrong(ConfigError.BAD_VALUE, name, "it is not a finite number", "set a number such as 0.5"),
                "finite number");
    }

    static Validator notNegative() {
        return new Checked(
                (name, text) -> {
                    double number = Double.parseDouble(text);
                    return number >= 0 && Double.isFinite(number)
                            ? null
                            : wrong(
                                    ConfigError.BAD_VALUE,
                                    name,
                                    text + " is out of range",
                                    "set a number such as 0.25");
                },
                "0 or more");
    }

    /** A number from 0 to 1. */
    static Validator share() {
        return new Checked(
                (name, text) -> {
                    double share = Double.parseDouble(text);
                    return share >= 0 && share <= 1
                            ? null
                            : wrong(ConfigError.BAD_VALUE, name, text + " is out of range", "set a number from 0 to 1");
                },
                "from 0 to 1");
    }

    static Validator separator() {
        return new Checked(
                (name, text) -> text.length() == 1 && text.charAt(0) != '"' || SEPARATORS.containsKey(text)
                        ? null
                        : wrong(
                                ConfigError.BAD_VALUE,
                                name,
                                text.equals("\"")
                                        ? "a quote encloses cells"
                                        : "it is not one character, blanks trimmed",
                                "set one character or one of \\t, comma, tab, semicolon, pipe, hash, blank"),
                "one character, or one of \\t, comma, tab, semicolon, pipe, hash, blank");
    }

    static char separator(String text) {
        return text.length() == 1 ? text.charAt(0) : SEPARATORS.get(text);
    }

    /** @param example two items of such a list */
    static Validator names(String example) {
        return new Checked(
                (name, text) -> {
                    ListText.names(text);
                    return null;
                },
                "list, e.g. " + example);
    }

    private static Validator namesOf(String... values) {
        Set<String> all = Set.of(values);
        String listed = "any of " + String.join(", ", values);
        return new Checked(
                (name, text) -> {
                    for (String item : ListText.names(text)) {
                        if (!all.contains(item)) {
                            return wrong(ConfigError.BAD_LIST, name, "'" + item + "' is unknown", "use " + listed);
                        }
                    }
                    return null;
                },
                "list of " + listed);
    }

    static Validator outputParts() {
        return namesOf(
                Stream.of(OutputPart.values()).map(OutputPart::settingName).toArray(String[]::new));
    }

    static Validator pairs() {
        return new Checked(
                (name, text) -> {
                    ListText.pairs(text, false);
                    return null;
                },
                "list of column:value, e.g. stories:1");
    }

    static Validator fieldPath() {
        return new Checked(
                (name, text) -> {
                    FieldPath.parse(name, text);
                    return null;
                },
                "field path, e.g. after.house.sqft");
    }

    static Validator fieldPaths() {
        return new Checked(
                (name, text) -> {
                    for (String path : ListText.pairs(text, true).values()) {
                        FieldPath.parse(name, path);
                    }
                    return null;
                },
                "list of column:path, e.g. sqft:after.house.sqft");
    }

    static Validator columnTypes() {
        return new Checked(
                (name, text) -> {
                    for (Map.Entry<String, String> item :
                            ListText.pairs(text, true).entrySet()) {
                        ColumnType.parse(item.getKey(), item.getValue());
                    }
                    return null;
                },
                "list of column:type, e.g. sold:time(s)");
    }

    static MojoException wrong(ErrorCode code, String name, String why, String fix) {
        return Problem.of(code, "The setting cannot be used")
                .where(name)
                .why(why)
                .fix(fix);
    }
}
