package io.connectmojo.row.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the parent that every mapped path runs through. */
public final class CommonParent {
    private @Nullable List<String> steps;

    /** The parent of all fields that the specification spells; null when there is none. */
    public static @Nullable MapPath path(RowSpec spec) {
        CommonParent parent = new CommonParent();
        spec.columns().stream().filter(column -> column.field() != null).forEach(column -> parent.add(column.field()));
        if (spec.vector() != null) {
            parent.add(spec.vector().field());
        }
        return parent.steps().isEmpty() ? null : new MapPath(new FieldPath(parent.steps()));
    }

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
