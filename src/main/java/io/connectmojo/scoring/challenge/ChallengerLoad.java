package io.connectmojo.scoring.challenge;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.scoring.arm.OpenedModel;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Opens the model of a challenger on a thread of its own, again and again until there is one: after pauses that grow from the interval at
 * which the model's place is looked at, but a second at least, to four times that, but a minute at most. The thread ends when nobody waits
 * for the model any more.
 */
final class ChallengerLoad implements Runnable {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    private static final long LEAST_PAUSE = TimeUnit.SECONDS.toMillis(1);
    private static final long MOST_PAUSE = TimeUnit.SECONDS.toMillis(60);

    /** Who waits for a model. Called by any thread. */
    interface Taker {
        /** There it is; to be closed by who takes it. */
        void take(OpenedModel opened);

        /** It cannot be used now. */
        void refuse(MojoException problem);

        /** Whether it waits no longer. */
        boolean isClosed();
    }

    private final CountDownLatch tried = new CountDownLatch(1);
    private final Supplier<OpenedModel> opening;
    private final String where;
    private final WeakReference<Taker> taker;
    private final long intervalMillis;
    private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

    /**
     * To be run or started once.
     *
     * @param where the place of the model, for messages
     * @param intervalMillis how often that place is looked at; never when negative
     */
    ChallengerLoad(Supplier<OpenedModel> opening, String where, Taker taker, long intervalMillis) {
        this.opening = opening;
        this.where = where;
        this.taker = new WeakReference<>(taker);
        this.intervalMillis = intervalMillis;
    }

    Thread start() {
        Thread thread = new Thread(null, this, "mojo-challenger-load", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ChallengerLoad.class.getClassLoader());
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        if (context != null) {
            MDC.setContextMap(context);
        }
        boolean done;
        try {
            done = once();
        } finally {
            tried.countDown();
        }
        long pause = Math.max(LEAST_PAUSE, Math.min(intervalMillis, MOST_PAUSE));
        long longest = Math.min(4 * pause, MOST_PAUSE);
        try {
            while (!done && intervalMillis >= 0) {
                Thread.sleep(pause);
                pause = Math.min(2 * pause, longest);
                done = once();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Waits until it has been tried once, or no longer. */
    void awaitFirst(long millis) {
        try {
            if (!tried.await(millis, TimeUnit.MILLISECONDS)) {
                log.info("The challenger {} takes long to load; the task begins without it", where);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries once. @return whether there is nothing left to do */
    boolean once() {
        if (isOver()) {
            return true;
        }
        OpenedModel opened;
        try {
            opened = opening.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return refuse(problem(e));
        }
        Taker waiting = taker.get();
        if (waiting == null) {
            opened.handle().close();
        } else {
            waiting.take(opened);
        }
        return true;
    }

    private boolean refuse(MojoException problem) {
        Taker waiting = taker.get();
        if (waiting != null) {
            waiting.refuse(problem);
        }
        return isOver();
    }

    private boolean isOver() {
        Taker waiting = taker.get();
        return waiting == null || waiting.isClosed();
    }

    private MojoException problem(Throwable failure) {
        if (failure instanceof MojoException known) {
            return known;
        }
        boolean memory = failure instanceof OutOfMemoryError;
        return Problem.of(memory ? ModelError.TOO_BIG : ModelError.INCONSISTENT, "The challenger cannot be prepared")
                .where(where)
                .why(
                        memory
                                ? "the heap is exhausted"
                                : "it failed with " + failure.getClass().getSimpleName())
                .cause(failure)
                .fix(memory ? "give the worker more heap, or use a smaller model" : "export the model again");
    }
}
