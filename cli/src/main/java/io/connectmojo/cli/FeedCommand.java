package io.connectmojo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mojo feed}: sends the rows of a file to a topic, as they would come in life. */
@Command(
        name = "feed",
        description =
                "Sends the rows of a file to a topic at a steady rate, and what really happened later to another topic.",
        footer = {
            "",
            "Each row becomes a JSON object. A file whose name ends in .csv has a header; a cell that is a number in JSON is sent"
                    + " as one, and an empty cell as null. Other files hold one JSON object per line. The command repeats the file"
                    + " until it is stopped, unless --once is given.",
            "",
            "With --outcomes-topic, the field --outcome is taken out of each row, and sent under the same key when"
                    + " --outcome-delay has passed.",
            "",
            "Examples:",
            "  mojo feed --input houses.csv --topic houses --rate 100/s --once --bootstrap-server broker:9092"
        })
final class FeedCommand implements Callable<Integer> {
    private static final Pattern RATE = Pattern.compile("([0-9]{1,7})/(s|m|h)");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClientOptions options;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "The rows; - is standard input.")
    private String input;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "The topic for the rows.")
    private String topic;

    @Option(
            names = "--rate",
            defaultValue = "10/s",
            paramLabel = "N/s",
            description = "Rows per second, minute (m) or hour (h). Default: ${DEFAULT-VALUE}.")
    private String rate;

    @Option(
            names = "--key",
            paramLabel = "FIELD",
            description = "The field whose value is the record's key. Default: a number that no other row has.")
    private String key;

    @Option(names = "--shuffle", description = "Sends the rows in another order each time.")
    private boolean shuffle;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Makes --shuffle repeat itself from run to run.")
    private Long seed;

    @Option(names = "--once", description = "Ends when each row, and its outcome, was sent once.")
    private boolean once;

    @Option(names = "--outcome", paramLabel = "FIELD", description = "The field that is only known later.")
    private String outcome;

    @Option(names = "--outcomes-topic", paramLabel = "TOPIC", description = "The topic for the outcomes.")
    private String outcomesTopic;

    @Option(
            names = "--outcome-delay",
            defaultValue = "30s",
            paramLabel = "TIME",
            description =
                    "How much later than its row an outcome is sent: 500ms, 30s, 5m, 1h. Default: ${DEFAULT-VALUE}.")
    private String delay;

    FeedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((outcome == null) != (outcomesTopic == null)) {
            throw new ParameterException(spec.commandLine(), "--outcome and --outcomes-topic belong together");
        }
        if (input.equals("-") && !once) {
            throw new ParameterException(spec.commandLine(), "standard input can be sent only once: add --once");
        }
        FeedPlan plan = new FeedPlan(
                options.checked(topic),
                perSecond(),
                key,
                outcome,
                outcomesTopic == null ? null : options.checked(outcomesTopic),
                time());
        boolean csv = input.toLowerCase(Locale.ROOT).endsWith(".csv");
        try (FeedRows rows = new FeedRows(input, csv, shuffle, seed, once, terminal);
                Feeder feeder = new Feeder(options.client(), plan)) {
            feeder.run(rows);
            terminal.say(feeder.records() + " rows and " + feeder.outcomes() + " outcomes were sent");
        }
        return ExitCode.OK.number();
    }

    private double perSecond() {
        Matcher matcher = RATE.matcher(rate);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new ParameterException(spec.commandLine(), "--rate must look like 10/s, 10/m or 10/h");
        }
        int seconds = switch (matcher.group(2)) {
            case "s" -> 1;
            case "m" -> 60;
            default -> 3600;
        };
        return Double.parseDouble(matcher.group(1)) / seconds;
    }

    private Duration time() {
        Matcher matcher = TIME.matcher(delay);
        if (!matcher.matches()) {
            throw new ParameterException(spec.commandLine(), "--outcome-delay must look like 500ms, 30s, 5m, 1h or 1d");
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
