package io.connectmojo.outcomes;

import io.connectmojo.outcomes.act.Action;
import io.connectmojo.outcomes.act.AlertRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.ParameterException;

/** Refuses command lines that cannot work, with a reason. */
record FlagCheck(Flags flags) {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    void all() {
        for (String address : flags.bootstrapServers.split(",")) {
            require(
                    Utils.getHost(address.trim()) != null && Utils.getPort(address.trim()) != null,
                    "--bootstrap-servers: '" + address + "' is no host:port");
        }
        requireFields();
        requireNames();
        requireRules();
        require(flags.window.toMillis() > 0, "--window must be longer than nothing");
        require(flags.join.window.toMillis() > 0, "--join-window must be longer than nothing");
        require(
                (flags.score == null) == (flags.scoreFrom == null) && (flags.score == null) == (flags.maxShare == null),
                "--score, --score-from and --max-share belong together: give all or none");
        require(
                flags.minAccuracy == null || flags.minAccuracy >= 0 && flags.minAccuracy <= 1,
                "--min-accuracy must be in 0..1");
        require(flags.maxShare == null || flags.maxShare >= 0 && flags.maxShare <= 1, "--max-share must be in 0..1");
        require(flags.scoreFrom == null || Double.isFinite(flags.scoreFrom), "--score-from must be a finite number");
        require(flags.alertWindows > 0, "--alert-windows must be 1 or more");
        require(flags.minRecords > 0, "--min-records must be 1 or more");
        require(
                flags.replicationFactor == -1 || flags.replicationFactor > 0,
                "--replication-factor must be 1 or more, or -1 for the cluster's default");
        require(
                flags.registry == null || flags.registry.startsWith("http://") || flags.registry.startsWith("https://"),
                "--registry must be an address that begins with http:// or https://");
        requireSettings();
    }

    private void requireFields() {
        require(
                (flags.actual == null) != (flags.join.topic == null),
                "the outcome is either in the scored record or on its own topic: give --actual or --outcomes-topic");
        require(
                (flags.join.outcome == null) == (flags.join.topic == null),
                "--outcomes-topic and --outcome belong together: give both or none");
        for (String field : Arrays.asList(
                flags.actual,
                flags.predicted,
                flags.join.outcome,
                flags.join.field,
                flags.join.outcomeField,
                flags.join.tableOutcome)) {
            require(
                    field == null || !field.isBlank(),
                    "--actual, --predicted, --outcome and --join-field name fields: one is empty");
        }
        require(
                flags.joinsOutcomes()
                        || flags.join.field == null && flags.join.outcomeField == null && flags.join.table == null,
                "--join-field and --joined-topic need --outcomes-topic");
        require(
                flags.join.field != null || flags.join.outcomeField == null,
                "--outcome-join-field needs --join-field: both sides join by a field, or by the key");
        require(
                !flags.predicted.equals(flags.actual),
                "--actual and --predicted name the same field: name the other one");
        for (String own : Set.of("startMs", "endMs", "count")) {
            require(
                    !own.equals(flags.outcomeName()) && !flags.predicted.equals(own),
                    "a field named " + own + " cannot be counted, because the counts have such a member: rename it");
        }
        require(
                flags.join.format != JoinFlags.Format.AVRO || flags.registry != null,
                "--outcomes-format avro needs --registry, where the schemas are");
        require(
                flags.registry == null
                        || flags.join.table == null
                        || flags.join.tableOutcome.matches("[A-Za-z_][A-Za-z0-9_]*"),
                "--joined-outcome must be a name that Avro allows: letters, digits and '_'");
    }

    private void requireRules() {
        try {
            List<AlertRule> rules = flags.act.rules();
            for (Action action : flags.act.actions()) {
                require(
                        rules.stream().anyMatch(rule -> rule.isSure() && rule.compares() == action.promotes()),
                        action.promotes()
                                ? "--on-alert promote needs a rule that compares arms: --alert \"accuracy of challenger > champion\""
                                : "--on-alert rollback needs a rule with a limit, of a figure that has a bound: not prAuc,"
                                        + " calibration, r2 or records");
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(flags.spec.commandLine(), e.getMessage(), e);
        }
        require(
                flags.act.confidence >= 0.5 && flags.act.confidence < 1,
                "--confidence must be 0.5 or more, and less than 1");
        require(flags.act.minRecords > 0, "--act-min-records must be 1 or more");
    }

    private void requireNames() {
        List<String> read = Stream.of(flags.input, flags.join.topic)
                .filter(Objects::nonNull)
                .toList();
        List<String> written = Stream.of(
                        flags.counts,
                        flags.accuracy,
                        flags.figures,
                        flags.alerts,
                        flags.act.decisions,
                        flags.act.models,
                        flags.join.table)
                .filter(Objects::nonNull)
                .toList();
        for (String name : Stream.of(read, written, List.of(flags.applicationId))
                .flatMap(List::stream)
                .toList()) {
            require(
                    LEGAL.matcher(name).matches(),
                    "'" + name + "' is no name of a topic or application: use letters, digits, '.', '_' and '-'");
        }
        require(
                !flags.alerts.equals(flags.input) && !flags.alerts.equals(flags.join.topic),
                "--alerts-topic is the input: name another topic");
        List<String> own = Stream.of(
                        flags.input,
                        flags.join.topic,
                        flags.counts,
                        flags.accuracy,
                        flags.figures,
                        flags.act.decisions,
                        flags.act.models,
                        flags.join.table)
                .filter(Objects::nonNull)
                .toList();
        require(own.stream().distinct().count() == own.size(), "two of the topics have one name");
    }

    private void requireSettings() {
        Map<String, Object> settings = new HashMap<>();
        flags.streams().forEach((name, value) -> settings.put(String.valueOf(name), value));
        try {
            StreamsConfig.configDef().parse(settings);
        } catch (ConfigException e) {
            throw new ParameterException(flags.spec.commandLine(), e.getMessage(), e);
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(flags.spec.commandLine(), message);
        }
    }
}
