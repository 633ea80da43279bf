package io.connectmojo.row.match;

import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Relaxed matching of names: without case, {@code _ - .} and blanks. A field that a column or a path names exactly is
 * theirs alone. Two fields that fit one column, or one that fits two columns, fit none.
 */
public final class FieldNames {
    /** Most fields that are remembered, and the longest name of one, in characters. */
    private static final int MAX_REMEMBERED = 10_000;

    private static final int MAX_LENGTH = 256;

    /** The names that look for a field, by their relaxed form; the offset's stands behind those of the columns. */
    private final Map<String, List<Integer>> byNormal = new HashMap<>();

    /** What was found out about the fields of the last records. */
    private Map<String, List<Integer>> byField = new HashMap<>();

    private final Set<String> exact = new HashSet<>();
    private final String[] wanted;
    private final RowSpec spec;

    public FieldNames(RowSpec spec) {
        this.spec = spec;
        int n = spec.columns().size();
        wanted = new String[n + 1];
        for (int i = 0; i < n; i++) {
            ColumnSpec column = spec.columns().get(i);
            register(i, column.name(), column.field());
        }
        if (spec.offset() != null) {
            register(n, spec.offset().column(), spec.offset().field());
        }
        if (spec.vector() != null) {
            addExact(spec.vector().field());
        }
    }

    private void register(int slot, String name, @Nullable FieldPath path) {
        if (path != null) {
            addExact(path);
            return;
        }
        wanted[slot] = name;
        exact.add(name);
        byNormal.computeIfAbsent(RelaxedName.of(name), ignored -> new ArrayList<>())
                .add(slot);
    }

    /** The name that a path has among those of the fields below the root. */
    private void addExact(FieldPath path) {
        int skipped = spec.stepsToRoot(path);
        if (skipped > 0 || spec.root() == null && !path.isMetadata()) {
            exact.add(path.steps().get(skipped));
        }
    }

    /** Per column, and for the offset behind them, the one of these fields that fits; null for none. */
    public String[] find(List<String> fields, RecordProblems problems) {
        String[] found = new String[size()];
        fields.forEach(field -> record(field, fits(field), found, problems));
        return found;
    }

    /** Number of names that look for a field: the columns, and the offset. */
    public int size() {
        return wanted.length;
    }

    /** Whether the name looks for a field, rather than having a path. */
    boolean looks(int slot) {
        return wanted[slot] != null;
    }

    /** The names that the field fits. */
    public List<Integer> fits(String field) {
        List<Integer> known = byField.get(field);
        if (known != null) {
            return known;
        }
        List<Integer> slots = new ArrayList<>();
        for (int slot : byNormal.getOrDefault(RelaxedName.of(field), List.of())) {
            if (wanted[slot].equals(field) || !exact.contains(field)) {
                slots.add(slot);
            }
        }
        if (field.length() <= MAX_LENGTH) {
            if (byField.size() == MAX_REMEMBERED) {
                // one record of very many fields is not to keep those of the next ones out
                byField = new HashMap<>();
            }
            byField.put(field, slots);
        }
        return slots;
    }

    /**
     * Notes that the field fits some names.
     *
     * @param found the field of each name so far
     */
    public void record(String field, List<Integer> fits, String[] found, RecordProblems problems) {
        for (int i = 0; i < fits.size(); i++) {
            int slot = fits.get(i);
            if (found[slot] != null) {
                problems.add(
                        RecordError.AMBIGUOUS,
                        wanted[slot],
                        "fields '" + shortened(found[slot]) + "', '" + shortened(field) + "'",
                        "more than one field fits under input.match=relaxed");
            } else if (fits.size() > 1) {
                problems.add(
                        RecordError.AMBIGUOUS,
                        wanted[slot],
                        "field '" + shortened(field) + "'",
                        "the field fits more than one column under input.match=relaxed");
            }
            found[slot] = field;
        }
    }

    private static String shortened(String field) {
        return field.length() <= MAX_LENGTH ? field : field.substring(0, MAX_LENGTH) + "…";
    }
}
