package io.connectmojo.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The problems of one record, told in one message. Bad records come in storms: a message that would be the last one again is not
 * worded again, and of many messages that differ only the first ones list every problem. Not thread-safe.
 */
public final class RecordProblems {
    /** No more are printed: the others are counted but not worded. */
    public static final int MAX_WORDED = 100;

    /** Lines that are saved up at most, those that each message adds, and those of a message for which too few are left. */
    private static final int MAX_SAVED = 10 * MAX_WORDED;

    private static final int PER_MESSAGE = 5;

    /** Messages that are kept. */
    private static final int MAX_ALONE = 16;

    private static final int FEW = 3;

    /**
     * One of them.
     *
     * @param column null when it is about no single column
     * @param fix its own; empty for that of its code
     */
    private record Finding(RecordError code, @Nullable String column, String where, String why, String fix) {
        String place() {
            return column == null ? where : "column '" + column + "'" + (where.isEmpty() ? "" : ", " + where);
        }

        String name() {
            return column == null ? where : column;
        }

        String remedy() {
            return fix.isEmpty() ? RecordProblems.fix(code) : fix;
        }

        boolean isOf(
                RecordError otherCode,
                @Nullable String otherColumn,
                String otherWhere,
                String otherWhy,
                String otherFix) {
            return code == otherCode
                    && Objects.equals(column, otherColumn)
                    && where.equals(otherWhere)
                    && why.equals(otherWhy)
                    && fix.equals(otherFix);
        }
    }

    /** Stands for no problem. */
    private static final Finding NONE = new Finding(RecordError.SCORING, null, "", "", "");

    private List<Finding> problems = new ArrayList<>();
    private int count;
    private final Set<RecordError> codes = EnumSet.noneOf(RecordError.class);

    /** That whose code is that of the whole message. */
    private Finding head = NONE;

    private int saved = MAX_SAVED;

    /** What was told last, and of what; null for nothing. */
    private @Nullable MojoException told;

    /** The last messages about one problem alone: bad records often differ in no more than the column. */
    private final Map<Finding, MojoException> toldAlone = new HashMap<>();

    private List<Finding> toldOf = new ArrayList<>();
    private int toldCount;
    private Finding toldHead = NONE;
    private Set<RecordError> toldCodes = Set.of();

    public boolean isEmpty() {
        return count == 0;
    }

    /** Whether a further problem with that code is printed, and not only counted. */
    public boolean isWorded(RecordError problem) {
        return count < MAX_WORDED || isHead(problem);
    }

    /** Counts a problem that is not printed. */
    public void addUnworded(RecordError problem) {
        codes.add(problem);
        count++;
    }

    /**
     * @param column null when it is about no single column
     * @param where field path and type, or empty
     */
    public void add(RecordError problem, @Nullable String column, String where, String why) {
        add(problem, column, where, why, "");
    }

    /** @param fix of this problem alone; empty for that of its code */
    public void add(RecordError problem, @Nullable String column, String where, String why, String fix) {
        // in a storm of equal records each finding is the one that was told last
        Finding before = count < toldOf.size() ? toldOf.get(count) : NONE;
        Finding finding =
                before.isOf(problem, column, where, why, fix) ? before : new Finding(problem, column, where, why, fix);
        if (isHead(problem)) {
            head = finding;
        }
        codes.add(problem);
        if (count++ < MAX_WORDED) {
            problems.add(finding);
        }
    }

    /** What is the same for all records of a kind heads the message. */
    private boolean isHead(RecordError problem) {
        return count == 0 || isOfAllRecords(problem) && !isOfAllRecords(head.code);
    }

    private static boolean isOfAllRecords(RecordError code) {
        return code == RecordError.MISSING_COLUMNS || code == RecordError.NOTHING_MATCHED;
    }

    /** The message about all of them, and none of them is left. */
    public MojoException drain() {
        boolean again = told != null
                && count == toldCount
                && head.equals(toldHead)
                && codes.equals(toldCodes)
                && problems.equals(toldOf);
        MojoException message = again ? told : null;
        if (message == null) {
            message = message();
            told = message;
            List<Finding> other = toldOf;
            toldOf = problems;
            problems = other;
            toldCount = count;
            toldHead = head;
            toldCodes = EnumSet.copyOf(codes);
        }
        clear();
        return message;
    }

    private MojoException alone() {
        MojoException message = toldAlone.get(head);
        if (message == null) {
            message = Problem.of(head.code, what(head.code))
                    .where(head.place())
                    .why(head.why)
                    .fix(head.remedy());
            if (toldAlone.size() == MAX_ALONE) {
                toldAlone.clear();
            }
            toldAlone.put(head, message);
        }
        return message;
    }

    private MojoException message() {
        if (count == 1) {
            return alone();
        }
        RecordError code = head.code;
        int affordable = affordable();
        return Problem.of(code, whatOfAll())
                .where(summary())
                .why("the first: " + head.why)
                .fix(head.remedy())
                .withItems(lines(affordable), count - affordable);
    }

    /** How many problems the message lists. */
    private int affordable() {
        saved = Math.min(MAX_SAVED, saved + PER_MESSAGE);
        int most = problems.size() <= saved ? problems.size() : Math.min(FEW, problems.size());
        saved -= most;
        return most;
    }

    /** Of the message's own code first, then of the others. */
    private String whatOfAll() {
        Set<String> texts = new LinkedHashSet<>(List.of(what(head.code)));
        codes.forEach(each -> texts.add(what(each)));
        return String.join(" and ", texts);
    }

    /** Those of the message's own code come first, since the message names the first. */
    private List<Finding> inOrder() {
        return codes.size() == 1
                ? problems
                : problems.stream()
                        .sorted(Comparator.comparing(problem -> problem.code != head.code))
                        .toList();
    }

    private String summary() {
        String names = MojoException.firstThree(
                "column", inOrder().stream().limit(4).map(Finding::name).toList());
        return count + names.substring(names.indexOf(' '));
    }

    private List<String> lines(int most) {
        List<String> lines = new ArrayList<>();
        for (Finding problem : inOrder().subList(0, most)) {
            String own = problem.fix.isEmpty() ? "" : "; fix: " + problem.fix;
            lines.add(problem.place() + ": " + problem.why + own);
        }
        for (RecordError other : codes) {
            if (other != head.code) {
                lines.add("Fix of " + what(other) + ": " + fix(other));
            }
        }
        return lines;
    }

    public void clear() {
        if (count > 0) {
            count = 0;
            codes.clear();
            head = NONE;
        }
        problems.clear();
    }

    /**
     * @param is the type or class of the key or value
     */
    public static MojoException notA(String wanted, String is) {
        return Problem.of(RecordError.NOT_A_RECORD, "not a " + wanted)
                .why("the key or value is of type " + is)
                .fix("check the converter and input.format");
    }

    /** There is nothing at the path that could get outputs. */
    public static MojoException noParent(String path) {
        return Problem.of(RecordError.NO_PARENT, "The record has no place for the outputs")
                .where("output.parent=" + path)
                .why("there is no STRUCT, or Map without schema, of that path")
                .fix("correct output.parent, or keep such records away from the transform with a predicate");
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
