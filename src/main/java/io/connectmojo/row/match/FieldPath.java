package io.connectmojo.row.match;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a record: the names of fields from the top down, or metadata. Written with dots, and with backticks around
 * a name that holds dots, as in KIP-821 V2, or begins with a dollar sign. Knows neither schemas nor values.
 *
 * @param root where the steps begin
 * @param steps at least one name below the fields, none of them empty
 */
public record FieldPath(PathRoot root, List<String> steps) {
    /** The record's whole key. */
    public static final FieldPath KEY = new FieldPath(PathRoot.KEY, List.of());

    private static final char BACKTICK = '`';
    private static final char METADATA = '$';

    public FieldPath {
        steps = List.copyOf(steps);
        if (root == PathRoot.FIELDS && steps.isEmpty()) {
            throw new IllegalArgumentException("a field path needs a step");
        }
    }

    /** The path from the fields down. */
    public FieldPath(List<String> steps) {
        this(PathRoot.FIELDS, steps);
    }

    /** Whether it is no path of fields. */
    public boolean isMetadata() {
        return root != PathRoot.FIELDS;
    }

    /** The top-level field of that name, whatever characters the name has. */
    public static FieldPath ofName(String name) {
        return new FieldPath(List.of(name));
    }

    /** The field of that name below a path; null for the top level. */
    static FieldPath ofName(@Nullable FieldPath parent, String name) {
        return parent == null ? ofName(name) : parent.resolve(ofName(name));
    }

    /** The path of fields that goes on from this one; one of metadata begins anew, and stays as it is. */
    public FieldPath resolve(FieldPath further) {
        return further.isMetadata() ? further : with(steps.size(), further.steps);
    }

    /** Whether it goes on from the other one. */
    public boolean isBelow(FieldPath other) {
        return root == other.root
                && steps.size() > other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** The name at its end; empty for metadata without a name. */
    public String last() {
        return steps.isEmpty() ? "" : steps.get(steps.size() - 1);
    }

    /** The same with another name at its end. */
    public FieldPath sibling(String name) {
        return with(steps.size() - 1, List.of(name));
    }

    /** What is below the one path, below the other. */
    public FieldPath moved(FieldPath from, FieldPath to) {
        return isBelow(from) ? to.with(to.steps.size(), steps.subList(from.steps.size(), steps.size())) : this;
    }

    private FieldPath with(int kept, List<String> further) {
        List<String> all = new ArrayList<>(steps.subList(0, kept));
        all.addAll(further);
        return new FieldPath(root, all);
    }

    /** The last header of that name, whatever characters the name has. */
    public static FieldPath ofHeader(String name) {
        return new FieldPath(PathRoot.HEADER, List.of(name));
    }

    /**
     * Parses a path. A backtick encloses a step when it opens it and the closing one stands before a dot or the end; inside,
     * {@code ``} and {@code \`} mean one backtick. Anywhere else a backtick is an ordinary character.
     *
     * @throws MojoException C006 when a step is empty or a backtick is not closed
     */
    public static FieldPath parse(String text) {
        return parse(null, text);
    }

    /** The same; a message names the setting. */
    public static FieldPath parse(@Nullable String setting, String text) {
        if (text.isEmpty()) {
            throw malformed(setting, text, "it is empty", "name a field, or remove the setting");
        }
        List<String> steps = new ArrayList<>();
        int at = 0;
        do {
            int end;
            if (at < text.length() && text.charAt(at) == BACKTICK) {
                StringBuilder step = new StringBuilder();
                end = enclosed(setting, text, at, step);
                steps.add(step.toString());
            } else {
                int dot = text.indexOf('.', at);
                end = dot < 0 ? text.length() : dot;
                steps.add(text.substring(at, end));
            }
            if (steps.get(steps.size() - 1).isEmpty()) {
                throw malformed(setting, text, "step " + steps.size() + " is empty", "remove the extra dot");
            }
            at = end + 1;
        } while (at <= text.length());
        return text.charAt(0) == METADATA ? metadata(setting, text, steps) : new FieldPath(steps);
    }

    private static FieldPath metadata(@Nullable String setting, String text, List<String> steps) {
        PathRoot root = PathRoot.named(steps.get(0))
                .orElseThrow(() -> malformed(
                        setting,
                        text,
                        "'" + steps.get(0) + "' is no metadata",
                        "use one of " + PathRoot.NAMES + ", or put a field of that name in backticks"));
        String refusal = root.refusal(steps.size() - 1);
        if (refusal != null) {
            throw malformed(setting, text, refusal, "use one of " + PathRoot.NAMES);
        }
        return new FieldPath(root, steps.subList(1, steps.size()));
    }

    /** Reads the enclosed step that opens at the given place; the place after its closing backtick. */
    private static int enclosed(@Nullable String setting, String text, int open, StringBuilder step) {
        int at = open + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean last = at + 1 == text.length();
            char next = last ? '.' : text.charAt(at + 1);
            if (c == '\\' && !last && next == BACKTICK) {
                step.append(BACKTICK);
                at += 2;
            } else if (c == BACKTICK && next == '.') {
                return at + 1;
            } else if (c == BACKTICK && next == BACKTICK) {
                step.append(BACKTICK);
                at += 2;
            } else {
                step.append(c);
                at++;
            }
        }
        throw malformed(
                setting,
                text,
                "the backtick at character " + (open + 1) + " is not closed",
                "close it before a dot or the end");
    }

    private static MojoException malformed(@Nullable String setting, String text, String why, String fix) {
        String where = "'" + text + "'" + (setting == null ? "" : ", " + setting);
        return Problem.of(ConfigError.BAD_FIELD_PATH, "Malformed field path")
                .where(where)
                .why(why)
                .fix(fix);
    }

    /** The path as a person writes it; {@link #parse} reads it back. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(root.text());
        for (String step : steps) {
            boolean first = text.isEmpty();
            text.append(first ? "" : ".");
            if (!(first && step.charAt(0) == METADATA)
                    && step.indexOf('.') < 0
                    && step.indexOf(BACKTICK) < 0
                    && step.equals(step.trim())) {
                text.append(step);
            } else {
                text.append(BACKTICK).append(step.replace("`", "``")).append(BACKTICK);
            }
        }
        return text.toString();
    }
}
