package io.connectmojo.scoring.fleet;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One model on its way to one task. Runs on a thread of the {@link LoadQueue}; the task waits for a while, and then leaves it: what
 * arrives later is there for the next record. Thread-safe.
 */
final class Load implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Load.class);
    private static final long LOOK_MILLIS = 200;

    private final Supplier<FleetArm> work;
    private final Map<String, String> context = MDC.getCopyOfContextMap();
    private final long giveUpAt;
    private boolean isDone;
    private boolean isLeft;
    private boolean isCancelled;
    private @Nullable FleetArm arm;
    private @Nullable MojoException problem;

    /** @param timeout how long the task waits, from now on */
    Load(Supplier<FleetArm> work, Duration timeout) {
        this.work = work;
        this.giveUpAt = System.nanoTime() + timeout.toNanos();
    }

    @Override
    public void run() {
        if (context != null) {
            MDC.setContextMap(context);
        }
        try {
            done(work.get(), null);
        } catch (MojoException e) {
            done(null, e);
        } catch (OutOfMemoryError e) {
            done(
                    null,
                    Problem.of(ModelError.TOO_BIG, "A model does not fit the worker's memory")
                            .why("the heap is exhausted")
                            .fix("give the worker more heap, or lower io.connectmojo.fleet.max.bytes"));
        } catch (RuntimeException | Error e) {
            log.debug("Loading", e);
            done(
                    null,
                    Problem.of(ModelError.INCONSISTENT, "A model cannot be prepared")
                            .why("it failed with " + e.getClass().getSimpleName())
                            .fix("export the model again"));
        }
    }

    private synchronized void done(@Nullable FleetArm loaded, @Nullable MojoException failure) {
        arm = loaded;
        problem = failure;
        isDone = true;
        if (loaded != null && isCancelled) {
            loaded.close();
        } else if (loaded != null && isLeft) {
            loaded.rest();
        }
        notifyAll();
    }

    /**
     * Waits until it is done, or its time is up.
     *
     * @return whether it is done
     */
    boolean await(LoadQueue queue) throws InterruptedException {
        while (true) {
            synchronized (this) {
                long left = giveUpAt - System.nanoTime();
                isLeft = !isDone && left <= 0;
                if (isDone || isLeft) {
                    return isDone;
                }
                wait(Math.max(1, Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(left))));
            }
            queue.look();
        }
    }

    synchronized boolean isDone() {
        return isDone;
    }

    /** What it has loaded; null when there was a {@link #problem}. Asked when it is done. */
    synchronized @Nullable FleetArm arm() {
        return arm;
    }

    /** Why it has loaded nothing; null when it has. */
    synchronized @Nullable MojoException problem() {
        return problem;
    }

    /** Nobody is going to ask any more. */
    synchronized void cancel() {
        isCancelled = true;
        if (arm != null) {
            arm.close();
        }
    }
}
