package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code mojo}. A mistake of its user is one line on standard error and an {@link ExitCode}, never a stack
 * trace.
 */
@Command(
        name = "mojo",
        description =
                "Inspects H2O MOJOs, runs the MojoScorer of a connector without a worker, and publishes models to workers.",
        versionProvider = VersionFacts.class,
        footer = {
            "",
            "Examples:",
            "  mojo inspect house-prices.zip",
            "  mojo init house-prices.zip --sample houses.jsonl > connector.json",
            "  mojo validate --config connector.json",
            "  mojo score --config connector.json --input houses.jsonl",
            "  mojo profile house-prices.zip --data houses.csv > house-prices.profile.json",
            "  mojo publish house-prices.zip --bootstrap-server broker:9092",
        })
public final class Mojo implements Runnable {
    /** Marks the verbose log of the transform; read when slf4j-simple starts. */
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @CommandLine.Option(
            names = "--version",
            versionHelp = true,
            description = "Prints the versions of the plugin, of what it reads and of what it was tested with.")
    private boolean version;

    private Mojo() {}

    /** Runs the command and ends the process. */
    public static void main(String[] args) {
        quietLogs(List.of(args).contains("-v") || List.of(args).contains("--verbose"));
        Terminal terminal = Terminal.ofProcess();
        int exit = run(terminal, args);
        try {
            DataStream.finish(terminal.out());
        } catch (MojoException notWritten) {
            exit = exit == ExitCode.OK.number() ? failed(terminal, notWritten, false) : exit;
        }
        System.exit(exit);
    }

    /** Runs the command in this process; returns its exit code. */
    static int run(Terminal terminal, String... args) {
        return commandLine(terminal).execute(args);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Mojo());
        line.addSubcommand(new InspectCommand(terminal));
        line.addSubcommand(new InitCommand(terminal));
        line.addSubcommand(new ValidateCommand(terminal));
        line.addSubcommand(new ScoreCommand(terminal));
        line.addSubcommand(new VerifyCommand(terminal));
        line.addSubcommand(new CompareCommand(terminal));
        line.addSubcommand(new ReportCommand(terminal));
        line.addSubcommand(new ProfileCommand(terminal));
        line.addSubcommand(new SignCommand(terminal));
        line.addSubcommand(new VerifySignatureCommand(terminal));
        line.addSubcommand(new PublishCommand(terminal));
        line.addSubcommand(ModelsCommand.commandLine(terminal));
        line.addSubcommand(new FeedCommand(terminal));
        line.addSubcommand(new DoctorCommand(terminal));
        line.addSubcommand(new Completion(terminal));
        line.addSubcommand(new Manual(terminal));
        line.setOut(new java.io.PrintWriter(terminal.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.outIsTerminal() && terminal.colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((problem, args) -> misused(terminal, problem));
        line.setExecutionExceptionHandler((problem, command, parsed) -> failed(terminal, problem, args(parsed)));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name a command: inspect, init, validate, score, publish or models");
    }

    private static boolean args(CommandLine.ParseResult parsed) {
        return parsed.originalArgs().contains("-v") || parsed.originalArgs().contains("--verbose");
    }

    private static int misused(Terminal terminal, ParameterException problem) {
        String name = problem.getCommandLine().getCommandSpec().qualifiedName();
        terminal.say("mojo: " + problem.getMessage().replace("\n", " "));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(
                problem, problem.getCommandLine().getErr())) {
            terminal.say("See '" + name + " --help'.");
        }
        return ExitCode.USAGE.number();
    }

    private static int failed(Terminal terminal, Throwable problem, boolean verbose) {
        terminal.out().flush();
        ExitCode exit = ExitCode.INTERNAL;
        if (problem instanceof MojoException known) {
            terminal.say(known.getMessage());
            exit = ExitCode.of(known.code());
        } else if (problem instanceof ConfigException) {
            terminal.say(problem.getMessage());
            exit = ExitCode.CONFIG;
        } else {
            terminal.say(Problem.of(CommandError.INTERNAL, "The command failed")
                    .why(String.valueOf(problem))
                    .fix("run it again with --verbose and report what it prints")
                    .getMessage());
        }
        if (verbose) {
            problem.printStackTrace(terminal.err());
        }
        return exit.number();
    }

    private static void quietLogs(boolean verbose) {
        System.setProperty(LOG_LEVEL, verbose ? "info" : "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.connectmojo", verbose ? "info" : "warn");
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
        System.setProperty("org.slf4j.simpleLogger.showLogName", "false");
        System.setProperty("org.slf4j.simpleLogger.showShortLogName", "false");
    }

    /** Prints a script that completes the command in bash, and in zsh through bashcompinit. */
    @Command(
            name = "completion",
            description = "Prints a completion script for bash and zsh.",
            footer = {"", "Examples:", "  source <(mojo completion)"})
    static final class Completion implements Runnable {
        private final Terminal terminal;

        @Spec
        private CommandSpec spec;

        @Mixin
        private CommonOptions common;

        Completion(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void run() {
            terminal.out().print(AutoComplete.bash("mojo", spec.root().commandLine()));
            terminal.out().print('\n');
            terminal.out().flush();
        }
    }

    /** Prints a page for {@code man}. */
    @Command(
            name = "man",
            description = "Prints a page for man, with all commands.",
            footer = {"", "Examples:", "  mojo man > mojo.1"})
    static final class Manual implements Runnable {
        private final Terminal terminal;

        @Spec
        private CommandSpec spec;

        @Mixin
        private CommonOptions common;

        Manual(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void run() {
            terminal.out().print(ManPage.of(spec.root(), VersionFacts.name()));
            terminal.out().flush();
        }
    }
}
