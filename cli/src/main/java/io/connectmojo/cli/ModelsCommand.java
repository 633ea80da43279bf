package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mojo models}: what is published, and what is to become of it. */
@Command(
        name = "models",
        description = "Shows the models on a topic, and changes which version serves.",
        footer = {
            "",
            "Examples:",
            "  mojo models list --bootstrap-server broker:9092",
            "  mojo models rollback house-prices --bootstrap-server broker:9092"
        })
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    static CommandLine commandLine(Terminal terminal) {
        CommandLine models = new CommandLine(new ModelsCommand());
        models.addSubcommand(new Listing(terminal));
        models.addSubcommand(new Show(terminal));
        models.addSubcommand(new RollbackCommand(terminal));
        models.addSubcommand(new WithdrawCommand(terminal));
        models.addSubcommand(new FetchCommand(terminal));
        return models;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: list, show, rollback, withdraw or fetch");
    }

    /** {@code mojo models list}. */
    @Command(
            name = "list",
            description = "Prints the last version of each model.",
            footer = {"", "Examples:", "  mojo models list --bootstrap-server broker:9092 --json | jq '.[].name'"})
    static final class Listing implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private CommonOptions common;

        @Mixin
        private TopicOptions options;

        @Option(names = "--json", description = "Prints a JSON array.")
        private boolean json;

        Listing(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (ModelLog log = ModelLog.read(options)) {
                return terminal.answer(
                        json, AnnouncementJson.last(log.last()), ModelTable.ofNames(terminal, log.last()));
            }
        }
    }

    /** {@code mojo models show}. */
    @Command(
            name = "show",
            description = "Prints the versions of a model, the newest first.",
            footer = {"", "Examples:", "  mojo models show house-prices --bootstrap-server broker:9092"})
    static final class Show implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private CommonOptions common;

        @Mixin
        private TopicOptions options;

        @Parameters(paramLabel = "NAME", description = "The model's name.")
        private String name;

        @Option(names = "--json", description = "Prints one JSON object.")
        private boolean json;

        Show(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (ModelLog log = ModelLog.read(options)) {
                Announcement announcement = log.announced(name);
                List<Announcement> history = log.history(name);
                return terminal.answer(
                        json,
                        AnnouncementJson.withHistory(announcement, history),
                        ModelTable.ofVersions(terminal, history));
            }
        }
    }
}
