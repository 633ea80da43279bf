package io.connectmojo.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the records so far. Written by the scoring thread, printed once by any. */
final class ScoreSummary {
    private final Map<String, Long> refused = new TreeMap<>();
    private long records;
    private long passed;
    private boolean told;

    synchronized void scored() {
        records++;
    }

    /** A record without a key or value to score. */
    synchronized void passed() {
        records++;
        passed++;
    }

    synchronized void refused(String code) {
        records++;
        refused.merge(code, 1L, Long::sum);
    }

    synchronized long records() {
        return records;
    }

    synchronized long refused() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Says it, the first time only. */
    synchronized void tell(Terminal terminal, ColumnReport columns, boolean partial) {
        if (told) {
            return;
        }
        told = true;
        StringBuilder text = new StringBuilder(partial ? "interrupted after " : "");
        text.append(count(records, "record"))
                .append(": ")
                .append(records - passed - refused())
                .append(" scored, ");
        text.append(refused()).append(" refused");
        if (passed > 0) {
            text.append(", ").append(passed).append(" passed untouched");
        }
        refused.forEach((code, count) ->
                text.append("\n  refused with ").append(code).append(": ").append(count));
        columns.lines().forEach(line -> text.append("\n  ").append(line));
        terminal.say(text.toString());
    }

    static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
