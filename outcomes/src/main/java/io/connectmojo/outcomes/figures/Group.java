package io.connectmojo.outcomes.figures;

import io.connectmojo.outcomes.read.Scored;
import java.util.Comparator;

/**
 * Records that are counted together.
 *
 * @param model name and digest of the model; empty when the records do not tell
 * @param arm champion or challenger; empty when the records do not tell
 */
public record Group(String model, String arm) {
    /** What is beyond {@link OpenWindows#MAX_GROUPS}. */
    static final Group OTHER = new Group("(other)", "");

    static final Comparator<Group> BY_NAME = Comparator.comparing(Group::model).thenComparing(Group::arm);

    static Group of(Scored scored) {
        return new Group(scored.model() == null ? "" : scored.model(), scored.arm() == null ? "" : scored.arm());
    }
}
