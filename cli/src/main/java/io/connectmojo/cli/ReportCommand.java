package io.connectmojo.cli;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import hex.genmodel.MojoModel;
import io.connectmojo.cli.profile.ProfileMaker;
import io.connectmojo.cli.report.FreshRows;
import io.connectmojo.cli.report.HtmlReport;
import io.connectmojo.cli.report.ModelCard;
import io.connectmojo.cli.report.ModelPaper;
import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mojo report}: a model as a page that people look at. */
@Command(
        name = "report",
        description =
                "Writes a report on a model: one HTML file with charts that needs no network, or a Markdown card.",
        footer = {
            "",
            "Without --data, the profile beside the model is used, if there is one. The same model and rows give the same"
                    + " bytes.",
            "",
            "Examples:",
            "  mojo report house-prices.zip --output house-prices.html",
            "  mojo report churn.zip --data customers.jsonl --outcome churned --output churn.html",
            "  mojo report house-prices.zip --card > house-prices.md",
        })
final class ReportCommand implements Callable<Integer> {
    private static final String DETAILS = "experimental/modelDetails.json";
    private static final int ROWS = 200;
    private static final long MAX_PROBLEMS = 20;

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
            names = {"-o", "--output"},
            defaultValue = "-",
            paramLabel = "FILE",
            description = "The file for the report; - is standard output. Default: ${DEFAULT-VALUE}.")
    private String output;

    @Option(names = "--card", description = "Writes a Markdown card instead of HTML.")
    private boolean card;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "The model's profile. Default: the file of mojo profile beside the model, if there is one.")
    private Path profile;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Rows from which a profile is made instead, one per line, as for mojo score.")
    private String data;

    @Option(
            names = "--outcome",
            paramLabel = "FIELD",
            description =
                    "Path of the field of these rows that tells what really happened: adds metrics, confusion matrix or"
                            + " residuals, and calibration.")
    private String outcome;

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (data == null && (outcome != null || mapping.config() != null) || data != null && profile != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--outcome and --config are about the rows of --data, and --data takes the place of --profile");
        }
        Path path = model.toAbsolutePath().normalize();
        ModelLoader.Described described = ModelLoader.describe(path, Scorers::compileSoon);
        Model loaded = described.model();
        Optional<Profile> known = data == null ? PublishedProfile.known(path, profile, loaded) : Optional.empty();
        Rows rows = data == null ? null : rows();
        ModelPaper paper = new ModelPaper(
                InitCommand.name(path),
                Files.size(path),
                madeBy(loaded),
                loaded,
                described.details().importances(),
                details(path),
                rows == null ? known : Optional.of(rows.profile()),
                rows == null ? Optional.empty() : rows.fresh());
        new PageFile(output, path, mapping.config(), profile, data == null ? null : Path.of(data))
                .write(card ? ModelCard.of(paper) : HtmlReport.of(paper), terminal);
        return ExitCode.OK.number();
    }

    private static String madeBy(Model model) {
        return model.genModel() instanceof MojoModel mojo
                ? "H2O " + mojo._h2oVersion + ", MOJO " + String.format(Locale.ROOT, "%.2f", mojo._mojo_version)
                : "";
    }

    /** What H2O tells people only; missing where it cannot be read. */
    private static JsonNode details(Path path) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(DETAILS);
            return entry == null ? MissingNode.getInstance() : mapper.readTree(zip.getInputStream(entry));
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private Rows rows() throws IOException {
        ConnectorFile connector = mapping.connector(model);
        String name = mapping.alias(connector);
        Rows[] rows = new Rows[1];
        try (OfflineTransform transform = OfflineTransform.observed(
                        connector, name, ProfileCommand.settings(connector, name, outcome), loaded -> {
                            rows[0] = new Rows(loaded);
                            return rows[0];
                        });
                RecordInput records = RecordInput.open(data, transform.wantsCsv(data), SampleRun.MAX_LINE, terminal)) {
            ScoreSummary summary = new ScoreSummary();
            new ScoreRun(transform, records, RecordOutput.NONE, summary, terminal, MAX_PROBLEMS).run();
            if (summary.refused() > 0) {
                summary.tell(terminal, transform.columns(), false);
            }
        }
        if (rows[0].maker.rows() == 0) {
            throw Problem.of(CommandError.UNREADABLE, "There is no row to report on")
                    .where(data)
                    .why("no record was scored")
                    .fix("look at the messages above; --config maps fields to columns");
        }
        return rows[0];
    }

    /** Looks at the rows twice: for their profile, and for errors. */
    private static final class Rows implements RowObserver {
        private final ProfileMaker maker;
        private final FreshRows fresh;

        Rows(Model model) {
            maker = new ProfileMaker(model, ROWS);
            fresh = new FreshRows(Scorers.shapeOf(model));
        }

        @Override
        public void observe(Row row, ScoringResult result) {
            maker.observe(row, result);
        }

        @Override
        public void outcome(double told, Prediction prediction) {
            fresh.add(told, prediction);
        }

        Profile profile() {
            return maker.profile(Optional.empty());
        }

        Optional<FreshRows> fresh() {
            return Optional.of(fresh).filter(rows -> !rows.isEmpty());
        }
    }
}
