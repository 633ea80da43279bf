package io.connectmojo.row.match;

import java.util.List;

/** Finds the parent that every mapped path runs through. */
public final class CommonParent {
    private List<String> steps;

    /** Takes a path into account, unless it is none of fields. */
    public void add(FieldPath path) {
        if (path.isMetadata()) {
            return;
        }
        List<String> parents = path.steps().subList(0, path.steps().size() - 1);
        if (steps == null) {
            steps = parents;
            return;
        }
        int n = 0;
        while (n < steps.size() && n < parents.size() && steps.get(n).equals(parents.get(n))) {
            n++;
        }
        steps = parents.subList(0, n);
    }

    /** From the top down; empty when there is none. */
    public List<String> steps() {
        return steps == null ? List.of() : steps;
    }
}
