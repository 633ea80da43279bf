package io.connectmojo.model.library;

import io.connectmojo.problem.MojoException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.MDC;

/**
 * Reads the models of tasks that start, each on a thread of its own: a file system that is dead fails the task instead of
 * holding it for ever. A read that hangs is left alone; when a few of one place do, it is not tried again until one of them
 * has come to an end. Thread-safe.
 */
final class StartReader {
    private static final int MAX_LEFT = 4;

    private final ModelEvents events;
    private final Duration silence;
    private final Map<PinnedFeed, Integer> left = new HashMap<>();

    /** @param silence how long a place may give no sign of life */
    StartReader(ModelEvents events, Duration silence) {
        this.events = events;
        this.silence = silence;
    }

    /**
     * What there is to choose from.
     *
     * @throws MojoException also when the place does not answer
     */
    List<PinnedFeed> choices(PinnedFeed feed) {
        return ask(feed, arrived -> {
            feed.feed().warning().ifPresent(events::warn);
            return feed.choices();
        });
    }

    /**
     * The content of one choice.
     *
     * @param patiently whether its files may still be on their way
     * @throws MojoException also when the place does not answer
     */
    CheckedContent read(PinnedFeed feed, PinnedFeed choice, boolean patiently) {
        return ask(feed, arrived -> patiently ? choice.readPatiently(arrived) : choice.read(arrived));
    }

    private <T> T ask(PinnedFeed feed, Function<ModelFeed.Signal, T> question) {
        synchronized (left) {
            if (left.getOrDefault(feed, 0) == MAX_LEFT) {
                throw NoAnswer.problem(feed, MAX_LEFT + " earlier reads of it still hang");
            }
        }
        Read<T> read = new Read<>(feed, question);
        Thread thread = new Thread(null, read, "mojo-model-read", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(StartReader.class.getClassLoader());
        thread.start();
        return read.await();
    }

    private final class Read<T> implements Runnable {
        private final PinnedFeed feed;
        private final Function<ModelFeed.Signal, T> question;
        private final Map<String, String> context = MDC.getCopyOfContextMap();
        private final FutureTask<T> task = new FutureTask<>(this::answer);
        private volatile long lastSign = System.nanoTime();
        private boolean isLeft;

        Read(PinnedFeed feed, Function<ModelFeed.Signal, T> question) {
            this.feed = feed;
            this.question = question;
        }

        @Override
        public void run() {
            task.run();
            synchronized (left) {
                if (isLeft) {
                    left.computeIfPresent(feed, (f, count) -> count == 1 ? null : count - 1);
                }
            }
        }

        private T answer() {
            if (context != null) {
                MDC.setContextMap(context);
            }
            return question.apply(() -> lastSign = System.nanoTime());
        }

        T await() {
            while (true) {
                long nanosLeft = lastSign + silence.toNanos() - System.nanoTime();
                try {
                    return task.get(Math.max(0, nanosLeft), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (nanosLeft <= 0) {
                        leave();
                        throw NoAnswer.problem(feed, silence);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw NoAnswer.problem(feed, "the task was interrupted while it waited");
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        }

        private void leave() {
            synchronized (left) {
                if (!task.isDone()) {
                    isLeft = true;
                    left.merge(feed, 1, Integer::sum);
                }
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
    }
}
