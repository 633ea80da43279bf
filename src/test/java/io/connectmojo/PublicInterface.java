package io.connectmojo;

import static java.util.stream.Collectors.joining;

import io.connectmojo.config.SettingsDefinition;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.RecordError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What other people's configurations, programs and dashboards rely on, one line each: settings, error codes, outputs, metrics, commands,
 * the operator's settings and class names. Settings and codes are read from the code, the rest from the reference pages, which other tests
 * compare with the code.
 */
final class PublicInterface {
    private static final Pattern CHOICES = Pattern.compile("(one of |list of any of |.*, or one of )(.+)");
    private static final Pattern OPTION = Pattern.compile("^ +(?:-\\w, +)?(--[a-z-]+)");
    private static final Pattern CODE = Pattern.compile("<a id=\"([A-Z]\\d{3})\">");

    private final Set<String> lines = new TreeSet<>();

    private PublicInterface() {}

    /** Sorted. */
    static Set<String> lines() throws IOException {
        PublicInterface all = new PublicInterface();
        all.settings("setting", SettingsDefinition.DEFINITION);
        all.settings("setting of the predicate", FieldMatches.CONFIG_DEF);
        all.codes();
        all.classes("Transformation", "transforms.Transformation");
        all.classes("Predicate", "transforms.predicates.Predicate");
        all.outputs();
        all.metrics();
        all.operatorSettings();
        all.commands();
        all.announcement();
        return all.lines;
    }

    /** A choice more is a line more; another default or range changes the line. */
    private void settings(String what, ConfigDef definition) {
        for (ConfigDef.ConfigKey key : definition.configKeys().values()) {
            String allowed = key.validator == null ? "" : key.validator.toString();
            Matcher choices = CHOICES.matcher(allowed);
            String name = what + " " + key.name;
            if (choices.matches()) {
                for (String choice : choices.group(2).split(", ")) {
                    lines.add(name + " takes " + choice);
                }
                allowed = "";
            }
            Object byDefault = key.defaultValue == null ? "none" : "'" + key.defaultValue + "'";
            lines.add(name + ": " + key.type.name().toLowerCase(Locale.ROOT) + ", default " + byDefault
                    + (allowed.isEmpty() ? "" : ", " + allowed));
        }
    }

    private void codes() throws IOException {
        for (ErrorCode[] codes : List.of(ConfigError.values(), ModelError.values(), RecordError.values())) {
            Arrays.stream(codes).forEach(code -> lines.add("error MOJO-" + code.id()));
        }
        CODE.matcher(part("docs/command-line.md", "codes"))
                .results()
                .forEach(code -> lines.add("error of the command MOJO-" + code.group(1)));
    }

    private void classes(String kind, String service) throws IOException {
        Path file = Path.of("src/main/resources/META-INF/services/org.apache.kafka.connect." + service);
        Files.readAllLines(file).forEach(name -> lines.add("class " + name + " is a " + kind));
    }

    /** Which fields a setting adds to records of a category, in their order. */
    private void outputs() throws IOException {
        String category = "";
        for (String line : part("docs/outputs.md", "outputs").lines().toList()) {
            if (line.startsWith("### ")) {
                category = line.substring(4);
            } else if (line.startsWith("| ")
                    && !line.startsWith("| setting ")
                    && !line.startsWith("| all outputs together")) {
                List<String> cells = cells(line);
                output(category, cells.get(0), "flat", cells.get(1));
                output(category, cells.get(0), "nested", cells.get(2));
            }
        }
    }

    private void output(String category, String setting, String layout, String fields) {
        if (!fields.startsWith("[MOJO-")) {
            lines.add("output " + category + ", " + layout + ", " + setting + ": " + fields);
        }
    }

    private void metrics() throws IOException {
        for (List<String> row : rows(part("docs/monitoring.md", "metrics"))) {
            String name = row.get(0).replaceFirst("<a [^>]*></a>", "");
            lines.add("metric " + name + ": " + row.get(2) + (row.get(1).isEmpty() ? "" : ", tags " + row.get(1)));
        }
    }

    private void operatorSettings() throws IOException {
        for (List<String> row : rows(section("docs/security.md", "## Settings of the operator"))) {
            lines.add("setting of the operator " + row.get(0) + ", " + row.get(1));
        }
    }

    private void commands() throws IOException {
        String command = "";
        for (String line : part("docs/command-line.md", "help").lines().toList()) {
            Matcher option = OPTION.matcher(line);
            if (line.startsWith("### ")) {
                command = line.substring(4).replace(" --help", "");
                lines.add("command " + command);
            } else if (option.find()) {
                lines.add("command " + command + " takes " + option.group(1));
            }
        }
        rows(part("docs/command-line.md", "exit codes")).forEach(row -> lines.add("exit code " + row.get(0)));
    }

    private void announcement() throws IOException {
        for (List<String> row : rows(section("docs/delivery.md", "An announcement has these members."))) {
            Stream.of(row.get(0).split(", ")).forEach(member -> lines.add("announcement has " + member));
        }
    }

    /** What stands between the marker lines of a generated part. */
    private static String part(String page, String name) throws IOException {
        return between(page, "<!-- begin " + name + " -->", "<!-- end " + name + " -->");
    }

    /** What follows the beginning, to the next heading. */
    private static String section(String page, String begin) throws IOException {
        return between(page, begin, "\n## ");
    }

    private static String between(String page, String begin, String end) throws IOException {
        String text = Files.readString(Path.of(page));
        int from = text.indexOf(begin);
        int to = text.indexOf(end, from + begin.length());
        if (from < 0 || to < 0) {
            throw new IllegalStateException(page + " has no part from '" + begin + "' to '" + end + "'");
        }
        return text.substring(from + begin.length(), to);
    }

    /** Of the tables, without their heads. */
    private static List<List<String>> rows(String text) {
        return Pattern.compile("(?m)^(?!.*\\|\n\\|---)\\| (.+) \\|$")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(PublicInterface::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.length() - 1).split("(?<!\\\\)\\|"))
                .map(String::strip)
                .toList();
    }

    /** As a file holds them. */
    static String text(Set<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(joining());
    }
}
