package io.connectmojo.row.match;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that decides how a record becomes a row: the columns of the model and the input settings. Made once per model and
 * configuration; immutable.
 *
 * @param vector where a vector fills the columns that nothing else maps; null for none
 * @param offset where the offset of a model that was trained with one comes from; null when it was not
 * @param wordsSeparator splits the text of a WORDS column; null for runs of white space
 * @param maxMissing the largest share of cells that may be NA
 * @param root where the fields are that are found by name; null for the top level
 */
public record RowSpec(
        List<ColumnSpec> columns,
        Match match,
        Policy missingColumns,
        Policy unknownLevels,
        Policy invalidValues,
        List<String> naStrings,
        @Nullable Vector vector,
        @Nullable Offset offset,
        @Nullable Character wordsSeparator,
        boolean replaceNullWithDefault,
        double maxMissing,
        @Nullable FieldPath root) {

    /** The name of what was before a change, beside the root. */
    public static final String BEFORE = "before";

    /** How field names are compared with column names. */
    public enum Match {
        EXACT,
        /** Ignores case, {@code _ - .} and blanks. */
        RELAXED
    }

    /** What happens to a cell that cannot be filled. */
    public enum Policy {
        FAIL,
        NA
    }

    /** An array of numbers, or text split at the separator. */
    public record Vector(FieldPath field, char separator) {
        /** What a message on columns without a field adds when the vector has none either. */
        public String absent() {
            return "; nor has it the vector's, '" + field + "'";
        }
    }

    /**
     * The offset of the model.
     *
     * @param column the model's offset column
     * @param field null for the field named like the column, below the root
     * @param defaultText what {@code input.defaults} says for the column; null for none
     */
    public record Offset(
            String column,
            @Nullable FieldPath field,
            @Nullable String defaultText) {

        /** The offset when the record has none; NaN without a default. Throws C004 for a default that is no number. */
        public double onNull() {
            return Defaults.offset(column, defaultText);
        }
    }

    /** Throws C004 when a default cannot be taken by its column. */
    public RowSpec {
        columns = columns.stream().map(column -> column.withRoot(root)).toList();
        naStrings = List.copyOf(naStrings);
        for (ColumnSpec column : columns) {
            Defaults.value(column, naStrings);
        }
        if (offset != null) {
            offset.onNull();
        }
    }

    /** Without a root. */
    public RowSpec(
            List<ColumnSpec> columns,
            Match match,
            Policy missingColumns,
            Policy unknownLevels,
            Policy invalidValues,
            List<String> naStrings,
            @Nullable Vector vector,
            @Nullable Offset offset,
            @Nullable Character wordsSeparator,
            boolean replaceNullWithDefault,
            double maxMissing) {
        this(
                columns,
                match,
                missingColumns,
                unknownLevels,
                invalidValues,
                naStrings,
                vector,
                offset,
                wordsSeparator,
                replaceNullWithDefault,
                maxMissing,
                null);
    }

    /** The same fields as they were before a change: below {@link #BEFORE} beside the root. What is not below the root stays. */
    public RowSpec before() {
        FieldPath from = Objects.requireNonNull(root, "without a root there is nothing before");
        FieldPath otherRoot = from.sibling(BEFORE);
        return new RowSpec(
                columns.stream()
                        .map(column -> column.field() == null
                                ? column
                                : column.withField(column.field().moved(from, otherRoot)))
                        .toList(),
                match,
                missingColumns,
                unknownLevels,
                invalidValues,
                naStrings,
                vector == null ? null : new Vector(vector.field().moved(from, otherRoot), vector.separator()),
                offset == null || offset.field() == null
                        ? offset
                        : new Offset(offset.column(), offset.field().moved(from, otherRoot), offset.defaultText()),
                wordsSeparator,
                replaceNullWithDefault,
                maxMissing,
                otherRoot);
    }

    /** Where the field of that name is looked for. */
    public FieldPath place(String name) {
        return FieldPath.ofName(root, name);
    }

    /** Where the offset is looked for; throws when there is none. */
    public FieldPath offsetPath() {
        Offset term = Objects.requireNonNull(offset, "no offset");
        return term.field() == null ? place(term.column()) : term.field();
    }

    /** How many steps lead to the root; 0 for a path that is not below it. */
    public int stepsToRoot(FieldPath path) {
        return root != null && path.isBelow(root) ? root.steps().size() : 0;
    }

    /** The column, or the offset, that is read from the field, too; under relaxed matching also by another spelling. */
    public Optional<String> reader(FieldPath path) {
        if (vector != null && vector.field().equals(path)) {
            return Optional.of("the vector");
        }
        for (ColumnSpec column : columns) {
            if (column.path().equals(path) || column.field() == null && isSpelling(column.name(), path)) {
                return Optional.of(columnText(column.name()));
            }
        }
        if (offset != null
                && (offsetPath().equals(path) || offset.field() == null && isSpelling(offset.column(), path))) {
            return Optional.of(columnText(offset.column()));
        }
        return Optional.empty();
    }

    private static String columnText(String name) {
        return "the model's column '" + name + "'";
    }

    private boolean isSpelling(String column, FieldPath path) {
        return match == Match.RELAXED
                && !path.isMetadata()
                && path.steps().size() == (root == null ? 1 : root.steps().size() + 1)
                && (root == null || path.isBelow(root))
                && RelaxedName.of(column).equals(RelaxedName.of(path.last()));
    }

    /** The top-level fields that are looked for by their exact names. */
    public Set<String> topLevelNames() {
        return paths().filter(path -> !path.isMetadata())
                .map(path -> path.steps().get(0))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether anything is read from the metadata of records. */
    public boolean readsMetadata() {
        return paths().anyMatch(FieldPath::isMetadata);
    }

    private Stream<FieldPath> paths() {
        Stream<FieldPath> others = Stream.of(
                        Optional.ofNullable(vector).map(Vector::field),
                        Optional.ofNullable(offset).map(term -> offsetPath()))
                .flatMap(Optional::stream);
        return Stream.concat(columns.stream().map(ColumnSpec::path), others);
    }

    /** The settings' own defaults. */
    public static RowSpec of(List<ColumnSpec> columns) {
        return new RowSpec(
                columns, Match.EXACT, Policy.FAIL, Policy.NA, Policy.FAIL, List.of("NA"), null, null, null, true, 1);
    }
}
