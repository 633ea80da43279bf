package io.connectmojo.outcomes.act;

import io.connectmojo.outcomes.figures.Evidence;
import io.connectmojo.outcomes.figures.Group;

/**
 * A rule whose alert is raised in this window.
 *
 * @param group whose figure it is
 * @param other the group that it is compared with; null for a limit
 * @param evidence of the figure; null when nobody can say how sure it is
 * @param against of the other group; null for a limit
 */
record Finding(AlertRule rule, Group group, Group other, Evidence evidence, Evidence against) {
    /** The records of the smaller side. */
    double records() {
        return against == null ? evidence.records() : Math.min(evidence.records(), against.records());
    }

    /** Where the true figure ends, towards the limit; of a comparison, how many standard deviations are between the two. */
    double bound(double deviations) {
        if (rule.compares()) {
            return rule.above() ? evidence.above(against) : against.above(evidence);
        }
        return rule.above() ? evidence.lower(deviations) : evidence.upper(deviations);
    }

    boolean isSure(double deviations) {
        double bound = bound(deviations);
        if (rule.compares()) {
            return bound > deviations;
        }
        return rule.above() ? bound > rule.limit() : bound < rule.limit();
    }

    double limit() {
        return rule.compares() ? against.value() : rule.limit();
    }
}
