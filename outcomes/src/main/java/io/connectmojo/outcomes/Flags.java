package io.connectmojo.outcomes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
                "Reads a scored topic and writes per window: how often each class was predicted for each outcome, the"
                        + " accuracy, and alerts.")
class Flags implements Callable<Integer> {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    @Option(names = "--bootstrap-servers", required = true, paramLabel = "HOST:PORT", description = "The brokers.")
    String bootstrapServers;

    @Option(names = "--input", required = true, paramLabel = "TOPIC", description = "The scored topic.")
    String input;

    @Option(
            names = "--actual",
            required = true,
            paramLabel = "FIELD",
            description = "The field with the outcome; a.b is member b of a.")
    String actual;

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

    @Option(names = "--help", usageHelp = true, description = "Prints this help.")
    boolean help;

    @Spec
    CommandSpec spec;

    static CommandLine commandLine(Flags flags) {
        // the last one counts, as with other tools
        return new CommandLine(flags).setOverwrittenOptionsAllowed(true);
    }

    @Override
    public final Integer call() throws InterruptedException {
        check();
        return run();
    }

    int run() throws InterruptedException {
        return 0;
    }

    private void check() {
        counts = counts == null ? input + "-window-counts" : counts;
        accuracy = accuracy == null ? input + "-window-accuracy" : accuracy;
        alerts = alerts == null ? input + "-alerts" : alerts;
        applicationId = applicationId == null ? "mojo-outcomes-" + input : applicationId;
        for (String address : bootstrapServers.split(",")) {
            require(
                    Utils.getHost(address.trim()) != null && Utils.getPort(address.trim()) != null,
                    "--bootstrap-servers: '" + address + "' is no host:port");
        }
        require(!actual.isBlank() && !predicted.isBlank(), "--actual and --predicted name fields: one is empty");
        for (String name : List.of(input, counts, accuracy, alerts, applicationId)) {
            require(
                    LEGAL.matcher(name).matches(),
                    "'" + name + "' is no name of a topic or application: use letters, digits, '.', '_' and '-'");
        }
        require(!actual.equals(predicted), "--actual and --predicted name the same field: name the other one");
        for (String own : Set.of("startMs", "endMs", "count")) {
            require(
                    !actual.equals(own) && !predicted.equals(own),
                    "a field named " + own + " cannot be counted, because the counts have such a member: rename it");
        }
        require(Stream.of(input, counts, accuracy).distinct().count() == 3, "two of the topics have one name");
        require(!alerts.equals(input), "--alerts-topic is the input: name another topic");
        require(window.toMillis() > 0, "--window must be longer than nothing");
        require(
                (score == null) == (scoreFrom == null) && (score == null) == (maxShare == null),
                "--score, --score-from and --max-share belong together: give all or none");
        require(minAccuracy == null || minAccuracy >= 0 && minAccuracy <= 1, "--min-accuracy must be in 0..1");
        require(maxShare == null || maxShare >= 0 && maxShare <= 1, "--max-share must be in 0..1");
        require(scoreFrom == null || Double.isFinite(scoreFrom), "--score-from must be a finite number");
        require(alertWindows > 0, "--alert-windows must be 1 or more");
        require(minRecords > 0, "--min-records must be 1 or more");
        require(
                replicationFactor == -1 || replicationFactor > 0,
                "--replication-factor must be 1 or more, or -1 for the cluster's default");
        require(
                registry == null || registry.startsWith("http://") || registry.startsWith("https://"),
                "--registry must be an address that begins with http:// or https://");
        requireSettings();
    }

    private void requireSettings() {
        Map<String, Object> settings = new HashMap<>();
        streams().forEach((name, value) -> settings.put(String.valueOf(name), value));
        try {
            StreamsConfig.configDef().parse(settings);
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
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

    /** A number and a unit. */
    static final class Time implements CommandLine.ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new CommandLine.TypeConversionException("must look like 500ms, 30s, 1m, 1h or 1d");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }
}
