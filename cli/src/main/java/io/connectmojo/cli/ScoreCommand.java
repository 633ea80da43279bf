package io.connectmojo.cli;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mojo score}: scores the records of a file as the connector would. */
@Command(
        name = "score",
        description = "Scores records like the connector, and prints them like Kafka's file sink.",
        footer = {
            "",
            "Input: one record per line; the connector's converter reads it. A file whose name ends in .csv has a header; its"
                    + " cells are texts, and an empty cell is null.",
            "",
            "Examples:",
            "  mojo score --config connector.json --input houses.jsonl",
            "  mojo score --config connector.json --model house-prices.zip --input houses.csv --json",
            "  mojo score --config connector.json --input houses.csv --explain",
            "  mojo score --config connector.json --input houses.jsonl --diff",
            "  kcat -C -t houses -e | mojo score --config connector.json --input - --output scored.jsonl",
        })
final class ScoreCommand implements Callable<Integer> {
    private static final int MAX_LENGTH = 1 << 30;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ConnectorOptions options;

    @Option(
            names = "--input",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "The records; - is standard input. Default: ${DEFAULT-VALUE}.")
    private String input;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file for the scored records; - is standard output. Default: -.")
    private String output;

    @Option(names = "--json", description = "Prints Structs and Maps as JSON, too, and shows headers.")
    private boolean json;

    @Option(
            names = "--explain",
            arity = "0..1",
            fallbackValue = "3",
            paramLabel = "K",
            description =
                    "Prints, instead of each record, its prediction and the K main reasons for it: column, value and"
                            + " contribution to the raw score. K is 3 when it is left out.")
    private Integer reasons;

    @Option(
            names = "--diff",
            description =
                    "Prints, instead of each record, the fields and headers that are new (+), changed (~) or gone (-).")
    private boolean diff;

    @Option(
            names = "--max-line",
            defaultValue = "16777216",
            paramLabel = "BYTES",
            description = "Maximum length of a line. Default: ${DEFAULT-VALUE}.")
    private int longest;

    @Option(
            names = "--problems",
            defaultValue = "100",
            paramLabel = "N",
            description = "Number of problems to print; further ones are only counted. Default: ${DEFAULT-VALUE}.")
    private long mostProblems;

    ScoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (longest < 1 || longest > MAX_LENGTH || mostProblems < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--max-line takes 1 to " + MAX_LENGTH + " bytes, and --problems 0 or more");
        }
        if (reasons != null && reasons < 1) {
            throw new ParameterException(spec.commandLine(), "--explain takes 1 or more reasons");
        }
        if (reasons != null && diff) {
            throw new ParameterException(spec.commandLine(), "--explain and --diff exclude each other");
        }
        ConnectorFile connector = options.connector();
        String alias = connector.alias(options.alias());
        connector.aliases().stream()
                .filter(other -> !other.equals(alias))
                .forEach(other -> terminal.say("note: the transform '" + other + "' is not applied"));
        try (OfflineTransform transform = OfflineTransform.open(connector, alias, settings(connector, alias));
                RecordInput records = RecordInput.open(input, transform.wantsCsv(input), longest, terminal)) {
            if (transform.note() != null) {
                terminal.say("note: " + transform.note());
            }
            if (output == null || output.equals("-")) {
                return run(transform, records, printer(connector, alias, terminal.out()), terminal.out());
            }
            try (PrintStream file = file(connector.modelPath(alias))) {
                return run(transform, records, printer(connector, alias, file), file);
            }
        }
    }

    /** The reasons come in headers, so that the record itself still says what it came with. */
    private Map<String, String> settings(ConnectorFile connector, String alias) {
        Map<String, String> settings = connector.settings(alias);
        if (reasons != null) {
            settings.put("output.include", "contributions");
            settings.put("output.contributions.top", reasons.toString());
            settings.put("output.destination", "headers");
            settings.put("output.layout", "flat");
            settings.put("output.existing", "replace");
            settings.put("on.error", "fail");
            settings.remove("output.parent");
            settings.remove("output.contributions.class");
            settings.remove("output.contributions.min.score");
        }
        return settings;
    }

    private RecordOutput printer(ConnectorFile connector, String alias, PrintStream out) {
        if (diff) {
            return new DiffOutput(out, json, terminal, out == terminal.out());
        }
        if (reasons == null) {
            return new ScoredOutput(out, json);
        }
        Map<String, String> settings = settings(connector, alias);
        MojoScorerConfig config = new MojoScorerConfig(settings);
        return new ExplainedOutput(
                out,
                json,
                reasons,
                settings.getOrDefault("output.field", "prediction"),
                new ColumnValues(config.fields(), config.root()),
                line -> out == terminal.out() ? terminal.bold(line) : line);
    }

    private PrintStream file(Path model) {
        try {
            Path path = Path.of(output);
            if (Files.isDirectory(path)) {
                throw notWritable("it is a directory");
            }
            requireOther(path, Path.of(input.equals("-") ? "/dev/stdin" : input), "the input");
            requireOther(path, options.config(), "the connector's configuration");
            if (model != null) {
                requireOther(path, model, "the model");
            }
            return DataStream.to(path);
        } catch (IOException | InvalidPathException e) {
            throw notWritable("it cannot be opened");
        }
    }

    private void requireOther(Path path, Path read, String what) throws IOException {
        if (Files.isRegularFile(path) && Files.exists(read) && Files.isSameFile(path, read)) {
            throw notWritable("it is " + what + " itself, which would be lost");
        }
    }

    private MojoException notWritable(String why) {
        return Problem.of(CommandError.NOT_WRITABLE, "The output cannot be written")
                .where(output)
                .why(why)
                .fix("name another file, in a folder that you may write to");
    }

    private int run(OfflineTransform transform, RecordInput records, RecordOutput printer, PrintStream out) {
        ScoreSummary summary = new ScoreSummary();
        boolean whole;
        Thread interrupted = new Thread(() -> {
            out.flush();
            summary.tell(terminal, transform.columns(), true);
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            whole = new ScoreRun(transform, records, printer, summary, terminal, mostProblems).run();
            out.flush();
        } finally {
            forget(interrupted);
        }
        summary.tell(terminal, transform.columns(), !whole);
        DataStream.finish(out);
        return (summary.refused() == 0 ? ExitCode.OK : ExitCode.DATA).number();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook tells the summary
        }
    }
}
