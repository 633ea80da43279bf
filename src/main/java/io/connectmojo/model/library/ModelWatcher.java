package io.connectmojo.model.library;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one daemon thread of a worker that tells when which feed is due for a look. Each look runs on a short-lived thread,
 * one at a time for each feed; at most four of them read and load, and one that hangs does not count among these. So
 * whatever hangs is left alone and the others go on. The thread ends with the last handle.
 */
final class ModelWatcher {
    private static final Logger log = LoggerFactory.getLogger(ModelWatcher.class);
    private static final int MAX_LOADING = 4;
    private static final long MAX_SLEEP = 1000;

    private final ModelCache models;
    private final ModelEvents events;
    private final Duration silence;
    private final Map<PinnedFeed, Schedule> schedules = new HashMap<>();
    private int loading;
    private @Nullable Thread thread;

    /** @param silence how long a look may give no sign of life before it is left alone */
    ModelWatcher(ModelCache models, ModelEvents events, Duration silence) {
        this.models = models;
        this.events = events;
        this.silence = silence;
    }

    /** When a feed is due, and how the look at it is getting on. Guarded by the watcher. */
    private static final class Schedule {
        private final FeedWatch watch;
        private long dueAt;
        private boolean looking;
        private boolean waiting;
        private boolean loads;
        private boolean hangs;
        private volatile long lastSign;

        Schedule(FeedWatch watch) {
            this.watch = watch;
        }

        void sign() {
            lastSign = System.nanoTime();
        }
    }

    /** Has that feed looked at for the handle until the handle is closed or collected. */
    synchronized void add(ModelHandle handle, PinnedFeed feed) {
        Schedule schedule = schedules.computeIfAbsent(feed, key -> new Schedule(new FeedWatch(models, events, key)));
        schedule.watch.add(handle);
        long due = System.nanoTime() + interval(schedule).orElse(0L);
        if (schedule.dueAt == 0 || due < schedule.dueAt) {
            schedule.dueAt = due;
        }
        handle.onClose(closed -> wake());
        if (thread == null) {
            thread = thread("mojo-model-watcher", this::run);
            thread.start();
        } else {
            notifyAll();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private static Thread thread(String name, Runnable action) {
        Thread thread = new Thread(null, action, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ModelWatcher.class.getClassLoader());
        return thread;
    }

    private static Optional<Long> interval(Schedule schedule) {
        return schedule.watch.intervalMillis().map(TimeUnit.MILLISECONDS::toNanos);
    }

    private synchronized void run() {
        try {
            while (true) {
                schedules.values().removeIf(ModelWatcher::isOver);
                if (schedules.isEmpty()) {
                    return;
                }
                wait(startDue());
            }
        } catch (InterruptedException e) {
            log.warn("Model files are no longer looked at: the watcher was interrupted");
        } finally {
            thread = null;
        }
    }

    private static boolean isOver(Schedule schedule) {
        boolean over = interval(schedule).isEmpty();
        if (over) {
            schedule.watch.feed().feed().unused();
        }
        return over;
    }

    /** Starts the looks that are due. @return how long to sleep, in milliseconds */
    private long startDue() {
        long now = System.nanoTime();
        long sleep = MAX_SLEEP;
        List<Schedule> due = new ArrayList<>();
        for (Schedule schedule : schedules.values()) {
            if (schedule.looking) {
                leaveIfHangs(schedule, now);
            } else if (schedule.dueAt - now <= 0) {
                due.add(schedule);
            } else {
                sleep = Math.min(sleep, TimeUnit.NANOSECONDS.toMillis(schedule.dueAt - now) + 1);
            }
        }
        due.forEach(this::start);
        return sleep;
    }

    /** Where the priority counts for nothing, a look takes no more than its share. */
    @SuppressWarnings("ThreadPriorityCheck")
    private void start(Schedule schedule) {
        schedule.looking = true;
        schedule.sign();
        Thread look = thread("mojo-model-look", () -> look(schedule));
        look.setPriority(Thread.MIN_PRIORITY);
        look.start();
    }

    private void look(Schedule schedule) {
        try {
            if (schedule.watch.look() && mayLoad(schedule)) {
                schedule.watch.take(schedule::sign);
            }
        } finally {
            end(schedule);
        }
    }

    /** Waits until few enough others load. */
    private synchronized boolean mayLoad(Schedule schedule) {
        schedule.waiting = true;
        try {
            while (loading >= MAX_LOADING) {
                wait();
            }
        } catch (InterruptedException e) {
            return false;
        } finally {
            schedule.waiting = false;
            schedule.sign();
        }
        schedule.loads = true;
        loading++;
        return true;
    }

    private synchronized void end(Schedule schedule) {
        stopCounting(schedule);
        schedule.looking = false;
        if (schedule.hangs) {
            log.info("Looking at model {} has come to an end", schedule.watch.feed());
            schedule.hangs = false;
        }
        schedule.dueAt = System.nanoTime() + interval(schedule).orElse(0L);
        notifyAll();
    }

    private void stopCounting(Schedule schedule) {
        if (schedule.loads) {
            schedule.loads = false;
            loading--;
            notifyAll();
        }
    }

    private void leaveIfHangs(Schedule schedule, long now) {
        if (!schedule.hangs && !schedule.waiting && now - schedule.lastSign > silence.toNanos()) {
            schedule.hangs = true;
            stopCounting(schedule);
            schedule.watch.reportHanging(silence);
        }
    }
}
