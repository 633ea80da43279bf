package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cli.compare.Comparison;
import io.connectmojo.cli.compare.Side;
import io.connectmojo.cli.report.CompareHtml;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.connect.sink.SinkRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mojo compare}: whether a model may take over from another one, and what that would change. */
@Command(
        name = "compare",
        description = "Compares a new model with an old one on the same records, and says whether it may take over.",
        footer = {
            "",
            "Exit code 0: the new model may take over. 1: it may not, because a worker would refuse the reload, or a limit is"
                    + " not kept.",
            "",
            "Agreement: labels that are equal. Numbers agree when they fall into the same of ten bins that hold equally many"
                    + " predictions of the old model.",
            "",
            "Input: one record per line, as for mojo score.",
            "",
            "Examples:",
            "  mojo compare house-prices.zip new.zip --data houses.csv",
            "  mojo compare churn.zip new-churn.zip --data customers.jsonl --outcome churned --output churn.html",
        })
final class CompareCommand implements Callable<Integer> {
    private static final int MAX_ROWS = 1000;
    private static final int MAX_PROBLEMS = 3;
    private static final int LOOK_EVERY = 256;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "OLD", description = "The MOJO zip that serves.")
    private Path oldModel;

    @Parameters(index = "1", paramLabel = "NEW", description = "The MOJO zip that is to take over.")
    private Path newModel;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "The records; - is standard input.")
    private String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The connector's configuration: fields are mapped as it says, and the reload is checked for its"
                            + " outputs. Without it every column takes the field of its own name.")
    private Path config;

    @Option(
            names = "--transform",
            paramLabel = "ALIAS",
            description = "Alias of the transform; required when several transforms score.")
    private String alias;

    @Option(
            names = "--outcome",
            paramLabel = "FIELD",
            description =
                    "Path of the field that tells what really happened: adds the quality of both models. By default"
                            + " the configuration's outcome.field.")
    private String outcome;

    @Option(
            names = "--max-shift",
            paramLabel = "PSI",
            description =
                    "The largest PSI between the predictions of both models; 0.1 is a small shift, 0.25 a large one.")
    private Double maxShift;

    @Option(
            names = "--min-agreement",
            paramLabel = "SHARE",
            description = "The smallest share of records in which both models agree, from 0 to 1.")
    private Double minAgreement;

    @Option(
            names = "--rows",
            defaultValue = "20",
            paramLabel = "N",
            description = "Number of records to show, those that differ most, at most " + MAX_ROWS
                    + ". Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Also writes the comparison as one HTML file that needs no network.")
    private String output;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (rows < 0 || rows > MAX_ROWS) {
            throw new ParameterException(spec.commandLine(), "--rows takes 0 to " + MAX_ROWS);
        }
        if (maxShift != null && !(maxShift >= 0) || minAgreement != null && !(minAgreement >= 0 && minAgreement <= 1)) {
            throw new ParameterException(spec.commandLine(), "--max-shift takes 0 or more, and --min-agreement 0 to 1");
        }
        ObjectNode facts = new ObjectMapper().createObjectNode();
        ObjectNode old = facts.putObject("old");
        ObjectNode now = facts.putObject("new");
        // before anything else is in memory: each tells its size
        model(oldModel, old);
        model(newModel, now);
        List<String> because = new ArrayList<>();
        compare(facts, old, now, because);
        limits(facts, because);
        facts.put("may_take_over", because.isEmpty());
        because.forEach(facts.putArray("because")::add);
        if (output != null) {
            new PageFile(output, oldModel, newModel, config, Path.of(data)).write(CompareHtml.of(facts), terminal);
        }
        int ok = terminal.answer(json, facts, new CompareReport(terminal).lines(facts));
        return because.isEmpty() ? ok : ExitCode.DATA.number();
    }

    private static void model(Path path, ObjectNode into) {
        ObjectNode facts = ModelFacts.of(path);
        for (String name : List.of("file", "sha256", "algorithm", "category", "engine", "heap_bytes")) {
            into.set(name, facts.get(name));
        }
    }

    private void compare(ObjectNode facts, ObjectNode old, ObjectNode now, List<String> because) throws IOException {
        ConnectorFile connector = config == null ? ConnectorFile.plain(oldModel) : ConnectorFile.read(config);
        String transform = connector.alias(alias);
        Side[] sides = new Side[2];
        try (OfflineTransform serving = open(connector.withModel(oldModel), transform, true, 0, sides)) {
            if (!old.get("category").equals(now.get("category"))) {
                because.add("it is of category " + now.get("category").asText() + ", the old one of "
                        + old.get("category").asText());
                return;
            }
            try (OfflineTransform candidate = open(connector.withModel(newModel), transform, false, 1, sides)) {
                Comparison comparison = new Comparison(sides[0], sides[1], rows);
                score(serving, candidate, sides, comparison, facts.putObject("records"));
                serving.refusal(sides[1].model()).ifPresent(refusal -> because.add(refusal.firstLine()));
                if (comparison.rows() == 0) {
                    because.add("the new model has scored none of the records that the old one has");
                }
                comparison.write(facts);
                speed(old, comparison.oldSpeed());
                speed(now, comparison.newSpeed());
            } catch (MojoException cannotServe) {
                if (cannotServe.code() == CommandError.UNREADABLE) {
                    throw cannotServe;
                }
                because.add(cannotServe.firstLine());
            }
        }
    }

    private static void speed(ObjectNode into, double nanos) {
        if (Double.isFinite(nanos)) {
            into.put("nanoseconds_per_row", Math.round(nanos));
        }
    }

    /** The old model keeps the connector's outputs, which a worker promises; what the new one writes is of no interest. */
    private OfflineTransform open(ConnectorFile connector, String name, boolean judging, int side, Side[] sides) {
        Map<String, String> settings = connector.settings(name);
        settings.keySet()
                .removeIf(key -> !judging && key.startsWith("output.")
                        || key.startsWith("challenger.")
                        || key.startsWith("drift.")
                        || key.equals("model.sha256")
                        || key.equals("model.reload.interval.ms")
                        || !judging && key.equals("model.max.shift"));
        settings.put("output.existing", "replace");
        settings.put("on.error", "fail");
        if (outcome != null) {
            settings.put("outcome.field", outcome);
        }
        return OfflineTransform.observed(connector, name, settings, model -> {
            sides[side] = new Side(model);
            return sides[side];
        });
    }

    private void score(
            OfflineTransform serving,
            OfflineTransform candidate,
            Side[] sides,
            Comparison comparison,
            ObjectNode counts)
            throws IOException {
        long[] refused = new long[2];
        long records = 0;
        long servable = 0;
        Progress progress = new Progress(terminal);
        try (RecordInput input = RecordInput.open(data, serving.wantsCsv(data), SampleRun.MAX_LINE, terminal)) {
            for (Object line = input.next(); line != null; line = input.next()) {
                records++;
                refused[0] += apply(serving, sides[0], line, input.number());
                refused[1] += apply(candidate, sides[1], line, input.number());
                servable += sides[0].isScored() ? 1 : 0;
                if (sides[0].isScored() && sides[1].isScored()) {
                    comparison.add(input.number());
                }
                if (records % LOOK_EVERY == 0) {
                    progress.at(records, input.bytesRead(), input.size());
                }
            }
        }
        progress.clear();
        if (servable == 0) {
            throw Problem.of(CommandError.UNREADABLE, "There is no record to compare the models on")
                    .where(data)
                    .why("the old model has scored none")
                    .fix("look at the messages above; --config maps fields to columns");
        }
        counts.put("read", records).put("compared", comparison.rows());
        counts.put("refused_by_old", refused[0]).put("refused_by_new", refused[1]);
    }

    /** 1 when the record is refused. */
    private int apply(OfflineTransform transform, Side side, Object line, long number) {
        side.begin();
        try {
            SinkRecord record = transform.record(line);
            transform.apply(record);
            return 0;
        } catch (MojoException problem) {
            if (++told <= MAX_PROBLEMS) {
                terminal.say("record " + number + ": " + problem.firstLine());
            }
            return 1;
        }
    }

    private int told;

    private void limits(ObjectNode facts, List<String> because) {
        ObjectNode limits = facts.putObject("limits");
        if (maxShift != null) {
            limits.put("max_shift", maxShift);
            limit(
                    facts,
                    "psi",
                    because,
                    psi -> psi > maxShift,
                    "the PSI between the predictions is %.4f, above " + maxShift);
        }
        if (minAgreement != null) {
            limits.put("min_agreement", minAgreement);
            limit(
                    facts,
                    "agreement",
                    because,
                    share -> share < minAgreement,
                    "the models agree in a share of %.4f of the records, below " + minAgreement);
        }
    }

    private static void limit(
            ObjectNode facts,
            String name,
            List<String> because,
            java.util.function.DoublePredicate exceeds,
            String text) {
        if (!facts.has(name)) {
            because.add("the models have no " + name + " that a limit could be set for");
        } else if (exceeds.test(facts.get(name).asDouble())) {
            because.add(
                    String.format(java.util.Locale.ROOT, text, facts.get(name).asDouble()));
        }
    }
}
