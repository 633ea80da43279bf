package io.connectmojo.row.match;

import java.util.Locale;

/** What relaxed matching compares of a name. */
final class RelaxedName {
    private RelaxedName() {}

    /** The name in lower case, without {@code _ - .} and blanks. */
    static String of(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != '.' && c != ' ') {
                kept.append(c);
            }
        }
        return kept.toString().toLowerCase(Locale.ROOT);
    }
}
