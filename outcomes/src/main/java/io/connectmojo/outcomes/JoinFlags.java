package io.connectmojo.outcomes;

import io.connectmojo.outcomes.join.JoinRules;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The part of the command line about outcomes that come on their own topic. */
final class JoinFlags {
    @Option(
            names = "--outcomes-topic",
            paramLabel = "TOPIC",
            description = "The topic that outcomes come on, later or earlier.")
    String topic;

    @Option(
            names = "--outcome",
            paramLabel = "FIELD",
            description = "The field of the records of --outcomes-topic with the outcome.")
    String outcome;

    @Option(
            names = "--join-field",
            paramLabel = "FIELD",
            description =
                    "The field that tells which outcome belongs to which scored record. Default: the record's key")
    String field;

    @Option(
            names = "--outcome-join-field",
            paramLabel = "FIELD",
            description = "The same field in the records of --outcomes-topic. Default: that of --join-field")
    String outcomeField;

    @Option(
            names = "--join-window",
            defaultValue = "1d",
            paramLabel = "TIME",
            converter = Time.class,
            description = "The longest time between a scored record and its outcome. Default: ${DEFAULT-VALUE}")
    Duration window;

    @Option(
            names = "--outcome-wins",
            defaultValue = "FIRST",
            paramLabel = "first|last",
            description =
                    "Which of several outcomes counts: the first one at once, or the last one when --join-window is over."
                            + " Default: first")
    Wins wins;

    @Option(
            names = "--joined-topic",
            paramLabel = "TOPIC",
            description = "Topic for the scored records with their outcomes.")
    String table;

    @Option(
            names = "--joined-outcome",
            defaultValue = "outcome",
            paramLabel = "FIELD",
            description = "Name of the field that --joined-topic adds to the record. Default: ${DEFAULT-VALUE}")
    String tableOutcome;

    @Option(
            names = "--outcomes-format",
            paramLabel = "json|avro",
            description = "Format of the records of --outcomes-topic. Default: that of the input")
    Format format;

    /** Field of the outcome's record that tells what it belongs to; null for the record's key. */
    String ofOutcome() {
        return outcomeField == null ? field : outcomeField;
    }

    JoinRules rules(Duration grace) {
        return new JoinRules(window, grace, wins == Wins.LAST);
    }

    /** Which of several outcomes counts. */
    enum Wins {
        FIRST,
        LAST
    }

    /** What records are written in. */
    enum Format {
        JSON,
        AVRO
    }
}
