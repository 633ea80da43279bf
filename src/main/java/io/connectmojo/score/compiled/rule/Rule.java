package io.connectmojo.score.compiled.rule;

import hex.genmodel.algos.rulefit.MojoCondition;
import org.jspecify.annotations.Nullable;

/**
 * One rule: the row that fulfils all of its conditions has its value.
 *
 * @param value index of the rule's level in the linear model's column; negative when the column lacks it
 */
record Rule(Condition[] conditions, int value) {
    boolean holds(double[] row) {
        for (Condition condition : conditions) {
            if (!condition.holds(row[condition.column])) {
                return false;
            }
        }
        return true;
    }

    /**
     * A condition on one column.
     *
     * @param levels of a categorical column, whether each fulfils the condition; null for a numeric one
     */
    record Condition(int column, boolean missing, boolean less, double threshold, boolean @Nullable [] levels) {
        boolean holds(double cell) {
            if (Double.isNaN(cell)) {
                return missing;
            }
            if (levels != null) {
                int level = (int) cell;
                return level == cell && level >= 0 && level < levels.length && levels[level];
            }
            return less ? cell < threshold : cell >= threshold;
        }

        static Condition of(MojoCondition condition, int column, boolean categorical) {
            boolean[] levels = null;
            if (categorical) {
                int last = -1;
                for (int level : condition._catThreshold) {
                    last = Math.max(last, level);
                }
                levels = new boolean[last + 1];
                for (int level : condition._catThreshold) {
                    levels[level] = true;
                }
            }
            return new Condition(
                    column,
                    condition._NAsIncluded,
                    condition._operator == MojoCondition.Operator.LessThan,
                    condition._numThreshold,
                    levels);
        }
    }
}
