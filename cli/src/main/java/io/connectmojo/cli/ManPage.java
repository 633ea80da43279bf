package io.connectmojo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of all commands as one page for {@code man}, in the macros of man(7). */
final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    /** @param version of the command */
    static String of(CommandSpec root, String version) {
        ManPage made = new ManPage();
        made.page.append(".TH MOJO 1 \"\" \"").append(escaped(version)).append("\" \"H2O models in Kafka Connect\"\n");
        made.heading("NAME");
        made.text("mojo - " + firstLower(String.join(" ", root.usageMessage().description())));
        made.heading("SYNOPSIS");
        made.text("mojo COMMAND [OPTIONS]");
        made.heading("COMMANDS");
        made.commands(root, "mojo");
        made.heading("EXIT STATUS");
        for (ExitCode code : ExitCode.values()) {
            made.item(Integer.toString(code.number()), code.meaning());
        }
        made.heading("ENVIRONMENT");
        made.item("MOJO_OPTS", "options of the Java machine");
        made.item("NO_COLOR", "switches colours off");
        return made.page.toString();
    }

    private static String firstLower(String text) {
        return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private void commands(CommandSpec parent, String prefix) {
        for (Map.Entry<String, CommandLine> entry : parent.subcommands().entrySet()) {
            CommandSpec spec = entry.getValue().getCommandSpec();
            String name = prefix + " " + entry.getKey();
            page.append(".SS ").append(escaped(name)).append('\n');
            Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
            text(help.synopsis(0).strip().replaceAll("\\s+", " "));
            page.append(".PP\n");
            text(String.join(" ", spec.usageMessage().description()));
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                item(parameter.paramLabel(), String.join(" ", parameter.description()));
            }
            for (OptionSpec option : spec.options()) {
                String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
                item(String.join(", ", option.names()) + label, String.join(" ", option.description()));
            }
            footer(spec.usageMessage().footer());
            commands(spec, name);
        }
    }

    /** Sentences, and examples as they stand. */
    private void footer(String[] lines) {
        List<String> examples = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("  ")) {
                examples.add(line);
            } else if (!line.isBlank()) {
                page.append(".PP\n");
                text(line);
            }
        }
        if (!examples.isEmpty()) {
            page.append(".nf\n");
            examples.forEach(this::text);
            page.append(".fi\n");
        }
    }

    private void heading(String name) {
        page.append(".SH ").append(name).append('\n');
    }

    private void item(String term, String text) {
        page.append(".TP\n.B ").append(escaped(term)).append('\n');
        text(text);
    }

    private void text(String text) {
        page.append(escaped(text)).append('\n');
    }

    /** A dot or an apostrophe at the start of a line would be a request. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("\"", "\\(dq")
                .replace("\n", " ");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
