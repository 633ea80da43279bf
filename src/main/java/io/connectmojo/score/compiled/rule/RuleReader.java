package io.connectmojo.score.compiled.rule;

import hex.genmodel.MojoModel;
import hex.genmodel.algos.rulefit.MojoCondition;
import hex.genmodel.algos.rulefit.MojoRule;
import hex.genmodel.algos.rulefit.MojoRuleEnsemble;
import hex.genmodel.algos.rulefit.RuleFitMojoModel;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a RuleFit model keeps to its package; the names by which genmodel finds a rule's level are looked up once. */
final class RuleReader {
    private final RuleFitMojoModel model;
    private final MojoModel linear;

    RuleReader(RuleFitMojoModel model) throws NotCompiled {
        this.model = model;
        this.linear = read(model, "_linearModel", MojoModel.class);
    }

    private static <T> T read(Object of, String name, Class<T> type) throws NotCompiled {
        return HiddenMember.read(of, name, type, NotCompiled::new);
    }

    MojoModel linear() {
        return linear;
    }

    boolean hasRules() throws NotCompiled {
        return read(model, "_modelType", RuleFitMojoModel.ModelType.class) != RuleFitMojoModel.ModelType.LINEAR;
    }

    boolean hasRow() throws NotCompiled {
        return read(model, "_modelType", RuleFitMojoModel.ModelType.class) != RuleFitMojoModel.ModelType.RULES;
    }

    /** By place in the rules and columns taken together, the column of the linear model. */
    int[] targets() throws NotCompiled {
        String[] names = read(model, "_linearNames", String[].class);
        List<String> columns = Arrays.asList(linear._names);
        int[] targets = new int[linear.nfeatures()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = columns.indexOf(names[i]);
            if (targets[i] < 0 || targets[i] >= targets.length) {
                throw new NotCompiled("its linear model has no column for rule " + i);
            }
        }
        return targets;
    }

    /** The rules by place, each group in genmodel's order: of those that hold the last one counts. */
    Rule[][] groups() throws NotCompiled {
        MojoRule[][][] ordered =
                read(read(model, "_ruleEnsemble", MojoRuleEnsemble.class), "_orderedRules", MojoRule[][][].class);
        int depth = read(model, "_depth", Integer.class);
        int trees = read(model, "_ntrees", Integer.class);
        String[] classes = model._domains[Arrays.asList(model._names).indexOf(model._responseColumn)];
        List<Rule[]> groups = new ArrayList<>();
        for (int d = 0; d < depth; d++) {
            for (int t = 0; t < trees; t++) {
                if (classes == null || classes.length <= 2) {
                    groups.add(rules(ordered[d][t], null, -1));
                    continue;
                }
                for (int c = 0; c < classes.length; c++) {
                    groups.add(rules(ordered[d][t], classes[c], c));
                }
            }
        }
        return groups.toArray(new Rule[0][]);
    }

    /** @param ofClass only rules whose name ends so; null for all */
    private Rule[] rules(MojoRule[] rules, @Nullable String ofClass, int classIndex) throws NotCompiled {
        List<Rule> read = new ArrayList<>();
        for (MojoRule rule : rules) {
            String name = read(rule, "_varName", String.class);
            if (ofClass != null && !name.endsWith(ofClass)) {
                continue;
            }
            MojoCondition[] conditions = read(rule, "_conditions", MojoCondition[].class);
            Rule.Condition[] flat = new Rule.Condition[conditions.length];
            for (int i = 0; i < flat.length; i++) {
                boolean categorical =
                        read(conditions[i], "_type", MojoCondition.Type.class) == MojoCondition.Type.Categorical;
                flat[i] = Rule.Condition.of(
                        conditions[i], read(conditions[i], "_featureIndex", Integer.class), categorical);
            }
            read.add(new Rule(flat, value(name, classIndex)));
        }
        if (ofClass != null && read.isEmpty()) {
            throw new NotCompiled("a tree has no rule for a class");
        }
        return read.toArray(new Rule[0]);
    }

    /** A rule's column is the part of its name before the N, for several classes with the class behind it. */
    private int value(String name, int classIndex) throws NotCompiled {
        String column = name.substring(0, name.indexOf('N')) + (classIndex < 0 ? "" : "C" + classIndex);
        int index = Arrays.asList(linear._names).indexOf(column);
        if (index < 0 || linear._domains[index] == null) {
            throw new NotCompiled("its linear model has no column " + column);
        }
        return Arrays.asList(linear._domains[index]).indexOf(name);
    }
}
