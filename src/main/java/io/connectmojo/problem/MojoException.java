package io.connectmojo.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem with a code, told so that a person can act on it. The first line is at most {@value #FIRST_LINE} characters,
 * because it lands in REST traces and dead letter headers; further lines give the details. No line ever holds a record's
 * value.
 */
public final class MojoException extends RuntimeException {
    /** Longest first line, in characters. */
    public static final int FIRST_LINE = 240;

    /** Most items that are listed, and most characters that they take. */
    private static final int MAX_ITEMS = 100;

    private static final int MAX_CHARACTERS = 8192;

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    private final boolean isPassing;

    /** Made when somebody asks for it. */
    private @Nullable String firstLine;

    private MojoException(ErrorCode code, String message, @Nullable Throwable cause, boolean isPassing) {
        // one that is about a record is made again and again, perhaps kept, and tells all there is to tell in its text
        super(message, cause, !(code instanceof RecordError), !(code instanceof RecordError));
        this.code = code;
        this.isPassing = isPassing;
    }

    /** {@code MOJO-<code> <what> [<where>] - <why>. Fix: <fix>.} Worded by {@link Problem}. */
    static MojoException of(
            ErrorCode code,
            String what,
            String where,
            String why,
            String fix,
            @Nullable Throwable cause,
            boolean isPassing) {
        return new MojoException(code, line(code, what, where, why, fix), cause, isPassing);
    }

    /** This problem with one further line per item, cut at 100 items or 8 kB. */
    public MojoException withItems(List<String> items) {
        return withItems(items, 0);
    }

    /** The same, of items that are more than those given. */
    MojoException withItems(List<String> items, int others) {
        StringBuilder text = new StringBuilder(getMessage());
        int start = text.length();
        int listed = 0;
        for (String item : items) {
            if (listed == MAX_ITEMS || text.length() - start + item.length() > MAX_CHARACTERS) {
                break;
            }
            text.append("\n  ").append(item);
            listed++;
        }
        int more = items.size() - listed + others;
        if (more > 0) {
            text.append("\n  … and ").append(more).append(" more");
        }
        return new MojoException(code, text.toString(), getCause(), isPassing);
    }

    /** {@code 4 columns: 'a', 'b', 'c' …}: how many, and the first three. */
    public static String firstThree(String noun, List<String> names) {
        List<String> quoted = new ArrayList<>();
        for (String name : names.subList(0, Math.min(3, names.size()))) {
            quoted.add("'" + shorten(name, 32) + "'");
        }
        return names.size() + " " + noun + (names.size() == 1 ? "" : "s") + ": " + String.join(", ", quoted)
                + (names.size() > 3 ? " …" : "");
    }

    public ErrorCode code() {
        return code;
    }

    /** Whether the same thing may be well a while later, though nobody has changed it. */
    public boolean isPassing() {
        return isPassing;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The first line alone. */
    public String firstLine() {
        String first = firstLine;
        if (first == null) {
            int end = getMessage().indexOf('\n');
            first = end < 0 ? getMessage() : getMessage().substring(0, end);
            firstLine = first;
        }
        return first;
    }

    private static String line(ErrorCode code, String what, String where, String why, String fix) {
        String head = "MOJO-" + code.id() + " " + what + (where.isEmpty() ? "" : " [" + where + "]");
        String tail = ". Fix: " + fix + ".";
        String whole = oneLine(head + " - " + why + tail);
        if (whole.length() <= FIRST_LINE) {
            return whole;
        }
        int room = FIRST_LINE - tail.length() - 3;
        String first = room > head.length() / 2 && room > 60
                ? shorten(oneLine(head + " - " + why), FIRST_LINE - tail.length()) + oneLine(tail)
                : shorten(whole, FIRST_LINE);
        return first + "\n  " + shorten(whole, MAX_CHARACTERS);
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
