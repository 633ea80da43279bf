package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import org.apache.kafka.connect.sink.SinkRecord;

/** One pass over the input. A record that is refused is told with its number and leaves no line in the output. */
final class ScoreRun {
    /** Set by the transform under on.error=null. */
    private static final String ERROR_HEADER = "mojo.error";

    private static final int LOOK_EVERY = 256;

    private final OfflineTransform transform;
    private final RecordInput input;
    private final RecordOutput output;
    private final ScoreSummary summary;
    private final Terminal terminal;
    private final Progress progress;
    private final long mostProblems;
    private long problems;

    ScoreRun(
            OfflineTransform transform,
            RecordInput input,
            RecordOutput output,
            ScoreSummary summary,
            Terminal terminal,
            long mostProblems) {
        this.transform = transform;
        this.input = input;
        this.output = output;
        this.summary = summary;
        this.terminal = terminal;
        this.mostProblems = mostProblems;
        this.progress = new Progress(terminal);
    }

    /**
     * Scores until the end of the input. Throws D101 when the input breaks off.
     *
     * @return false when it ended before, because nobody takes the output
     */
    boolean run() {
        boolean more = true;
        while (more) {
            try {
                more = one();
            } catch (MojoException problem) {
                if (problem.code() == CommandError.UNREADABLE) {
                    throw problem;
                }
                refuse(problem.code().id(), problem.firstLine());
            }
            if (input.number() % LOOK_EVERY == 0) {
                progress.at(summary.records(), input.bytesRead(), input.size());
                if (output.isBroken()) {
                    return false;
                }
            }
        }
        progress.clear();
        return true;
    }

    private boolean one() {
        Object line = input.next();
        if (line == null) {
            return false;
        }
        SinkRecord before = transform.record(line);
        output.begin(transform.schema(before), transform.payload(before), before.headers());
        SinkRecord after = transform.apply(before);
        output.print(input.number(), transform.schema(after), transform.payload(after), after.headers());
        Object error = after.headers().isEmpty() || after.headers().lastWithName(ERROR_HEADER) == null
                ? null
                : after.headers().lastWithName(ERROR_HEADER).value();
        if (error != null) {
            String text = error.toString();
            refuse(text.substring("MOJO-".length(), text.indexOf(' ')), text);
        } else if (after == before) {
            summary.passed();
        } else {
            summary.scored();
        }
        return true;
    }

    private void refuse(String code, String line) {
        summary.refused("MOJO-" + code);
        problems++;
        if (problems > mostProblems + 1) {
            return;
        }
        progress.clear();
        terminal.say(
                problems <= mostProblems
                        ? "record " + input.number() + ": " + line
                        : "further problems are counted, not told (--problems)");
    }
}
