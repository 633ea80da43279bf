package io.connectmojo.outcomes;

import io.connectmojo.outcomes.read.ScoredFields;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the command line says, checked. */
@Command(
        name = "mojo-outcomes",
        sortOptions = false,
        usageHelpWidth = 100,
        description =
                "Reads a scored topic and its outcomes, and writes per window: how often each class was predicted for each"
                        + " outcome, figures for each model, and alerts.")
class Flags implements Callable<Integer> {
    @Option(names = "--bootstrap-servers", required = true, paramLabel = "HOST:PORT", description = "The brokers.")
    String bootstrapServers;

    @Option(names = "--input", required = true, paramLabel = "TOPIC", description = "The scored topic.")
    String input;

    @Option(
            names = "--actual",
            paramLabel = "FIELD",
            description = "The field of the scored record with the outcome; a.b is member b of a.")
    String actual;

    @Mixin
    JoinFlags join = new JoinFlags();

    @Option(names = "--numbers", description = "Prediction and outcome are numbers, not classes.")
    boolean numbers;

    @Option(
            names = "--positive",
            paramLabel = "CLASS",
            description =
                    "Of two classes, the one whose probability ranks the records. Default: the model's second class")
    String positive;

    @Option(
            names = "--predicted",
            defaultValue = "prediction",
            paramLabel = "FIELD",
            description = "The field with the prediction. Default: ${DEFAULT-VALUE}")
    String predicted;

    @Option(
            names = "--window",
            defaultValue = "1m",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Length of a window, in record timestamps: 500ms, 30s, 1m, 1h, 1d. Default: ${DEFAULT-VALUE}")
    Duration window;

    @Option(
            names = "--grace",
            defaultValue = "10s",
            paramLabel = "TIME",
            converter = Time.class,
            description = "How long a window waits for late records before it is written. Default: ${DEFAULT-VALUE}")
    Duration grace;

    @Option(
            names = "--counts-topic",
            paramLabel = "TOPIC",
            description = "Topic for the counts. Default: the input's name and -window-counts")
    String counts;

    @Option(
            names = "--accuracy-topic",
            paramLabel = "TOPIC",
            description = "Topic for the accuracy. Default: the input's name and -window-accuracy")
    String accuracy;

    @Option(
            names = "--figures-topic",
            paramLabel = "TOPIC",
            description = "Topic for the figures. Default: the input's name and -window-figures")
    String figures;

    @Option(
            names = "--alerts-topic",
            paramLabel = "TOPIC",
            description = "Topic for the alerts. Default: the input's name and -alerts")
    String alerts;

    @Option(names = "--min-accuracy", paramLabel = "0..1", description = "Alert when the accuracy is lower than this.")
    Double minAccuracy;

    @Option(names = "--score", paramLabel = "FIELD", description = "A numeric field, for example a probability.")
    String score;

    @Option(
            names = "--score-from",
            paramLabel = "NUMBER",
            description = "A score counts as high when it is at least this.")
    Double scoreFrom;

    @Option(
            names = "--max-share",
            paramLabel = "0..1",
            description = "Alert when the share of high scores is higher than this.")
    Double maxShare;

    @Option(
            names = "--alert-windows",
            defaultValue = "3",
            paramLabel = "N",
            description = "Number of windows in a row before an alert. Default: ${DEFAULT-VALUE}")
    int alertWindows;

    @Option(
            names = "--min-records",
            defaultValue = "1",
            paramLabel = "N",
            description = "Alerts ignore windows with fewer records. Default: ${DEFAULT-VALUE}")
    int minRecords;

    @Mixin
    ActFlags act = new ActFlags();

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Apicurio registry (http://HOST:PORT/apis/registry/v2) with the Avro"
                    + " schemas of the records. Without this flag the records are JSON.")
    String registry;

    @Option(
            names = "--replication-factor",
            defaultValue = "-1",
            paramLabel = "N",
            description = "Replication factor of new topics; -1 is the cluster's default. Default: ${DEFAULT-VALUE}")
    short replicationFactor;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            description = "Instances with the same name share the work. Default: mojo-outcomes- and the input's name")
    String applicationId;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, Streams and the registry.")
    Path config;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One of these properties; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--describe", description = "Prints the topology of the stream, and ends. It asks no broker.")
    boolean describe;

    @Option(names = "--help", usageHelp = true, description = "Prints this help.")
    boolean help;

    @Spec
    CommandSpec spec;

    static CommandLine commandLine(Flags flags) {
        // the last one counts, as with other tools
        return new CommandLine(flags).setOverwrittenOptionsAllowed(true).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public final Integer call() throws InterruptedException {
        counts = counts == null ? input + "-window-counts" : counts;
        accuracy = accuracy == null ? input + "-window-accuracy" : accuracy;
        figures = figures == null ? input + "-window-figures" : figures;
        alerts = alerts == null ? input + "-alerts" : alerts;
        act.decisions = act.decisions == null ? input + "-decisions" : act.decisions;
        applicationId = applicationId == null ? "mojo-outcomes-" + input : applicationId;
        new FlagCheck(this).all();
        return describe ? describe() : run();
    }

    /** As many partitions as there may be make the same picture. */
    private int describe() {
        int partitions = join.field == null ? 0 : 1;
        PrintWriter out = spec.commandLine().getOut();
        out.print(new OutcomesTopology(this, partitions, null).build().describe());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    int run() throws InterruptedException {
        return 0;
    }

    /** Whether outcomes come on their own topic. */
    boolean joinsOutcomes() {
        return join.topic != null;
    }

    /** What results call the outcome. */
    String outcomeName() {
        return joinsOutcomes() ? join.outcome : actual;
    }

    ScoredFields scoredFields() {
        return new ScoredFields(predicted, actual, numbers, score, scoreFrom == null ? Double.NaN : scoreFrom);
    }

    /** Settings of the registry for scored records; null for JSON. */
    Map<String, Object> registryOfInput() {
        if (registry == null) {
            return null;
        }
        Map<String, Object> settings = clients();
        settings.put("apicurio.registry.url", registry);
        return settings;
    }

    /** The same for outcomes. */
    Map<String, Object> registryOfOutcomes() {
        return join.format == JoinFlags.Format.JSON ? null : registryOfInput();
    }

    /** Settings of Kafka's clients, with the brokers. */
    Map<String, Object> clients() {
        Map<String, Object> settings = new HashMap<>();
        given().forEach((name, value) -> settings.put(name.toString(), value));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** Own defaults, then the file, then {@code --set}, then what has a flag. */
    Properties streams() {
        Properties properties = new Properties();
        // a restart counts nothing twice
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, LogAndSkipOnInvalidTimestamp.class.getName());
        properties.putAll(given());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) replicationFactor);
        return properties;
    }

    Properties given() {
        Properties properties = new Properties();
        if (config != null) {
            try (Reader reader = Files.newBufferedReader(config)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new ParameterException(spec.commandLine(), "--config " + config + " cannot be read: " + e, e);
            }
        }
        properties.putAll(set);
        return properties;
    }
}
