package io.connectmojo.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The grammar of list settings: items at commas outside backticks and parentheses, pairs at the first colon outside
 * backticks. A backtick pair encloses any name or value; a backtick inside is doubled.
 */
final class ListText {
    private ListText() {}

    /** Why a list setting cannot be read; the setting's name is added by whoever knows it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }

    /** The items as written, trimmed; none for blank text. */
    static List<String> items(String text) throws Malformed {
        List<String> items = new ArrayList<>();
        if (text.isBlank()) {
            return items;
        }
        int start = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            boolean last = i == text.length();
            if (c == '`' && !(quoted && i > 0 && text.charAt(i - 1) == '\\')) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            } else if (c == ',' && (last || !quoted && depth <= 0)) {
                String item = text.substring(start, i).trim();
                if (quoted || depth != 0) {
                    throw new Malformed((quoted ? "a backtick" : "a parenthesis") + " is not closed in '" + item + "'");
                }
                if (item.isEmpty()) {
                    throw new Malformed("item " + (items.size() + 1) + " is empty");
                }
                items.add(item);
                start = i + 1;
            }
        }
        return items;
    }

    /** The items as names without their backticks, each once. */
    static List<String> names(String text) throws Malformed {
        Set<String> names = new LinkedHashSet<>();
        for (String item : items(text)) {
            String name = unquote(item);
            if (!names.add(name)) {
                throw new Malformed("'" + name + "' is given twice");
            }
        }
        return List.copyOf(names);
    }

    /**
     * The items as pairs, each name once.
     *
     * @param rawValues whether the values keep their backticks, because they are field paths
     */
    static Map<String, String> pairs(String text, boolean rawValues) throws Malformed {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String item : items(text)) {
            int colon = colon(item);
            String name = colon < 0 ? "" : unquote(item.substring(0, colon).trim());
            String value = colon < 0 ? "" : item.substring(colon + 1).trim();
            if (name.isEmpty() || value.isEmpty()) {
                throw new Malformed("'" + item + "' is not of the form name:value");
            }
            if (pairs.put(name, rawValues ? value : unquote(value)) != null) {
                throw new Malformed("'" + name + "' is given twice");
            }
        }
        return pairs;
    }

    /** Where the first colon outside backticks is; -1 for none. */
    static int colon(String item) {
        boolean quoted = false;
        for (int i = 0; i < item.length(); i++) {
            if (item.charAt(i) == '`') {
                quoted = !quoted;
            } else if (item.charAt(i) == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** The item without the backticks that enclose it. */
    static String unquote(String item) {
        boolean enclosed = item.length() >= 2 && item.startsWith("`") && item.endsWith("`");
        return enclosed ? item.substring(1, item.length() - 1).replace("``", "`") : item;
    }
}
