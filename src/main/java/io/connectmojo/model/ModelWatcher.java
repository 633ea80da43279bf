package io.connectmojo.model;

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
    private static final int MOST_LOOKS = 4;
    private static final long LONGEST_SLEEP = 1000;
    private static final long HANGS_AFTER = TimeUnit.SECONDS.toNanos(30);

    private final ModelLibrary library;
    private final Map<Key, Turn> turns = new HashMap<>();
    private int looks;
    private Thread thread;

    ModelWatcher(ModelLibrary library) {
        this.library = library;
    }

    private record Key(ModelSource.File source, Optional<String> pin) {}

    /** When a file is due, and whether it is being looked at. */
    private static final class Turn {
        private final Watch watch;
        private long dueAt;
        private long lookingSince;
        private boolean looking;
        private boolean hangs;

        Turn(Watch watch) {
            this.watch = watch;
        }
    }

    /** Has the file of that handle looked at until the handle is closed or collected. */
    synchronized void add(ModelHandle handle, ModelSource.File source) {
        Key key = new Key(source, handle.request().sha256());
        Turn turn = turns.computeIfAbsent(key, k -> new Turn(new Watch(library, source.path(), k.pin())));
        turn.watch.add(handle);
        long due = System.nanoTime() + interval(turn).orElse(0L);
        if (turn.dueAt == 0 || due < turn.dueAt) {
            turn.dueAt = due;
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

    private static Optional<Long> interval(Turn turn) {
        return turn.watch.intervalMillis().map(TimeUnit.MILLISECONDS::toNanos);
    }

    private synchronized void run() {
        try {
            while (true) {
                turns.values().removeIf(turn -> interval(turn).isEmpty());
                if (turns.isEmpty()) {
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
        long sleep = LONGEST_SLEEP;
        List<Turn> due = new ArrayList<>();
        for (Turn turn : turns.values()) {
            if (turn.looking) {
                reportIfHangs(turn, now);
            } else if (turn.dueAt - now <= 0) {
                due.add(turn);
            } else {
                sleep = Math.min(sleep, TimeUnit.NANOSECONDS.toMillis(turn.dueAt - now) + 1);
            }
        }
        for (Turn turn : due) {
            if (looks < MOST_LOOKS) {
                start(turn, now);
            }
        }
        return sleep;
    }

    private void start(Turn turn, long now) {
        looks++;
        turn.looking = true;
        turn.lookingSince = now;
        Thread look = new Thread(null, () -> look(turn), "mojo-model-look", 0, false);
        look.setDaemon(true);
        look.setPriority(Thread.MIN_PRIORITY);
        look.setContextClassLoader(ModelWatcher.class.getClassLoader());
        look.start();
    }

    private void look(Turn turn) {
        try {
            turn.watch.look();
        } finally {
            synchronized (this) {
                looks--;
                turn.looking = false;
                if (turn.hangs) {
                    log.info("Looking at model {} has come to an end", turn.watch.path());
                    turn.hangs = false;
                }
                turn.dueAt = System.nanoTime() + interval(turn).orElse(0L);
                notifyAll();
            }
        }
    }

    private static void reportIfHangs(Turn turn, long now) {
        if (!turn.hangs && now - turn.lookingSince > HANGS_AFTER) {
            turn.hangs = true;
            log.warn(
                    "Looking at model {} has taken more than {} s and is left alone; the old model keeps serving",
                    turn.watch.path(),
                    TimeUnit.NANOSECONDS.toSeconds(HANGS_AFTER));
        }
    }
}
