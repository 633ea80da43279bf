package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What became of stored records that were scored again. Memory depends on the number of models alone. Not thread-safe. */
final class VerifyReport {
    private final long mostProblems;
    private final Consumer<String> problems;
    private final Map<String, Long> verified = new TreeMap<>();
    private final Map<String, Long> missing = new TreeMap<>();
    private final Map<String, String> why = new TreeMap<>();
    private long records;
    private long same;
    private long different;
    private long unscored;
    private long unstamped;
    private long unread;
    private long told;

    /**
     * @param mostProblems how many are told
     * @param problems takes one line for each record that is not verified
     */
    VerifyReport(long mostProblems, Consumer<String> problems) {
        this.mostProblems = mostProblems;
        this.problems = problems;
    }

    /** @param digest of the model that gives all that is stored */
    void same(String digest) {
        records++;
        same++;
        verified.merge(digest, 1L, Long::sum);
    }

    /** A record that neither has a prediction nor gets one. */
    void unscored() {
        records++;
        unscored++;
    }

    void different(long number, String what) {
        records++;
        different++;
        tell(number, what);
    }

    /** A record with a prediction that does not say which model made it. */
    void unstamped(long number) {
        records++;
        unstamped++;
        tell(number, "it does not say which model scored it");
    }

    /** @param why the model cannot score; empty when it was not found */
    void missing(long number, String stamp, String why) {
        records++;
        missing.merge(stamp, 1L, Long::sum);
        this.why.put(stamp, why);
        tell(number, "the model " + stamp + (why.isEmpty() ? " was not found" : " cannot be used"));
    }

    void unread(long number, String problem) {
        records++;
        unread++;
        tell(number, problem);
    }

    private void tell(long number, String what) {
        told++;
        if (told <= mostProblems) {
            problems.accept("record " + number + ": " + what);
        } else if (told == mostProblems + 1) {
            problems.accept("further records are counted, not told (--problems)");
        }
    }

    long records() {
        return records;
    }

    /** Whether every record is what its model gives. */
    boolean isProof() {
        return same + unscored == records;
    }

    ObjectNode json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("records", records)
                .put("verified", same)
                .put("different", different)
                .put("unscored", unscored);
        node.put("unstamped", unstamped).put("unread", unread);
        ArrayNode models = node.putArray("models");
        verified.forEach(
                (digest, count) -> models.addObject().put("sha256", digest).put("verified", count));
        ArrayNode lacking = node.putArray("missing");
        missing.forEach((stamp, count) ->
                lacking.addObject().put("model", stamp).put("records", count).put("why", why.get(stamp)));
        return node;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder first = new StringBuilder(ScoreSummary.count(records, "record"));
        first.append(": ")
                .append(same)
                .append(" verified bit for bit, ")
                .append(different)
                .append(" different");
        part(first, unscored, " not scored");
        part(first, unstamped, " without a model");
        part(first, missing.values().stream().mapToLong(Long::longValue).sum(), " of a missing model");
        part(first, unread, " not read");
        lines.add(first.toString());
        verified.forEach((digest, count) -> lines.add("  model " + digest + ": " + count + " verified"));
        missing.forEach((stamp, count) -> lines.add("  missing model " + stamp + ": "
                + ScoreSummary.count(count, "record") + (why.get(stamp).isEmpty() ? "" : "; " + why.get(stamp))));
        return lines;
    }

    private static void part(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append(", ").append(count).append(what);
        }
    }
}
