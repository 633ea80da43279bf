package io.connectmojo.outcomes.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.outcomes.act.Announcer.Version;
import io.connectmojo.outcomes.figures.ClosedWindow;
import io.connectmojo.outcomes.figures.Output;
import io.connectmojo.outcomes.task.Counters;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows from alerts that are raised, and writes each decision with its numbers. What it announces is not part of the
 * stream's transaction; that is why it acts only while the model that it judges is the one that is announced: what was announced
 * before a crash is not announced again after it.
 */
public final class Decider {
    public static final String STORE = "actions";

    private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

    private final List<Action> actions;
    private final Guards guards;
    private final Announcer.Source source;
    private final double deviations;
    private KeyValueStore<String, String> past;
    private Counters counters;

    /** @param source opens the models topic; never asked when there are no actions */
    public Decider(List<Action> actions, Guards guards, Announcer.Source source) {
        this.actions = actions;
        this.guards = guards;
        this.source = source;
        deviations = guards.deviations();
    }

    void init(ProcessorContext<String, Output> context) {
        past = context.getStateStore(STORE);
        counters =
                new Counters(context, "decisions-announced", "decisions-dry-run", "decisions-held", "decisions-failed");
    }

    void decide(List<Finding> findings, ClosedWindow window, BiConsumer<String, Output> out) {
        boolean acted = false;
        for (Action action : actions) {
            Optional<Finding> first = findings.stream()
                    .filter(finding -> finding.rule().compares() == action.promotes())
                    .filter(finding -> finding.evidence() != null)
                    .findFirst();
            if (first.isPresent()) {
                Decision decision = decision(action, first.get(), window, acted);
                acted |= decision.isAction();
                counters.add("decisions-" + decision.result());
                write(action, first.get(), decision, window, out);
            }
        }
    }

    private Decision decision(Action action, Finding finding, ClosedWindow window, boolean acted) {
        String last = past.get("last/" + action.model());
        if (finding.records() < guards.records()) {
            return Decision.held("there are too few records");
        }
        if (!finding.isSure(deviations)) {
            return Decision.held("the figure may be on the other side of the limit");
        }
        if (acted) {
            return Decision.held("this window has led to an action");
        }
        if (last != null && window.end() < Long.parseLong(last) + guards.coolDown()) {
            return Decision.held("the last action was less than the cool-down ago");
        }
        Decision decision;
        try (Announcer announcer = source.open()) {
            decision = action.promotes() ? promote(announcer, action, finding) : rollBack(announcer, action, finding);
        } catch (RuntimeException e) {
            // the next window tries again
            LOG.error("{} of {} failed: {}", action.kind(), action.model(), e.getMessage());
            return Decision.failed(String.valueOf(e.getMessage()));
        }
        if (decision.isAction()) {
            past.put("last/" + action.model(), Long.toString(window.end()));
        }
        if (decision.isAnnounced() && !action.promotes()) {
            past.put(
                    "bad/" + action.model() + "/"
                            + decision.from().orElseThrow().sha256(),
                    "");
        }
        return decision;
    }

    private Decision rollBack(Announcer announcer, Action action, Finding finding) {
        Optional<Version> now = announcer.announced(action.model());
        if (now.isEmpty() || !now.get().isOf(finding.group().model())) {
            return Decision.held("the model that the alert is about is not the one that is announced");
        }
        Optional<Version> older = announcer.history(action.model()).stream()
                .filter(version -> version.version() < now.get().version()
                        && !version.sha256().equals(now.get().sha256()))
                .filter(version -> past.get("bad/" + action.model() + "/" + version.sha256()) == null)
                .findFirst();
        if (older.isEmpty()) {
            return Decision.held("there is no older version that was not rolled back before");
        }
        if (!guards.act()) {
            return Decision.dryRun(now.get(), older.get());
        }
        return Decision.announced(
                now.get(), announcer.again(action.model(), older.get().version(), note(finding)));
    }

    private Decision promote(Announcer announcer, Action action, Finding finding) {
        Optional<Version> now = announcer.announced(action.model());
        Optional<Version> candidate = announcer.announced(action.candidate());
        boolean challenges = finding.rule().arm().equals("challenger");
        String challenger = (challenges ? finding.group() : finding.other()).model();
        String champion = (challenges ? finding.other() : finding.group()).model();
        if (now.isEmpty()
                || candidate.isEmpty()
                || !now.get().isOf(champion)
                || !candidate.get().isOf(challenger)
                || now.get().sha256().equals(candidate.get().sha256())) {
            return Decision.held("the two models that the alert compares are not the two that are announced");
        }
        if (!guards.act()) {
            return Decision.dryRun(now.get(), candidate.get());
        }
        return Decision.announced(now.get(), announcer.promote(action.model(), action.candidate(), note(finding)));
    }

    private static String note(Finding finding) {
        return "mojo-outcomes: " + finding.rule().text();
    }

    private void write(
            Action action, Finding finding, Decision decision, ClosedWindow window, BiConsumer<String, Output> out) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("action", action.kind())
                .put("name", action.model())
                .put("result", decision.result());
        decision.reason().ifPresent(reason -> json.put("reason", reason));
        decision.from().ifPresent(from -> version(json.putObject("from"), from));
        decision.to().ifPresent(to -> version(json.putObject("to"), to));
        json.put("alert", finding.rule().text())
                .put("model", finding.group().model())
                .put("arm", finding.group().arm())
                .put("value", finding.evidence().value())
                .put("limit", finding.limit())
                .put("records", (long) finding.records())
                .put(finding.rule().compares() ? "deviations" : "bound", finding.bound(deviations));
        if (finding.rule().compares()) {
            json.put("deviationsNeeded", deviations);
        }
        json.put("confidence", guards.confidence())
                .put("startMs", window.start())
                .put("endMs", window.end());
        out.accept(action.model(), new Output(Output.Kind.DECISION, json));
    }

    private static void version(ObjectNode json, Version version) {
        json.put("name", version.name()).put("version", version.version()).put("sha256", version.sha256());
    }
}
