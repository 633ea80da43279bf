package io.connectmojo.outcomes;

import io.connectmojo.outcomes.act.Action;
import io.connectmojo.outcomes.act.AlertRule;
import io.connectmojo.outcomes.act.Guards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The part of the command line about rules, and what follows from them. */
final class ActFlags {
    @Option(
            names = "--alert",
            paramLabel = "RULE",
            description = "Alert about a figure of each model and arm: " + AlertRule.GRAMMAR + ", for example"
                    + " \"auc < 0.7 for 3\"; may be repeated.")
    List<String> alerts = new ArrayList<>();

    @Option(
            names = "--on-alert",
            paramLabel = "ACTION",
            description =
                    "What follows from an alert that is sure: rollback:NAME, or promote:NAME=CANDIDATE after a rule that"
                            + " compares two arms; may be repeated.")
    List<String> actions = new ArrayList<>();

    @Option(
            names = "--act",
            description = "Announces versions. Without this flag decisions only say what would be done.")
    boolean act;

    @Option(
            names = "--models-topic",
            defaultValue = "models",
            paramLabel = "TOPIC",
            description = "The topic where models are announced. Default: ${DEFAULT-VALUE}")
    String models;

    @Option(
            names = "--decisions-topic",
            paramLabel = "TOPIC",
            description = "Topic for the decisions. Default: the input's name and -decisions")
    String decisions;

    @Option(
            names = "--confidence",
            defaultValue = "0.9999",
            paramLabel = "0.5..1",
            description = "How sure a figure must be before an action, each time. Default: ${DEFAULT-VALUE}")
    double confidence;

    @Option(
            names = "--act-min-records",
            defaultValue = "500",
            paramLabel = "N",
            description = "Records that a figure needs before an action. Default: ${DEFAULT-VALUE}")
    long minRecords;

    @Option(
            names = "--cool-down",
            defaultValue = "1h",
            paramLabel = "TIME",
            converter = Time.class,
            description =
                    "Shortest time between two actions about a model, in record timestamps. Default: ${DEFAULT-VALUE}")
    Duration coolDown;

    /** Throws IllegalArgumentException with what is wrong. */
    List<AlertRule> rules() {
        return alerts.stream().map(AlertRule::parse).toList();
    }

    /** Throws IllegalArgumentException with what is wrong. */
    List<Action> actions() {
        return actions.stream().map(Action::parse).toList();
    }

    Guards guards() {
        return new Guards(act, confidence, minRecords, coolDown);
    }
}
