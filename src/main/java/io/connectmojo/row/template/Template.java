package io.connectmojo.row.template;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting with placeholders, such as {@code /opt/models/{value.region}.zip}. A record gives a text for each of them. Knows no
 * record; immutable.
 */
public final class Template {
    /** Stands between the texts of several placeholders: no text has it. */
    static final char SEPARATOR = '/';

    private final String written;

    /** What stands around the placeholders: one more than there are of them. */
    private final List<String> literals;

    private final List<Placeholder> placeholders;

    private Template(String written, List<String> literals, List<Placeholder> placeholders) {
        this.written = written;
        this.literals = List.copyOf(literals);
        this.placeholders = List.copyOf(placeholders);
    }

    /** Whether a setting has placeholders: a brace opens nothing else. */
    public static boolean hasPlaceholders(String text) {
        return text.indexOf('{') >= 0;
    }

    /**
     * Parses a setting.
     *
     * @param setting its name, for messages
     * @throws MojoException C030 when a placeholder is malformed
     */
    public static Template parse(String setting, String text) {
        List<String> literals = new ArrayList<>();
        List<Placeholder> placeholders = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = close(setting, text, open);
            literals.add(text.substring(at, open));
            placeholders.add(Placeholder.parse(setting, text.substring(open + 1, close)));
            at = close + 1;
        }
        literals.add(text.substring(at));
        return new Template(text, literals, placeholders);
    }

    /** The brace that closes; one between backticks is part of a name. */
    private static int close(String setting, String text, int open) {
        boolean quoted = false;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '`') {
                quoted = !quoted;
            } else if (c == '}' && !quoted) {
                return i;
            }
        }
        throw Problem.of(ConfigError.TEMPLATE, "The setting has a malformed placeholder")
                .where(setting)
                .why("the brace at character " + (open + 1) + " is not closed")
                .fix("close it with }");
    }

    List<Placeholder> placeholders() {
        return placeholders;
    }

    /** What stands around the placeholders, in one text. */
    public String literals() {
        return String.join("", literals);
    }

    /** What stands before the first placeholder. */
    public String head() {
        return literals.get(0);
    }

    /** The setting with the texts that {@link TemplateReader#text} has read from a record. */
    public String with(String texts) {
        StringBuilder filled = new StringBuilder(head());
        int at = 0;
        for (int i = 1; i < literals.size(); i++) {
            int end = i + 1 == literals.size() ? texts.length() : texts.indexOf(SEPARATOR, at);
            filled.append(texts, at, end).append(literals.get(i));
            at = end + 1;
        }
        return filled.toString();
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return written;
    }
}
