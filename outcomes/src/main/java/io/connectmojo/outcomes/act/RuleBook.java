package io.connectmojo.outcomes.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.outcomes.figures.ClosedWindow;
import io.connectmojo.outcomes.figures.Evidence;
import io.connectmojo.outcomes.figures.Figures;
import io.connectmojo.outcomes.figures.Group;
import io.connectmojo.outcomes.figures.Output;
import io.connectmojo.outcomes.figures.WindowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The rules of {@code --alert}: raises and clears alerts by model and arm, and tells the decider what is raised. */
public final class RuleBook implements WindowReader {
    public static final String STORE = "windows-of-rules";

    /** A model that has not been seen for so many windows is forgotten. */
    private static final int FORGET = 1_000;

    private final List<AlertRule> rules;
    private final int minRecords;
    private final Decider decider;
    private KeyValueStore<String, RuleState> states;

    /** @param minRecords windows of a group with fewer change nothing */
    public RuleBook(List<AlertRule> rules, int minRecords, Decider decider) {
        this.rules = rules;
        this.minRecords = minRecords;
        this.decider = decider;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        states = context.getStateStore(STORE);
        decider.init(context);
    }

    @Override
    public void read(ClosedWindow window, BiConsumer<String, Output> out) {
        Map<Group, Figures> groups = window.figures();
        groups.values().removeIf(figures -> figures.records() < minRecords);
        List<Finding> findings = new ArrayList<>();
        for (AlertRule rule : rules) {
            if (rule.compares()) {
                compare(rule, groups, window, findings, out);
            } else {
                groups.forEach((group, figures) -> {
                    if (rule.arm() == null || rule.arm().equals(group.arm())) {
                        limit(rule, group, figures, window, findings, out);
                    }
                });
            }
        }
        decider.decide(findings, window, out);
        forget(window);
    }

    private void limit(
            AlertRule rule,
            Group group,
            Figures figures,
            ClosedWindow window,
            List<Finding> findings,
            BiConsumer<String, Output> out) {
        double value = figures.value(rule.figure(), rule.ofClass());
        if (Double.isNaN(value)) {
            return;
        }
        String key = rule.text() + "/" + group.model() + "/" + group.arm();
        RuleState before = state(key);
        Evidence evidence = figures.evidence(rule.figure(), rule.ofClass());
        RuleState now = before.next(rule.isBeyond(value, rule.limit()), evidence, rule.windows(), window.start());
        states.put(key, now);
        tell(rule, before, now, group, value, rule.limit(), window, out);
        if (now.beyond() == rule.windows()) {
            findings.add(new Finding(rule, group, null, now.pooled(), null));
        }
    }

    /** Both arms since the two models serve together: a difference of few records is found in many windows. */
    private void compare(
            AlertRule rule,
            Map<Group, Figures> groups,
            ClosedWindow window,
            List<Finding> findings,
            BiConsumer<String, Output> out) {
        Group one = largest(groups, rule.arm());
        Group other = largest(groups, rule.other());
        Evidence ofOne = one == null ? null : groups.get(one).evidence(rule.figure(), rule.ofClass());
        Evidence ofOther = other == null ? null : groups.get(other).evidence(rule.figure(), rule.ofClass());
        if (ofOne == null || ofOther == null) {
            return;
        }
        RuleState before = state(rule.text());
        String pair = one.model() + " " + other.model();
        if (before.of().equals(pair)) {
            ofOne = before.evidence().get(0).plus(ofOne);
            ofOther = before.evidence().get(1).plus(ofOther);
        }
        boolean isBeyond = rule.isBeyond(ofOne.value(), ofOther.value());
        int windows = before.of().equals(pair) ? before.beyond() : 0;
        RuleState now = new RuleState(
                isBeyond ? Math.min(windows + 1, rule.windows()) : 0, pair, List.of(ofOne, ofOther), window.start());
        states.put(rule.text(), now);
        tell(rule, before, now, one, ofOne.value(), ofOther.value(), window, out);
        if (now.beyond() == rule.windows()) {
            findings.add(new Finding(rule, one, other, ofOne, ofOther));
        }
    }

    private static Group largest(Map<Group, Figures> groups, String arm) {
        Group largest = null;
        for (Group group : groups.keySet()) {
            boolean larger = largest == null
                    || groups.get(group).records() > groups.get(largest).records();
            largest = group.arm().equals(arm) && larger ? group : largest;
        }
        return largest;
    }

    private static void tell(
            AlertRule rule,
            RuleState before,
            RuleState now,
            Group group,
            double value,
            double limit,
            ClosedWindow window,
            BiConsumer<String, Output> out) {
        boolean was = before.beyond() == rule.windows();
        boolean is = now.beyond() == rule.windows();
        if (was != is) {
            ObjectNode alert = JsonNodeFactory.instance
                    .objectNode()
                    .put("alert", rule.text())
                    .put("state", is ? "raised" : "cleared")
                    .put("model", group.model())
                    .put("arm", group.arm())
                    .put("value", value)
                    .put("limit", limit)
                    .put("windows", rule.windows())
                    .put("startMs", window.start())
                    .put("endMs", window.end());
            out.accept(rule.text() + "/" + group.model() + "/" + group.arm(), new Output(Output.Kind.ALERT, alert));
        }
    }

    private RuleState state(String key) {
        RuleState state = states.get(key);
        return state == null ? RuleState.NEW : state;
    }

    private void forget(ClosedWindow window) {
        long oldest = window.start() - FORGET * (window.end() - window.start());
        List<String> gone = new ArrayList<>();
        try (KeyValueIterator<String, RuleState> all = states.all()) {
            while (all.hasNext()) {
                KeyValue<String, RuleState> one = all.next();
                if (one.value.seen() < oldest) {
                    gone.add(one.key);
                }
            }
        }
        gone.forEach(states::delete);
    }
}
