package io.connectmojo.row.coerce;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;

/** How an item of {@code input.types} is written: bars divide, backticks enclose. */
final class TypeText {
    private TypeText() {}

    /** Place of the last bar that no pair of one of the quotes encloses; -1 when there is none. */
    static int lastBar(String text, char... quotes) {
        int last = -1;
        char open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open != 0) {
                open = c == open ? 0 : open;
            } else if (c == '|') {
                last = i;
            } else {
                for (char quote : quotes) {
                    open = c == quote ? quote : open;
                }
            }
        }
        return last;
    }

    /** The text without blanks around it and without the backticks that enclose it. */
    static String bare(String enclosed) {
        String text = enclosed.trim();
        return text.length() >= 2 && text.startsWith("`") && text.endsWith("`")
                ? text.substring(1, text.length() - 1).replace("``", "`")
                : text;
    }

    /** C014 for an item that cannot be read. */
    static MojoException malformed(String column, String why, String fix) {
        return Problem.of(ConfigError.COLUMN_TYPE, "malformed type")
                .where("column '" + column + "', input.types")
                .why(why)
                .fix(fix);
    }
}
