package io.connectmojo.docs;

import java.nio.file.Path;

/**
 * A command, a configuration, or another piece of code on a page.
 *
 * @param line from 1, where the text begins
 * @param language of the fence, {@code sh} for each command of it; inline, {@code sh}, {@code json} or {@code http}. Empty for a block
 *     that does not say it
 * @param inline whether it stands in a sentence or table
 * @param part the generated part of the page that holds it, or empty
 * @param text without the fence and its indentation; a command in one line, whatever the page has
 */
public record PageItem(Path page, int line, String language, boolean inline, String part, String text) {
    boolean isOn(String name) {
        return page.equals(Path.of(name));
    }

    boolean isCommand() {
        return language.equals("sh");
    }

    boolean isIn(String otherLanguage) {
        return language.equals(otherLanguage);
    }

    /** Page, line and the beginning of the text. */
    @Override
    public String toString() {
        String first = text.lines().findFirst().orElse("");
        return page + ":" + line + ": " + (first.length() > 80 ? first.substring(0, 80) + "…" : first);
    }
}
