package io.connectmojo.outcomes.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A record for one of the topics that results are written to. */
public record Output(Kind kind, ObjectNode json) {
    /** Which topic. */
    public enum Kind {
        COUNTS,
        ACCURACY,
        FIGURES,
        ALERT,
        DECISION
    }
}
