package io.connectmojo.delivery;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a worker that reads a topic of announcements, and the pieces of the models whose tasks ask for them. It
 * joins no group and commits nothing, tries again for ever, at growing intervals, when the topic cannot be read, and ends
 * when nobody asks any more. Its methods may be called by any thread.
 */
final class TopicReader {
    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final long MIN_PAUSE = 500;
    private static final long MAX_PAUSE = 30_000;
    private static final long LOOK = 200;

    /** A user that has not asked for so long has gone without a word. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(60);

    /** How long to stay when nobody is left: one that only changes its mind finds everything read. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final ModelTopic source;
    private final ConsumerMaker consumers;
    private final Predicate<TopicReader> end;
    private final AnnouncedModels models = new AnnouncedModels();
    private final FetchQueue fetches = new FetchQueue();
    private final NewsCounts counts = new NewsCounts();
    private final Map<Object, String> users = new HashMap<>();
    private long lastAsked = System.nanoTime();
    private int waiting;
    private long attempts;
    private boolean hurry;
    private @Nullable MojoException problem;
    private boolean isRefusal;

    /** @param end asked whether the thread may end now; a reader to which it has said yes is not used any more */
    TopicReader(ModelTopic source, ConsumerMaker consumers, Predicate<TopicReader> end) {
        this.source = source;
        this.consumers = consumers;
        this.end = end;
    }

    /** How the reader gets to the topic. */
    @FunctionalInterface
    interface ConsumerMaker {
        Consumer<byte[], byte[]> make();
    }

    ModelTopic source() {
        return source;
    }

    NewsCounts counts() {
        return counts;
    }

    void start() {
        Thread thread = new Thread(null, this::run, "mojo-model-topic-" + source.topic(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(TopicReader.class.getClassLoader());
        thread.start();
    }

    /** Somebody uses it for the model of that name, or goes on to. */
    synchronized void use(Object user, String name) {
        users.put(user, name);
        models.follow(name);
        lastAsked = System.nanoTime();
    }

    synchronized void release(Object user) {
        String name = users.remove(user);
        if (name != null && !users.containsValue(name)) {
            models.unfollow(name);
        }
        lastAsked = System.nanoTime();
    }

    /** Whether nobody needs the thread any more. */
    synchronized boolean isIdle() {
        long since = System.nanoTime() - lastAsked;
        return waiting == 0
                && fetches.isEmpty()
                && (since > FORGOTTEN.toNanos() || users.isEmpty() && since > LINGER.toNanos());
    }

    /**
     * What the topic says last of a name, without waiting; empty while it has not been read yet.
     *
     * @throws MojoException when the topic cannot be read, or has nothing of that name
     */
    synchronized Optional<Standing> look(String name) {
        if (problem != null) {
            throw problem;
        }
        models.follow(name);
        Optional<Standing> standing = models.find(name);
        if (standing.isEmpty() && models.isKnown(name)) {
            throw TopicProblems.notAnnounced(source, name);
        }
        return standing;
    }

    /**
     * The same, but waits for it. A topic that the worker is not allowed to read is tried once more, and not waited for.
     *
     * @param sign run whenever some time has passed
     */
    synchronized Standing await(String name, Duration limit, Runnable sign) {
        long giveUpAt = System.nanoTime() + limit.toNanos();
        long attempt = attempts;
        hurry = true;
        waiting++;
        models.follow(name);
        notifyAll();
        try {
            while (true) {
                sign.run();
                Optional<Standing> standing = models.find(name);
                if (standing.isPresent() && problem == null) {
                    return standing.get();
                }
                if (problem != null && isRefusal && attempts > attempt) {
                    throw problem;
                }
                long left = giveUpAt - System.nanoTime();
                if (left <= 0) {
                    throw problem != null
                            ? problem
                            : models.isKnown(name)
                                    ? TopicProblems.notAnnounced(source, name)
                                    : TopicProblems.silent(source, limit);
                }
                wait(Math.max(1, Math.min(LOOK, Duration.ofNanos(left).toMillis())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TopicProblems.interrupted(source);
        } finally {
            waiting--;
            lastAsked = System.nanoTime();
        }
    }

    /**
     * Reads the pieces of an announced model, once the fetches before it are done.
     *
     * @param limit how long no piece may arrive
     */
    byte[] fetch(Announcement announcement, ModelLimits limits, Duration limit, Runnable sign) {
        String where = announcement.name() + " " + announcement.version() + " on " + source;
        PieceFetch fetch = new PieceFetch(announcement, limits, where);
        try {
            byte[] zip = fetches.run(fetch, limit, sign, source);
            counts.fetched(announcement.name());
            return zip;
        } catch (MojoException e) {
            if (e.code() == ModelError.PIECES) {
                counts.refused(announcement.name());
            }
            throw e;
        }
    }

    private void run() {
        Consumer<byte[], byte[]> consumer = null;
        long pause = MIN_PAUSE;
        try {
            do {
                try {
                    consumer = consumer == null ? consumers.make() : consumer;
                    TopicFollower follower = new TopicFollower(source, consumer, models, fetches, counts);
                    while (!end.test(this)) {
                        follower.poll();
                        settle(null, false);
                        pause = MIN_PAUSE;
                    }
                    return;
                } catch (RuntimeException | Error e) {
                    log.debug("Reading {}", source, e);
                    MojoException found = e instanceof MojoException known ? known : TopicProblems.of(source, e);
                    settle(found, TopicProblems.isRefusal(e));
                    fetches.failAll(found);
                    if (consumer != null && !TopicProblems.isOfTheTopic(e)) {
                        consumer.close();
                        consumer = null;
                    }
                }
                pause = Math.min(2 * pause, MAX_PAUSE);
            } while (rest(pause));
        } finally {
            if (consumer != null) {
                consumer.close();
            }
        }
    }

    private synchronized void settle(@Nullable MojoException found, boolean refusal) {
        attempts++;
        isRefusal = refusal;
        if (found == null || problem == null || !found.firstLine().equals(problem.firstLine())) {
            problem = found;
            notifyAll();
        }
    }

    /** Waits for the next attempt, less when a task waits for it. @return whether there is to be one */
    private boolean rest(long millis) {
        long begin = System.nanoTime();
        synchronized (this) {
            hurry = false;
        }
        while (!end.test(this)) {
            synchronized (this) {
                long rested = Duration.ofNanos(System.nanoTime() - begin).toMillis();
                if (hurry || rested >= (waiting > 0 ? Math.min(millis, 2 * MIN_PAUSE) : millis)) {
                    return true;
                }
                try {
                    wait(LOOK);
                } catch (InterruptedException e) {
                    log.debug("Nobody should interrupt this thread, which goes on", e);
                }
            }
        }
        return false;
    }
}
