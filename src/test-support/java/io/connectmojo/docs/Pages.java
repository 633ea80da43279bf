package io.connectmojo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All code on the pages of the repository: fenced and indented blocks, and commands, requests and JSON in sentences and tables. */
public final class Pages {
    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
    private static final Pattern MARKER = Pattern.compile("<!-- (begin|end) (.+) -->");
    private static final Pattern SPAN = Pattern.compile("(?<!`)`([^`]+)`(?!`)");
    private static final Pattern COMMAND = Pattern.compile(
            "(\\w+=\\S+ )?(mvn|java|curl|kcat|psql|docker|kubectl|helm|promtool|jconsole|sha256sum|source|autoload) .+"
                    + "|(bin/)?mojo \\S.*|\\S*bin/\\S+\\.sh .+");
    private static final Pattern REQUEST = Pattern.compile("(GET|PUT|POST|PATCH|DELETE) /\\S*");
    private static final Pattern JSON = Pattern.compile("\\{\".+|\"[\\w.]+\": .+");
    private static final List<String> NO_PAGES = List.of("target", "node_modules");

    private Pages() {}

    /** Of all pages, in their order. */
    public static List<PageItem> items() {
        return all().stream()
                .flatMap(page -> new Reading(page).items().stream())
                .toList();
    }

    /** Every Markdown file of the repository. */
    static List<Path> all() {
        List<Path> pages = new ArrayList<>();
        collect(Path.of(""), pages);
        return pages;
    }

    private static void collect(Path folder, List<Path> into) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    into.add(file);
                } else if (Files.isDirectory(file) && !name.startsWith(".") && !NO_PAGES.contains(name)) {
                    collect(file, into);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One page from top to bottom. */
    private static final class Reading {
        private final Path page;
        private final List<String> lines;
        private final List<PageItem> items = new ArrayList<>();
        private String part = "";
        private int at;

        Reading(Path page) {
            this.page = page;
            try {
                lines = Files.readAllLines(page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<PageItem> items() {
            for (; at < lines.size(); at++) {
                Matcher marker = MARKER.matcher(lines.get(at));
                Matcher fence = FENCE.matcher(lines.get(at));
                if (marker.matches()) {
                    part = marker.group(1).equals("begin") ? marker.group(2) : "";
                } else if (fence.matches()) {
                    fenced(fence.group(1), fence.group(2));
                } else if (isIndented()) {
                    add(at, "", false, lines.get(at).strip());
                } else if (part.isEmpty()) {
                    spans(lines.get(at));
                }
            }
            return items;
        }

        private boolean isEnd(String indent) {
            if (at == lines.size()) {
                throw new IllegalStateException(page + " ends within a block of code");
            }
            return lines.get(at).startsWith(indent + "```");
        }

        private void fenced(String indent, String language) {
            int begin = ++at;
            StringBuilder text = new StringBuilder();
            for (; !isEnd(indent); at++) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(lines.get(at)
                                .substring(
                                        Math.min(indent.length(), lines.get(at).length())));
            }
            if (language.equals("sh")) {
                commands(begin, text.toString());
            } else {
                add(begin, language, false, text.toString());
            }
            if (!part.isEmpty()) {
                examples(begin, text.toString());
            }
        }

        /** One command a line; a backslash at its end continues it. */
        private void commands(int begin, String text) {
            int line = begin;
            for (String command : text.split("(?<!\\\\)\n")) {
                add(line, "sh", false, command.replaceAll("\\\\\n\\s*", ""));
                line += command.split("\n").length;
            }
        }

        /** The examples in the help of a command, and what it says to run before them. */
        private void examples(int begin, String help) {
            List<String> all = help.lines().toList();
            int from = all.indexOf("Examples:");
            for (int i = 0; i < all.size(); i++) {
                if (from >= 0 && i > from || all.get(i).startsWith("  openssl ")) {
                    add(begin + i, "sh", false, all.get(i).strip());
                }
            }
        }

        /** A block of code that has no fence: behind a blank line, or one like it, and further in than text and lists go. */
        private boolean isIndented() {
            String line = lines.get(at);
            boolean behind =
                    at > 0 && (lines.get(at - 1).isBlank() || lines.get(at - 1).startsWith("    "));
            return line.startsWith("    ") && !line.isBlank() && behind;
        }

        private void spans(String line) {
            for (MatchResult span : SPAN.matcher(line).results().toList()) {
                String text = span.group(1);
                if (COMMAND.matcher(text).matches()) {
                    add(at, "sh", true, text);
                } else if (REQUEST.matcher(text).matches()) {
                    add(at, "http", true, text);
                } else if (JSON.matcher(text).matches()) {
                    add(at, "json", true, text);
                }
            }
        }

        private void add(int index, String language, boolean inline, String text) {
            items.add(new PageItem(page, index + 1, language, inline, part, text));
        }
    }
}
