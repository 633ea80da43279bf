package io.connectmojo.model.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one daemon thread of a worker that tells when which model file is due for a look. Each look runs on a short-lived
 * thread, at most four at a time, so that one that hangs in a dead file system is left alone and the others go on. The
 * thread ends with the last handle.
 */
final class ModelWatcher {
    private static final Logger log = LoggerFactory.getLogger(ModelWatcher.class);
    private static final int MAX_LOOKS = 4;
    private static final long MAX_SLEEP = 1000;
    private static final long HANGS_AFTER = TimeUnit.SECONDS.toNanos(30);

    private final ModelLibrary library;
    private final Map<Key, Schedule> schedules = new HashMap<>();
    private int looks;
    private Thread thread;

    ModelWatcher(ModelLibrary library) {
        this.library = library;
    }

    private record Key(ModelSource.File source, Optional<String> pin) {}

    /** When a file is due, and whether it is being looked at. */
    private static final class Schedule {
        private final FileWatch watch;
        private long dueAt;
        private long lookingSince;
        private boolean looking;
        private boolean hangs;

        Schedule(FileWatch watch) {
            this.watch = watch;
        }
    }

    /** Has the file of that handle looked at until the handle is closed or collected. */
    synchronized void add(ModelHandle handle, ModelSource.File source) {
        Key key = new Key(source, handle.request().sha256());
        Schedule schedule =
                schedules.computeIfAbsent(key, k -> new Schedule(new FileWatch(library, source.path(), k.pin())));
        schedule.watch.add(handle);
        long due = System.nanoTime() + interval(schedule).orElse(0L);
        if (schedule.dueAt == 0 || due < schedule.dueAt) {
            schedule.dueAt = due;
        }
        handle.onClose(closed -> wake());
        if (thread == null) {
            thread = new Thread(null, this::run, "mojo-model-watcher", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ModelWatcher.class.getClassLoader());
            thread.start();
        } else {
            notifyAll();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private static Optional<Long> interval(Schedule schedule) {
        return schedule.watch.intervalMillis().map(TimeUnit.MILLISECONDS::toNanos);
    }

    private synchronized void run() {
        try {
            while (true) {
                schedules.values().removeIf(schedule -> interval(schedule).isEmpty());
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

    /** Starts the looks that are due. @return how long to sleep, in milliseconds */
    private long startDue() {
        long now = System.nanoTime();
        long sleep = MAX_SLEEP;
        List<Schedule> due = new ArrayList<>();
        for (Schedule schedule : schedules.values()) {
            if (schedule.looking) {
                reportIfHangs(schedule, now);
            } else if (schedule.dueAt - now <= 0) {
                due.add(schedule);
            } else {
                sleep = Math.min(sleep, TimeUnit.NANOSECONDS.toMillis(schedule.dueAt - now) + 1);
            }
        }
        for (Schedule schedule : due) {
            if (looks < MAX_LOOKS) {
                start(schedule, now);
            }
        }
        return sleep;
    }

    private void start(Schedule schedule, long now) {
        looks++;
        schedule.looking = true;
        schedule.lookingSince = now;
        Thread poll = new Thread(null, () -> poll(schedule), "mojo-model-look", 0, false);
        poll.setDaemon(true);
        poll.setPriority(Thread.MIN_PRIORITY);
        poll.setContextClassLoader(ModelWatcher.class.getClassLoader());
        poll.start();
    }

    private void poll(Schedule schedule) {
        try {
            schedule.watch.poll();
        } finally {
            synchronized (this) {
                looks--;
                schedule.looking = false;
                if (schedule.hangs) {
                    log.info("Looking at model {} has come to an end", schedule.watch.path());
                    schedule.hangs = false;
                }
                schedule.dueAt = System.nanoTime() + interval(schedule).orElse(0L);
                notifyAll();
            }
        }
    }

    private static void reportIfHangs(Schedule schedule, long now) {
        if (!schedule.hangs && now - schedule.lookingSince > HANGS_AFTER) {
            schedule.hangs = true;
            log.warn(
                    "Looking at model {} has taken more than {} s and is left alone; the old model keeps serving",
                    schedule.watch.path(),
                    TimeUnit.NANOSECONDS.toSeconds(HANGS_AFTER));
        }
    }
}
