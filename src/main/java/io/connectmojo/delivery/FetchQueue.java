package io.connectmojo.delivery;

import io.connectmojo.problem.MojoException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The models that somebody waits for, the first of which is being read. Thread-safe. */
final class FetchQueue {
    private static final long LOOK = 200;

    private final Deque<PieceFetch> fetches = new ArrayDeque<>();
    private long lastProgress = System.nanoTime();

    /** Waits until the reader has read it. Throws what is wrong with it. */
    byte[] run(PieceFetch fetch, Duration limit, Runnable sign, ModelTopic source) {
        synchronized (this) {
            if (fetches.isEmpty()) {
                lastProgress = System.nanoTime();
            }
            fetches.add(fetch);
        }
        try {
            while (true) {
                sign.run();
                try {
                    return fetch.zip().get(LOOK, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (silence() > limit.toNanos()) {
                        throw TopicProblems.silent(source, limit);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MojoException problem ? problem : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TopicProblems.interrupted(source);
        } finally {
            fetch.zip().cancel(false);
            remove(fetch);
        }
    }

    private synchronized long silence() {
        return System.nanoTime() - lastProgress;
    }

    synchronized void progress() {
        lastProgress = System.nanoTime();
    }

    private synchronized void remove(PieceFetch fetch) {
        fetches.remove(fetch);
    }

    /** The one to read now. */
    synchronized Optional<PieceFetch> first() {
        fetches.removeIf(PieceFetch::isDone);
        return Optional.ofNullable(fetches.peek());
    }

    synchronized boolean isEmpty() {
        return fetches.isEmpty();
    }

    synchronized void failAll(MojoException problem) {
        fetches.forEach(fetch -> fetch.fail(problem));
        fetches.clear();
    }
}
