package io.connectmojo.cli;

import io.connectmojo.cli.profile.ProfileMaker;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mojo profile}: what a model's data look like. */
@Command(
        name = "profile",
        description = "Prints the profile of a model: what its data look like, and what it predicts for them.",
        footer = {
            "",
            "Input: one record per line, as for mojo score. Put the output beside the model, under its name with .profile.json"
                    + " in place of .zip. The same data give the same bytes.",
            "",
            "Examples:",
            "  mojo profile house-prices.zip --data houses.csv > house-prices.profile.json",
            "  mojo profile churn.zip --data customers.jsonl --config connector.json --actual churned --no-rows",
        })
final class ProfileCommand implements Callable<Integer> {
    private static final int MAX_GOLDEN = 1000;
    private static final long MAX_PROBLEMS = 20;
    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private MappingOptions mapping;

    @Parameters(paramLabel = "MODEL", description = "The MOJO zip.")
    private Path model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "The rows: those that the model was trained on, or later ones; - is standard input.")
    private String data;

    @Option(
            names = "--actual",
            paramLabel = "FIELD",
            description =
                    "Path of the field that tells what really happened: adds quality, and calibration for intervals. By"
                            + " default the configuration's outcome.field.")
    private String actual;

    @Option(
            names = "--rows",
            defaultValue = "200",
            paramLabel = "N",
            description = "Number of golden rows, at most " + MAX_GOLDEN + ". Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--no-rows", description = "Leaves out the golden rows: rows are data.")
    private boolean noRows;

    @Option(
            names = "--created",
            paramLabel = "TIME",
            description = "The time that the profile tells, such as 2026-11-29T00:00:00Z. By default that of " + EPOCH
                    + ", else the last modification of the data file.")
    private String created;

    ProfileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (rows < 0 || rows > MAX_GOLDEN) {
            throw new ParameterException(spec.commandLine(), "--rows takes 0 to " + MAX_GOLDEN);
        }
        Optional<Instant> time = time();
        ConnectorFile connector = mapping.connector(model);
        String transformAlias = mapping.alias(connector);
        ProfileMaker[] maker = new ProfileMaker[1];
        try (OfflineTransform transform = OfflineTransform.observed(
                        connector,
                        transformAlias,
                        settings(connector, transformAlias, actual),
                        loaded -> maker[0] = new ProfileMaker(loaded, noRows ? 0 : rows));
                RecordInput records = RecordInput.open(data, transform.wantsCsv(data), SampleRun.MAX_LINE, terminal)) {
            if (mapping.config() != null && transform.note() != null) {
                terminal.say("note: " + transform.note());
            }
            ScoreSummary summary = new ScoreSummary();
            new ScoreRun(transform, records, RecordOutput.NONE, summary, terminal, MAX_PROBLEMS).run();
            summary.tell(terminal, transform.columns(), false);
            print(maker[0], time);
            return (summary.refused() == 0 ? ExitCode.OK : ExitCode.DATA).number();
        }
    }

    private void print(ProfileMaker maker, Optional<Instant> time) {
        if (maker.rows() == 0) {
            throw Problem.of(CommandError.UNREADABLE, "There is no row to make a profile of")
                    .where(data)
                    .why("no record was scored")
                    .fix("look at the messages above; --config maps fields to columns");
        }
        Profile profile = maker.profile(time);
        terminal.out().print(ProfileWriter.write(profile));
        terminal.out().flush();
    }

    /**
     * How records are read is the connector's; what is written is of no interest.
     *
     * @param actual path of the field with the outcome; null for the connector's
     */
    static Map<String, String> settings(ConnectorFile connector, String transformAlias, String actual) {
        Map<String, String> settings = connector.settings(transformAlias);
        settings.keySet()
                .removeIf(key -> key.startsWith("output.")
                        || key.startsWith("challenger.")
                        || key.startsWith("drift.")
                        || key.equals("model.max.shift")
                        || key.equals("model.reload.interval.ms"));
        settings.put("model.profile", "none");
        settings.put("output.destination", "headers");
        settings.put("output.existing", "replace");
        settings.put("on.error", "fail");
        if (actual != null) {
            settings.put("outcome.field", actual);
        }
        return settings;
    }

    private Optional<Instant> time() throws IOException {
        String epoch = System.getenv(EPOCH);
        try {
            if (created != null) {
                return Optional.of(Instant.parse(created));
            }
            if (epoch != null) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(epoch)));
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    created != null
                            ? "--created takes a time such as 2026-11-29T00:00:00Z"
                            : EPOCH + " is not a number of seconds");
        }
        return data.equals("-") || !Files.isRegularFile(Path.of(data))
                ? Optional.empty()
                : Optional.of(
                        Files.getLastModifiedTime(Path.of(data)).toInstant().truncatedTo(ChronoUnit.SECONDS));
    }
}
