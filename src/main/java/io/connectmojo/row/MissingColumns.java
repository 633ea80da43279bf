package io.connectmojo.row;

import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.MetadataPath;
import io.connectmojo.row.match.NameSuggester;
import io.connectmojo.row.match.RowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which columns have no field in a record without schema. Bad records come in storms: the nearest names are kept for the
 * next record that has the same names, and are looked for only as often as the time for it is saved on other records. Not
 * thread-safe.
 */
final class MissingColumns {
    /** Most names, and characters of them, that are kept. */
    private static final int MAX_NAMES = 5_000;

    private static final int MAX_CHARACTERS = 100_000;

    /** What a look for nearest names costs besides its comparisons, and one of them, where reading a column costs one. */
    private static final int PER_LOOK = 400;

    private static final int PER_COMPARISON = 40;

    /** Columns that are saved up at most: each refused record adds its own. */
    private static final int MAX_SAVED = 3 * PER_COMPARISON * NameSuggester.MAX_COMPARISONS;

    private final RowSpec spec;
    private final ColumnSlot[] cells;
    private final MapPath[] paths;
    private int saved = MAX_SAVED;

    /** The names that hints are kept for. */
    private Set<Object> names = Set.of();

    /** Null when too many records were refused of late. */
    private @Nullable NameSuggester nearest;

    /** Where the names are; null for the top level. */
    private @Nullable FieldPath parent;

    /** Per column the hint at its nearest name; null until it is looked for. */
    private final String[] hints;

    MissingColumns(RowSpec spec, ColumnSlot[] cells, MapPath[] paths) {
        this.spec = spec;
        this.cells = cells;
        this.paths = paths;
        this.hints = new String[cells.length];
    }

    /**
     * Adds what is to be told of a record.
     *
     * @param found the value of each column, or that it has no field
     * @param nothing whether no column has one
     * @param recordNames of all fields
     * @param parentOfNames where these fields are; null for the top level
     */
    void addTo(
            RecordProblems problems,
            Object[] found,
            boolean nothing,
            Collection<?> recordNames,
            @Nullable FieldPath parentOfNames) {
        if (!Objects.equals(parent, parentOfNames)) {
            parent = parentOfNames;
            names = Set.of();
            nearest = null;
        }
        RecordError code = nothing ? RecordError.NOTHING_MATCHED : RecordError.MISSING_COLUMNS;
        lookAt(recordNames);
        boolean any = false;
        for (int i = 0; i < found.length; i++) {
            if (!MapPath.isField(found[i]) && cells[i].column.defaultText() == null) {
                any = true;
                if (problems.isWorded(code)) {
                    problems.add(code, cells[i].column.name(), cells[i].place(), why(i, found[i]));
                } else {
                    problems.addUnworded(code);
                }
            }
        }
        if (nothing && !any) {
            problems.add(code, null, "", "every column would hold its default");
        }
        if (names.isEmpty()) {
            nearest = null;
        }
    }

    private String why(int slot, Object found) {
        String hint = found == MapPath.BLOCKED ? MapPath.GOES_ON : noField(slot);
        return spec.vector() == null ? hint : hint + spec.vector().absent();
    }

    private String noField(int slot) {
        MapPath path = paths[slot];
        boolean ofNames = !(path instanceof MetadataPath) && (parent == null || path.skipped > 0);
        if (nearest == null || !ofNames) {
            return MapPath.NO_FIELD;
        }
        if (hints[slot] == null) {
            boolean inRoot = parent != null || path.skipped == 0;
            String wanted = inRoot
                    ? path.steps[0]
                    : spec.columns().get(slot).path().steps().get(0);
            hints[slot] = MapPath.NO_FIELD + nearest.hint(wanted, parent);
        }
        return hints[slot];
    }

    private void lookAt(Collection<?> recordNames) {
        saved = Math.min(MAX_SAVED, saved + cells.length);
        if (nearest != null && names.size() == recordNames.size() && names.containsAll(recordNames)) {
            return;
        }
        names = Set.of();
        nearest = null;
        int columns = Math.min(cells.length, RecordProblems.MAX_WORDED);
        long comparisons =
                Math.min(NameSuggester.MAX_COMPARISONS, (long) recordNames.size() * columns) + recordNames.size();
        long cost = PER_LOOK + PER_COMPARISON * comparisons;
        if (cost <= saved) {
            saved -= (int) cost;
            Arrays.fill(hints, null);
            List<String> texts = new ArrayList<>(recordNames.size());
            recordNames.forEach(name -> texts.add(String.valueOf(name)));
            nearest = new NameSuggester(texts);
            if (texts.size() <= MAX_NAMES
                    && texts.stream().mapToLong(String::length).sum() <= MAX_CHARACTERS) {
                names = new HashSet<>(recordNames);
            }
        }
    }
}
