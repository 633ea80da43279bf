package io.connectmojo.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The problems of one record, told in one message. */
public final class RecordProblems {
    /** No more are printed: the others are counted but not worded. */
    private static final int KEPT = 100;

    /**
     * One of them.
     *
     * @param name of the column, else the place
     */
    private record Finding(RecordError code, String name, String line) {}

    private final List<Finding> problems = new ArrayList<>();
    private int count;
    private final Set<RecordError> codes = new LinkedHashSet<>();

    /** That of the whole message; set by the first problem, as is the rest. */
    @SuppressWarnings("NullAway.Init")
    private RecordError code;

    private String place = "";
    private String why = "";

    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * @param column null when it is about no single column
     * @param where field path and type, or empty
     */
    public void add(RecordError problem, @Nullable String column, String where, String why) {
        String at = column == null ? where : "column '" + column + "'" + (where.isEmpty() ? "" : ", " + where);
        codes.add(problem);
        // what is the same for all records of a kind heads the message
        if (count++ == 0 || isOfAllRecords(problem) && !isOfAllRecords(code)) {
            code = problem;
            place = at;
            this.why = why;
        }
        if (count <= KEPT) {
            problems.add(new Finding(problem, column == null ? where : column, at + ": " + why));
        }
    }

    private static boolean isOfAllRecords(RecordError code) {
        return code == RecordError.MISSING_COLUMNS || code == RecordError.NOTHING_MATCHED;
    }

    /** The message about all of them, and none of them is left. */
    public MojoException drain() {
        MojoException problem = count == 1
                ? Problem.of(code, what(code)).where(place).why(why).fix(fix(code))
                : Problem.of(code, whatOfAll())
                        .where(summary())
                        .why("the first: " + why)
                        .fix(fix(code))
                        .withItems(lines());
        clear();
        return problem;
    }

    /** Of the message's own code first, then of the others. */
    private String whatOfAll() {
        Set<String> texts = new LinkedHashSet<>(List.of(what(code)));
        codes.forEach(each -> texts.add(what(each)));
        return String.join(" and ", texts);
    }

    /** Those of the message's own code come first, since the message names the first. */
    private List<Finding> inOrder() {
        return problems.stream()
                .sorted(Comparator.comparing(problem -> problem.code != code))
                .toList();
    }

    private String summary() {
        String names = MojoException.firstThree(
                "column", inOrder().stream().map(Finding::name).toList());
        return count + names.substring(names.indexOf(' '));
    }

    private List<String> lines() {
        List<String> lines =
                new ArrayList<>(inOrder().stream().map(Finding::line).toList());
        lines.addAll(Collections.nCopies(count - lines.size(), ""));
        codes.stream()
                .filter(other -> other != code)
                .forEach(other -> lines.add("Fix of " + what(other) + ": " + fix(other)));
        return lines;
    }

    public void clear() {
        if (count > 0) {
            problems.clear();
            codes.clear();
            count = 0;
        }
    }

    /**
     * @param is the type or class of the key or value
     */
    public static MojoException notA(String wanted, String is) {
        return Problem.of(RecordError.NOT_A_RECORD, "not a " + wanted)
                .why("the key or value is of type " + is)
                .fix("check the converter and input.format");
    }

    private static String what(RecordError code) {
        return switch (code) {
            case MISSING_COLUMNS -> "model columns without a field";
            case NOTHING_MATCHED -> "no model column has a field in the record";
            case INVALID_VALUE -> "invalid value";
            case UNKNOWN_LEVEL -> "unknown level";
            case AMBIGUOUS -> "ambiguous field";
            case VECTOR -> "unusable vector";
            case OFFSET -> "no valid offset";
            default -> throw new IllegalArgumentException("not a problem of reading: " + code);
        };
    }

    private static String fix(RecordError code) {
        return switch (code) {
            case MISSING_COLUMNS ->
                "map them with input.fields or input.match=relaxed, or set input.missing.columns=na";
            case NOTHING_MATCHED -> "map the columns with input.fields or input.match=relaxed";
            case INVALID_VALUE -> "correct the field, input.fields or input.types, or set input.invalid.values=na";
            case UNKNOWN_LEVEL -> "correct the field, or set input.unknown.levels=na";
            case AMBIGUOUS -> "name the right field in input.fields";
            case VECTOR -> "correct the field, input.vector.field or input.vector.separator";
            case OFFSET -> "send the offset, or correct input.offset.field or input.defaults";
            default -> throw new IllegalArgumentException("not a problem of reading: " + code);
        };
    }
}
