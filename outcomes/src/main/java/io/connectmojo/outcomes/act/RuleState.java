package io.connectmojo.outcomes.act;

import io.connectmojo.outcomes.figures.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule remembers of the windows before.
 *
 * @param beyond windows in a row beyond the limit, at most as many as the rule asks for
 * @param of whose windows these are
 * @param evidence of a limit, the last windows; of a comparison, all windows of each arm together
 * @param seen start of the last window
 */
public record RuleState(int beyond, String of, List<Evidence> evidence, long seen) {
    static final RuleState NEW = new RuleState(0, "", List.of(), 0);

    /** With one more window of a limit, of which the last ones are kept. */
    RuleState next(boolean isBeyond, Evidence window, int windows, long start) {
        List<Evidence> last = new ArrayList<>(evidence);
        if (window != null) {
            last.add(window);
        }
        while (last.size() > windows) {
            last.remove(0);
        }
        return new RuleState(isBeyond ? Math.min(beyond + 1, windows) : 0, of, last, start);
    }

    Evidence pooled() {
        return evidence.stream().reduce(Evidence::plus).orElse(null);
    }
}
