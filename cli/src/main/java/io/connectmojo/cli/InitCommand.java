package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.MojoScorer;
import io.connectmojo.model.Model;
import io.connectmojo.model.feed.FileFeed;
import io.connectmojo.model.feed.PathFeed;
import io.connectmojo.model.load.ModelLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mojo init}: writes a connector's configuration for a model. */
@Command(
        name = "init",
        description = "Writes a connector configuration (JSON) with the transform for a model.",
        footer = {
            "",
            "With --sample, the command maps the columns to the fields of these records and then scores the records. It prints"
                    + " doubtful mappings to standard error and keeps them under the key mojo.doubtful, which Connect ignores.",
            "",
            "Examples:",
            "  mojo init house-prices.zip > connector.json",
            "  mojo init house-prices.zip --sample houses.jsonl --sink jdbc > connector.json",
            "  mojo init house-prices.zip --sample-record house.jsonl > connector.json",
        })
final class InitCommand implements Callable<Integer> {
    private static final String ALIAS = "score";
    private static final int MAX_PROBLEMS = 3;

    /** Where records go. */
    enum Sink {
        file,
        jdbc,
        none
    }

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "The MOJO zip.")
    private Path model;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description = "Records: JSON lines, or a .csv file with a header; - is standard input.")
    private String sample;

    @Option(
            names = "--sample-record",
            paramLabel = "FILE",
            description =
                    "Writes a record that the model takes into a new file, and the Avro schema of such records beside"
                            + " it, under its name with .avsc. Not with --sample.")
    private Path sampleRecord;

    @Option(
            names = "--sink",
            defaultValue = "file",
            description = "The connector: ${COMPLETION-CANDIDATES}; none writes only the transform. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Sink sink;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic. Default: the model's name.")
    private String topic;

    /** The record that is written; null when none is asked for. */
    private ExampleRecord example;

    /** What came through standard input; null for a file. */
    private byte[] piped;

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requireTopics();
        requireOneSample();
        keepPipedSample();
        Path path = model.toAbsolutePath().normalize();
        Model loaded = new PathFeed(path).ofBest(ModelLoader::load);
        SampleFields fields = sample == null ? null : SampleFields.read(sample, sampled());
        MappingSuggestion proposal =
                fields == null ? new MappingSuggestion() : MappingSuggestion.of(loaded.columns(), fields);
        String name = name(path);
        if (sampleRecord != null) {
            writeRecord(loaded, path, name, proposal);
        }
        ObjectNode connector = new ObjectMapper().createObjectNode();
        ObjectNode config =
                sink == Sink.none ? connector : connector.put("name", name).putObject("config");
        connector(config, name, fields);
        transform(config, path, proposal, fields);
        terminal.out().println(connector.toPrettyString());
        terminal.out().flush();
        tell(proposal, loaded, fields);
        if (example != null) {
            return tryOut(config, path, false, sampleRecord.toString()).number();
        }
        return (sample == null ? ExitCode.OK : tryOut(config, path, fields.typed(), sample)).number();
    }

    private void requireOneSample() {
        if (sample != null && sampleRecord != null) {
            throw new ParameterException(
                    spec.commandLine(), "--sample-record writes a record, and --sample reads some: give one");
        }
    }

    /** Of the columns' own names, but where Avro does not allow them: those are mapped. */
    private void writeRecord(Model loaded, Path path, String name, MappingSuggestion proposal) {
        example = ExampleRecord.of(loaded, PublishedProfile.known(path, null, loaded));
        NewFile.write(sampleRecord, example.line());
        NewFile.write(
                sampleRecord.resolveSibling(
                        String.valueOf(sampleRecord.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "") + ".avsc"),
                example.schema(name));
        proposal.fields().putAll(example.renamed());
    }

    private void requireTopics() {
        boolean legal = topic == null
                || Stream.of(topic.split(",", -1)).map(String::trim).allMatch(name -> name.matches("[\\w.-]{1,249}"));
        if (!legal) {
            throw new ParameterException(
                    spec.commandLine(), "--topic: a topic's name has only letters, digits, '.', '_' and '-'");
        }
    }

    /** The sample is read twice, and standard input only once. */
    private void keepPipedSample() throws IOException {
        if ("-".equals(sample)) {
            piped = terminal.in().readAllBytes();
        }
    }

    private Terminal sampled() {
        return piped == null ? terminal : terminal.reading(new ByteArrayInputStream(piped));
    }

    /** Scores the sample with what was written; a connector with schemas gets one that has none without. */
    private ExitCode tryOut(ObjectNode config, Path path, boolean typed, String file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        config.properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        settings.put("value.converter.schemas.enable", String.valueOf(typed));
        try (OfflineTransform transform = OfflineTransform.open(new ConnectorFile(path, settings), ALIAS);
                RecordInput records = RecordInput.open(file, transform.wantsCsv(file), SampleRun.MAX_LINE, sampled())) {
            List<String> problems = new ArrayList<>();
            ScoreSummary summary = SampleRun.of(transform, records, problems::add);
            problems.stream().limit(MAX_PROBLEMS).forEach(terminal::say);
            summary.tell(terminal, transform.columns(), false);
            return summary.refused() == 0 ? ExitCode.OK : ExitCode.DATA;
        }
    }

    /** The file's name, or that of its folder where every model is called model.zip. */
    static String name(Path path) {
        String name = new FileFeed(path).name();
        return name.equals("model")
                        && path.getParent() != null
                        && path.getParent().getFileName() != null
                ? path.getParent().getFileName().toString()
                : name;
    }

    private void connector(ObjectNode config, String name, SampleFields fields) {
        if (sink == Sink.none) {
            return;
        }
        config.put(
                "connector.class",
                sink == Sink.file
                        ? "org.apache.kafka.connect.file.FileStreamSinkConnector"
                        : "io.debezium.connector.jdbc.JdbcSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", topic == null ? name.replaceAll("[^\\w.-]+", "-") : topic);
        if (sink == Sink.file) {
            config.put(
                    "file",
                    Path.of(System.getProperty("java.io.tmpdir"), name + "-scored.txt")
                            .toString());
        } else {
            config.put("connection.url", "jdbc:postgresql://localhost:5432/postgres");
            config.put("connection.username", "postgres");
            config.put("connection.password", "postgres");
            config.put("insert.mode", "insert");
            config.put("schema.evolution", "basic");
        }
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        boolean schemas = sink == Sink.jdbc || fields != null && fields.typed();
        config.put("value.converter.schemas.enable", String.valueOf(schemas));
    }

    private void transform(ObjectNode config, Path path, MappingSuggestion proposal, SampleFields fields) {
        String prefix = "transforms." + ALIAS + ".";
        config.put("transforms", ALIAS);
        config.put(prefix + "type", MojoScorer.Value.class.getName());
        config.put(prefix + "model.path", path.toString());
        if (!proposal.fields().isEmpty()) {
            config.put(prefix + "input.fields", pairs(proposal.fields()));
        }
        if (example != null && example.renamedOffset() != null) {
            config.put(prefix + "input.offset.field", example.renamedOffset());
        }
        if (!proposal.types().isEmpty()) {
            config.put(prefix + "input.types", pairs(proposal.types()));
        }
        if (!proposal.missing().isEmpty()) {
            config.put(prefix + "input.missing.columns", "na");
        }
        if (fields != null && fields.has("prediction")) {
            config.put(prefix + "output.field", "mojo_prediction");
        }
        if (!proposal.doubts().isEmpty()) {
            config.put("mojo.doubtful", String.join("; ", proposal.doubts()));
        }
    }

    private static String pairs(Map<String, String> pairs) {
        List<String> items = new ArrayList<>();
        pairs.forEach((column, value) -> items.add(SampleFields.step(column) + ":" + value));
        return String.join(", ", items);
    }

    private void tell(MappingSuggestion proposal, Model loaded, SampleFields fields) {
        if (sample == null && example == null) {
            terminal.say("note: without --sample, each of the "
                    + loaded.columns().size() + " columns is read from the field of its name");
        }
        if (sink == Sink.jdbc && (fields == null || !fields.typed())) {
            terminal.say(
                    "note: a database takes records with a schema only: the topic's lines hold 'schema' and 'payload', or"
                            + " value.converter.schema.content holds the schema (from Kafka 4.2 on), or the converter is another");
        }
        proposal.doubts().forEach(doubt -> terminal.say("doubtful: " + doubt));
        proposal.missing()
                .forEach(column -> terminal.say("missing: no field of the sample fits column '" + column
                        + "'; it is scored as NA (input.missing.columns=na)"));
    }
}
