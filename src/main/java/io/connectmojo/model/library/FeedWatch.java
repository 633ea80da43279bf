package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.library.Refusals.Refusal;
import io.connectmojo.problem.MojoException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one feed for all handles that use it, and gives them its new content once that is loaded, prepared and accepted: to
 * each the first of the feed's choices that it can take.
 * Keeps the old model serving for as long as the content is not usable, and tries for ever: at once when the feed changes,
 * else after a pause that grows from 1 s to 60 s. Holds its handles weakly. One look at a time.
 */
final class FeedWatch {
    private static final long MIN_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(60);

    private final ModelCache models;
    private final ModelEvents events;
    private final PinnedFeed feed;
    private final List<WeakReference<ModelHandle>> handles = new ArrayList<>();

    private final Refusals refusals = new Refusals();

    private @Nullable Object seen;
    private boolean settled;
    private Set<String> reported = Set.of();
    private Set<String> reportedBefore = Set.of();
    private long pause;
    private long retryAt;
    private volatile boolean reading;

    /** Whether the next look reads the feed whether or not its state has changed. */
    private volatile boolean unsure;

    FeedWatch(ModelCache models, ModelEvents events, PinnedFeed feed) {
        this.models = models;
        this.events = events;
        this.feed = feed;
    }

    PinnedFeed feed() {
        return feed;
    }

    /** Its model may be older than what the other handles have been given meanwhile. */
    synchronized void add(ModelHandle handle) {
        handles.add(new WeakReference<>(handle));
        unsure = true;
    }

    /** The handles that are still in use. */
    synchronized List<ModelHandle> handles() {
        handles.removeIf(reference -> {
            ModelHandle handle = reference.get();
            return handle == null || handle.isClosed();
        });
        return handles.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }

    /** The shortest interval that a handle asks for; empty when no handle is left. */
    Optional<Long> intervalMillis() {
        return handles().stream()
                .map(handle -> handle.request().reloadIntervalMillis())
                .min(Long::compare);
    }

    /**
     * Looks once, without reading. Never throws for what is wrong with the feed.
     *
     * @return whether there may be other content, which {@link #take} is to read
     */
    boolean look() {
        List<ModelHandle> users = handles();
        reportedBefore = reported;
        reported = new HashSet<>();
        return !users.isEmpty() && guarded(users, this::isNews);
    }

    private boolean isNews() {
        ModelFeed.State state = state();
        boolean retry = pause > 0 && System.nanoTime() - retryAt >= 0;
        if (unsure) {
            unsure = false;
            seen = null;
        }
        boolean same = state.stamp().equals(seen);
        if (same && settled && !retry) {
            reported = reportedBefore;
            return false;
        }
        if (!same) {
            pause = 0;
        }
        settled = state.settled();
        seen = state.stamp();
        refusals.at(state.stamp());
        return true;
    }

    private ModelFeed.State state() {
        try {
            return whileReading(feed.feed()::state);
        } catch (MojoException e) {
            seen = null;
            throw e;
        }
    }

    /** Reads the feed, and gives what is there to the handles that do not have it. Never throws like {@link #look}. */
    void take(ModelFeed.Signal arrived) {
        List<ModelHandle> users = handles();
        if (!users.isEmpty()) {
            guarded(users, () -> {
                offer(users, arrived);
                return true;
            });
        }
    }

    private boolean guarded(List<ModelHandle> users, BooleanSupplier action) {
        try {
            return action.getAsBoolean();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            refuse(users.stream()
                    .map(user -> new Refusal(user, LookProblem.of(feed, e)))
                    .toList());
            return false;
        }
    }

    private <T> T whileReading(Supplier<T> read) {
        reading = true;
        try {
            return read.get();
        } finally {
            reading = false;
        }
    }

    /** Each handle gets the first of the feed's choices that it can take. */
    private void offer(List<ModelHandle> users, ModelFeed.Signal arrived) {
        List<ModelHandle> waiting = users;
        List<Refusal> refused = new ArrayList<>();
        for (PinnedFeed choice : whileReading(feed::choices)) {
            if (waiting.isEmpty()) {
                break;
            }
            List<Refusal> now;
            try {
                now = offer(choice, waiting, arrived);
            } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
                MojoException problem = LookProblem.of(choice, e);
                now = waiting.stream().map(user -> new Refusal(user, problem)).toList();
            }
            refused.addAll(now);
            waiting = now.stream().map(Refusal::handle).toList();
        }
        Set<ModelHandle> behind = refused.stream().map(Refusal::handle).collect(Collectors.toSet());
        users.stream().filter(user -> !behind.contains(user)).forEach(ModelHandle::recover);
        if (refused.isEmpty()) {
            recover(users);
        } else {
            refuse(refused);
        }
    }

    /** @return who does not take it */
    private List<Refusal> offer(PinnedFeed choice, List<ModelHandle> users, ModelFeed.Signal arrived) {
        long start = System.nanoTime();
        CheckedContent content = whileReading(() -> choice.read(arrived));
        List<ModelHandle> behind = new ArrayList<>(users);
        behind.removeIf(handle -> handle.serves(content));
        users.stream().filter(handle -> !behind.contains(handle)).forEach(handle -> handle.renumber(content.release()));
        List<Refusal> refused = refusals.find(behind, content);
        refused.forEach(refusal -> behind.remove(refusal.handle()));
        if (behind.isEmpty()) {
            return refused;
        }
        Model model;
        try {
            model = models.model(content, behind.get(0).request().prepare());
        } catch (MojoException e) {
            behind.forEach(handle -> refused.add(refusals.add(handle, content, e)));
            return refused;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        List<ModelHandle> taken = new ArrayList<>();
        String before = behind.get(0).status().digest();
        for (ModelHandle handle : behind) {
            Optional<MojoException> problem = checkCompatible(handle, model);
            if (problem.isPresent()) {
                refused.add(refusals.add(handle, content, problem.get()));
            } else {
                handle.assign(model, content.release());
                taken.add(handle);
            }
        }
        if (!taken.isEmpty()) {
            events.report(
                    taken.get(0),
                    "Model " + feed + version(content) + " reloaded: " + ModelEvents.shortened(content.digest())
                            + (content.digest().equals(before) ? " with another profile" : "") + " takes over from "
                            + ModelEvents.shortened(before) + " for " + taken.size() + " tasks after " + millis
                            + " ms");
        }
        return refused;
    }

    private static String version(CheckedContent content) {
        return content.release()
                .map(release -> ", version " + release.version() + ",")
                .orElse("");
    }

    /** A task that fails to judge keeps its model; the others are not kept waiting. */
    private Optional<MojoException> checkCompatible(ModelHandle handle, Model candidate) {
        try {
            return handle.checkCompatible(candidate);
        } catch (RuntimeException e) {
            return Optional.of(LookProblem.of(feed, e));
        }
    }

    /** The first of a handle's problems is that of the best choice. */
    private void refuse(List<Refusal> refused) {
        Set<ModelHandle> told = new HashSet<>();
        for (Refusal refusal : refused) {
            if (told.add(refusal.handle())) {
                refusal.handle().fail(refusal.problem());
            }
            warn(refusal.handle(), refusal.problem());
        }
        waitLonger();
    }

    /** One warning for each state, however often it is seen again. */
    private void warn(ModelHandle handle, MojoException problem) {
        boolean isNew = reported.add(problem.firstLine()) && !reportedBefore.contains(problem.firstLine());
        if (isNew) {
            events.warn(handle, notTaken(handle, problem));
        }
    }

    private String notTaken(ModelHandle handle, MojoException problem) {
        return "Model " + feed + " is not taken, "
                + ModelEvents.shortened(handle.status().digest()) + " keeps serving: " + problem.firstLine();
    }

    /**
     * Reports that the look which is under way hangs. May be called on another thread than the look's; once it has come to
     * an end, what it has missed is read.
     */
    void reportHanging(Duration silence) {
        List<ModelHandle> users = handles();
        if (users.isEmpty()) {
            return;
        }
        if (reading) {
            MojoException problem = NoAnswer.problem(feed, silence);
            unsure = true;
            users.forEach(handle -> handle.fail(problem));
            events.warn(users.get(0), notTaken(users.get(0), problem));
        } else {
            events.warn(
                    users.get(0),
                    "Looking at model " + feed + " has taken more than " + silence.toSeconds()
                            + " s and is left alone; the old model keeps serving");
        }
    }

    private void recover(List<ModelHandle> users) {
        if (!reportedBefore.isEmpty()) {
            String digest = users.get(0).status().digest();
            events.report(
                    users.get(0), "Model " + feed + " is well again: " + ModelEvents.shortened(digest) + " serves");
        }
        pause = 0;
    }

    private void waitLonger() {
        pause = pause == 0 ? MIN_PAUSE : Math.min(2 * pause, MAX_PAUSE);
        retryAt = System.nanoTime() + pause;
    }
}
