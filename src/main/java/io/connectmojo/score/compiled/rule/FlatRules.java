package io.connectmojo.score.compiled.rule;

import hex.genmodel.MojoModel;
import hex.genmodel.algos.rulefit.RuleFitMojoModel;
import io.connectmojo.score.NotCompiled;
import java.util.Arrays;

/**
 * A RuleFit model: which rule of each tree holds, as levels for its linear model, which genmodel scores. Genmodel evaluates
 * every rule and looks each level up by name, record by record. Immutable, shared by all tasks; each brings its own
 * {@link Scratch}.
 */
public final class FlatRules {
    private final MojoModel linear;
    private final Rule[][] groups;
    private final int[] targets;

    private FlatRules(MojoModel linear, Rule[][] groups, int[] targets) {
        this.linear = linear;
        this.groups = groups;
        this.targets = targets;
    }

    public static FlatRules of(RuleFitMojoModel model) throws NotCompiled {
        RuleReader reader = new RuleReader(model);
        Rule[][] groups = reader.hasRules() ? reader.groups() : new Rule[0][];
        int[] targets = reader.targets();
        boolean withRow = reader.hasRow();
        if (targets.length > groups.length + (withRow ? model.nfeatures() : 0)) {
            throw new NotCompiled("its linear model has more columns than its rules give");
        }
        return new FlatRules(reader.linear(), groups, targets);
    }

    /** What one task needs to score: not thread-safe. */
    public static final class Scratch {
        private final double[] input;

        Scratch(int columns) {
            input = new double[columns];
        }
    }

    public Scratch newScratch() {
        return new Scratch(targets.length);
    }

    /** Scores like the model's score0. Leaves the row as it is. */
    public void score(double[] row, double[] predictions, Scratch scratch) {
        double[] input = scratch.input;
        for (int i = 0; i < targets.length; i++) {
            input[targets[i]] = i < groups.length ? level(groups[i], row) : row[i - groups.length];
        }
        linear.score0(input, predictions);
    }

    private static double level(Rule[] rules, double[] row) {
        for (int i = rules.length - 1; i >= 0; i--) {
            if (rules[i].holds(row)) {
                return rules[i].value() < 0 ? Double.NaN : rules[i].value();
            }
        }
        return Double.NaN;
    }

    /** Per column, the thresholds of the rules' conditions. */
    public float[][] thresholds(int columns) {
        float[][] thresholds = new float[columns][];
        for (int c = 0; c < columns; c++) {
            int column = c;
            double[] found = Arrays.stream(groups)
                    .flatMap(Arrays::stream)
                    .flatMap(rule -> Arrays.stream(rule.conditions()))
                    .filter(condition -> condition.column() == column && condition.levels() == null)
                    .mapToDouble(Rule.Condition::threshold)
                    .distinct()
                    .toArray();
            thresholds[c] = new float[found.length];
            for (int i = 0; i < found.length; i++) {
                thresholds[c][i] = (float) found[i];
            }
        }
        return thresholds;
    }

    public String description() {
        return groups.length + " groups of rules";
    }
}
