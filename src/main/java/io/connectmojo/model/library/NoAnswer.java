package io.connectmojo.model.library;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.time.Duration;

/** What to say when a feed does not come back from where it reads. */
final class NoAnswer {
    private NoAnswer() {}

    static MojoException problem(PinnedFeed feed, Duration silence) {
        return problem(feed, "nothing has arrived for " + silence.toSeconds() + " s");
    }

    static MojoException problem(PinnedFeed feed, String why) {
        return Problem.of(ModelError.NO_ANSWER, "Reading the model does not come to an end")
                .where(feed.toString())
                .why(why)
                .fix("mend the file system or mount that it is on, and restart tasks that have failed");
    }
}
