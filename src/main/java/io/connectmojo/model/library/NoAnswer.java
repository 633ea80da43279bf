package io.connectmojo.model.library;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.time.Duration;

/** What to say when a feed does not come back from where it reads. */
final class NoAnswer {
    private NoAnswer() {}

    static MojoException problem(PinnedFeed feed, Duration silence) {
        return problem(feed, "the plugin has read nothing for " + silence.toSeconds() + " s");
    }

    static MojoException problem(PinnedFeed feed, String why) {
        return Problem.of(ModelError.NO_ANSWER, "The source of the model does not answer")
                .where(feed.toString())
                .why(why)
                .fix("repair its file system or mount, then restart the failed tasks");
    }
}
