package io.connectmojo.cli;

import io.connectmojo.config.UnknownSettings;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mojo validate}: says what a worker would say to a connector, and tries its model and a sample. */
@Command(
        name = "validate",
        description = "Checks a connector like a worker: every setting, then the model, then a sample of records.",
        footer = {
            "",
            "Prints one problem per line to standard output, with the text of the worker. Does not check the connector's own"
                    + " settings or the transforms of other plugins.",
            "",
            "Examples:",
            "  mojo validate --config connector.json",
            "  mojo validate --config connector.json --model house-prices.zip --sample houses.jsonl",
        })
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ConnectorOptions options;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description = "Records in the format of mojo score; every one must be scored.")
    private String sample;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ConnectorFile connector = options.connector();
        List<WorkerCheck.Finding> findings = WorkerCheck.findings(connector);
        List<WorkerCheck.Finding> problems =
                findings.stream().filter(WorkerCheck.Finding::certain).toList();
        problems.forEach(terminal.out()::println);
        terminal.out().flush();
        findings.stream()
                .filter(finding -> !finding.certain())
                .forEach(finding -> terminal.say("not checked: " + finding));
        if (problems.isEmpty() && connector.scoring().isEmpty()) {
            throw connector.withoutScorer();
        }
        List<String> aliases =
                options.alias() == null ? connector.scoring() : List.of(connector.alias(options.alias()));
        if (!problems.isEmpty()) {
            // without a problem the transform itself is configured below, and says it
            for (String alias : aliases) {
                UnknownSettings.messages(connector.settings(alias).keySet())
                        .forEach(line -> terminal.say("warning: transforms." + alias + ": " + line));
            }
            return ExitCode.CONFIG.number();
        }
        for (String alias : aliases) {
            int exit = tryOut(connector, alias);
            if (exit != ExitCode.OK.number()) {
                return exit;
            }
        }
        terminal.say("no problem found");
        return ExitCode.OK.number();
    }

    /** What validation on a worker leaves to the start of a task. */
    private int tryOut(ConnectorFile connector, String alias) throws IOException {
        try (OfflineTransform transform = OfflineTransform.open(connector, alias)) {
            if (sample == null) {
                return ExitCode.OK.number();
            }
            try (RecordInput records =
                    RecordInput.open(sample, transform.wantsCsv(sample), SampleRun.MAX_LINE, terminal)) {
                ScoreSummary summary = SampleRun.of(transform, records, terminal.out()::println);
                terminal.out().flush();
                summary.tell(terminal, transform.columns(), false);
                return (summary.refused() == 0 ? ExitCode.OK : ExitCode.DATA).number();
            }
        } catch (ConfigException e) {
            problem("transforms." + alias, e.getMessage());
            return ExitCode.CONFIG.number();
        } catch (MojoException e) {
            problem("transforms." + alias, e.getMessage());
            return ExitCode.of(e.code()).number();
        }
    }

    private void problem(String where, String message) {
        terminal.out().println(where + ": " + message);
        terminal.out().flush();
    }
}
