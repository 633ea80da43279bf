package io.connectmojo.scoring.challenge;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.scoring.arm.OpenedModel;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Opens the model of a challenger on a thread of its own, again and again until there is one: after pauses that grow from one second, or
 * the interval at which the model's place is looked at, to a minute. The thread ends when nobody waits for the model any more.
 */
final class ChallengerLoad implements Runnable {
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
        long pause = Math.max(LEAST_PAUSE, Math.min(intervalMillis, MOST_PAUSE));
        try {
            while (!once() && intervalMillis >= 0) {
                Thread.sleep(pause);
                pause = Math.min(2 * pause, MOST_PAUSE);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Tries once. @return whether there is nothing left to do */
    boolean once() {
        OpenedModel opened = null;
        MojoException problem = null;
        if (isOver(taker.get())) {
            return true;
        }
        try {
            opened = opening.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            problem = problem(e);
        }
        Taker waiting = taker.get();
        if (opened != null) {
            if (waiting == null) {
                opened.handle().close();
            } else {
                waiting.take(opened);
            }
            return true;
        }
        if (isOver(waiting)) {
            return true;
        }
        waiting.refuse(problem);
        return false;
    }

    private static boolean isOver(@Nullable Taker waiting) {
        return waiting == null || waiting.isClosed();
    }

    private MojoException problem(Throwable failure) {
        if (failure instanceof MojoException known) {
            return known;
        }
        boolean memory = failure instanceof OutOfMemoryError;
        return Problem.of(memory ? ModelError.TOO_BIG : ModelError.INCONSISTENT, "The challenger cannot be prepared")
                .where(where)
                .why(memory ? "the heap is exhausted" : "it failed with " + failure.getClass().getSimpleName())
                .cause(failure)
                .fix(memory ? "give the worker more heap, or use a smaller model" : "export the model again");
    }
}
