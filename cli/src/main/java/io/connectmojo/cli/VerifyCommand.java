package io.connectmojo.cli;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.OutputPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mojo verify}: proves that stored predictions are those of their models. */
@Command(
        name = "verify",
        description =
                "Scores stored records again, and says which predictions are not, bit for bit, those of their models.",
        footer = {
            "",
            "Input: the records that the connector has written, one per line, as for mojo score. With output.include=model"
                    + " each record says which model scored it; without it, that is the model of the configuration.",
            "",
            "Prints one line for each record that is not verified, then a summary. Exit code 0: every prediction is that of"
                    + " its model.",
            "",
            "Examples:",
            "  mojo verify --config connector.json --input scored.jsonl",
            "  mojo verify --config connector.json --input scored.jsonl --models archive --json",
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int LOOK_EVERY = 256;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ConnectorOptions options;

    @Mixin
    private TopicOptions topic;

    @Option(
            names = "--input",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "The scored records; - is standard input. Default: ${DEFAULT-VALUE}.")
    private String input;

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            description = "A folder with zips of models, also in folders of it: those that records name.")
    private Path models;

    @Option(names = "--json", description = "Prints the summary as one JSON object.")
    private boolean json;

    @Option(
            names = "--problems",
            defaultValue = "100",
            paramLabel = "N",
            description = "Number of records to print; further ones are only counted. Default: ${DEFAULT-VALUE}.")
    private long mostProblems;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (mostProblems < 0) {
            throw new ParameterException(spec.commandLine(), "--problems takes 0 or more");
        }
        ConnectorFile connector = options.connector();
        String alias = connector.alias(options.alias());
        MojoScorerConfig config = new MojoScorerConfig(connector.settings(alias));
        StoredRecords reader = new StoredRecords(connector, alias, config);
        if (reader.note() != null) {
            terminal.say("note: " + reader.note());
        }
        boolean stamped = config.outputOptions().parts().contains(OutputPart.MODEL);
        boolean csv = SampleFields.isCsv(input) && !config.inputFormat().name().equals("DELIMITED");
        VerifyReport report = new VerifyReport(
                mostProblems, json ? terminal::say : line -> terminal.out().println(line));
        try (StampedModels found = new StampedModels(models, topic, terminal);
                RecordInput records = RecordInput.open(input, csv, SampleRun.MAX_LINE, terminal)) {
            Object first = records.next();
            if (first == null) {
                throw Problem.of(CommandError.UNREADABLE, "There is no record to verify")
                        .where(input)
                        .why("it is empty")
                        .fix("give the records that the connector has written");
            }
            try (Rescorers rescorers = new Rescorers(connector, alias, found, reader.cellsBeyond(first))) {
                openOwn(rescorers, stamped);
                run(
                        new VerifyRun(reader, rescorers, config.outputOptions().field(), stamped, report),
                        first,
                        records,
                        report);
            }
        }
        int ok = terminal.answer(json, report.json(), report.lines());
        return report.isProof() ? ok : ExitCode.DATA.number();
    }

    /** Where records name their models, the configuration's own may be a path of the worker that is not here. */
    private void openOwn(Rescorers rescorers, boolean stamped) {
        boolean others = models != null || topic.areGiven();
        try {
            rescorers.own();
        } catch (MojoException problem) {
            if (!stamped || !others) {
                throw problem;
            }
        }
    }

    private void run(VerifyRun run, Object first, RecordInput records, VerifyReport report) {
        Progress progress = new Progress(terminal);
        Object line = first;
        boolean more = true;
        while (more) {
            try {
                if (line != null) {
                    run.verify(line, records.number());
                }
                line = records.next();
                more = line != null;
            } catch (MojoException problem) {
                if (problem.code() == CommandError.UNREADABLE) {
                    throw problem;
                }
                progress.clear();
                report.unread(records.number(), problem.firstLine());
                line = null;
            }
            if (records.number() % LOOK_EVERY == 0) {
                progress.at(report.records(), records.bytesRead(), records.size());
            }
        }
        progress.clear();
    }
}
