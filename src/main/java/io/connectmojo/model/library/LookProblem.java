package io.connectmojo.model.library;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to say of whatever a look at a feed has failed with. */
final class LookProblem {
    private static final Logger log = LoggerFactory.getLogger(LookProblem.class);

    private LookProblem() {}

    static MojoException of(PinnedFeed feed, Throwable failure) {
        if (failure instanceof MojoException problem) {
            return problem;
        }
        if (failure instanceof OutOfMemoryError) {
            return Problem.of(ModelError.TOO_BIG, "The model does not fit the worker's memory")
                    .where(feed.toString())
                    .why("the heap is exhausted")
                    .passing()
                    .fix("give the worker more heap, or use a smaller model");
        }
        log.debug("Looking at {}", feed, failure);
        return Problem.of(ModelError.INCONSISTENT, "The new model cannot be prepared")
                .where(feed.toString())
                .why("it failed with " + failure.getClass().getSimpleName())
                .passing()
                .fix("export the model again");
    }
}
