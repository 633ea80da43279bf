package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** Writes HTML. What is not markup goes through {@link #escaped}; names from a model are cut and keep their direction to themselves. */
final class Html {
    private static final int MAX_NAME = 120;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?(e[+-][0-9]+)?( %)?");

    private final StringBuilder page = new StringBuilder(1 << 16);
    private int charts;

    /** Markup, which this package wrote. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    Html text(String text) {
        page.append(escaped(text));
        return this;
    }

    /** A name from outside. */
    Html name(String name) {
        page.append("<bdi>").append(escaped(cut(name))).append("</bdi>");
        return this;
    }

    Html paragraph(String text) {
        return raw("<p>").text(text).raw("</p>\n");
    }

    /** Begins a section, which {@code raw("</section>")} ends. */
    Html section(String id, String title) {
        return raw("<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\">\n<h2 id=\"" + id + "-title\">")
                .text(title)
                .raw("</h2>\n");
    }

    Html end() {
        return raw("</section>\n");
    }

    /**
     * A table that scrolls alone where it is too wide.
     *
     * @param caption what it shows
     * @param rows the first cell of each is its heading
     */
    Html table(String caption, List<String> heads, List<List<String>> rows) {
        raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(caption)
                .raw("\">\n<table><caption>");
        text(caption).raw("</caption>\n<thead><tr>");
        for (String head : heads) {
            raw("<th scope=\"col\">").name(head).raw("</th>");
        }
        raw("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            raw("<tr><th scope=\"row\">").name(row.get(0)).raw("</th>");
            for (String cell : row.subList(1, row.size())) {
                raw(isNumber(cell) ? "<td class=\"n\">" : "<td>").name(cell).raw("</td>");
            }
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /**
     * A chart with the figures behind it.
     *
     * @param alternative what somebody hears who does not see it
     * @param spec of {@link Charts}
     */
    Html chart(String title, String alternative, JsonNode spec, List<String> heads, List<List<String>> rows) {
        charts++;
        raw("<figure class=\"chart\" id=\"chart-" + charts + "\">\n<figcaption>")
                .name(title)
                .raw("</figcaption>\n");
        raw("<div class=\"plot\" role=\"img\" aria-label=\"")
                .text(cut(alternative))
                .raw("\"></div>\n");
        json(spec);
        raw("<details><summary>Figures<span class=\"hidden\"> of ").name(title).raw("</span></summary>\n");
        table(title, heads, rows);
        return raw("</details>\n</figure>\n");
    }

    /** Data for the script of the page. */
    Html json(JsonNode data) {
        return raw("<script type=\"application/json\">" + data.toString().replace("<", "\\u003c") + "</script>\n");
    }

    /** A name as pages show it. */
    static String cut(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= MAX_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME - 1)) + "… (" + length + " characters)";
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' || isLonely(text, i) ? '\ufffd' : c);
            }
        }
        return escaped.toString();
    }

    /** Half of a character that takes two. */
    private static boolean isLonely(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c) && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))
                || Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
