package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.model.library.ModelFeed.News;
import java.util.Optional;

/**
 * What has happened to the model of one handle, for logs and metrics. Times are of {@link System#currentTimeMillis}.
 *
 * @param digest SHA-256 of the serving model; empty before the first
 * @param servingSince when it began to serve
 * @param reloads how many times another model has taken over; -1 before the first
 * @param failures how many looks have found a file that could not be taken
 * @param problem code of the reason why the file is not served, such as {@code M005}; empty while it is
 * @param staleSince when that state began; 0 while the file is served
 * @param release which version serves, where the feed numbers them
 * @param releaseDelay milliseconds from its announcement until it served here; 0 for the one that the task began with
 * @param news what the feed tells of the model, where it does
 */
public record ModelStatus(
        String digest,
        long servingSince,
        long reloads,
        long failures,
        Optional<String> problem,
        long staleSince,
        Optional<Release> release,
        long releaseDelay,
        Optional<News> news) {

    /** Of a model that has not come yet. */
    public static ModelStatus none() {
        return new ModelStatus("", 0, -1, 0, Optional.empty(), 0, Optional.empty(), 0, Optional.empty());
    }

    /** Whether there is a model that serves. */
    public boolean serves() {
        return reloads >= 0;
    }

    /** How many models have served. */
    public long loads() {
        return reloads + 1;
    }

    static ModelStatus begun(Model model, Optional<Release> release) {
        long now = System.currentTimeMillis();
        return new ModelStatus(model.digest(), now, 0, 0, Optional.empty(), 0, release, 0, Optional.empty());
    }

    /** Whether the serving model is no longer that of the file. */
    public boolean isStale() {
        return problem.isPresent();
    }

    ModelStatus reloaded(Model model, Optional<Release> next) {
        long now = System.currentTimeMillis();
        return new ModelStatus(
                model.digest(), now, reloads + 1, failures, Optional.empty(), 0, next, delay(next, now), news);
    }

    /** The same content is now known as another version. */
    ModelStatus renumbered(Optional<Release> next) {
        long delay = delay(next, System.currentTimeMillis());
        return release.equals(next)
                ? this
                : new ModelStatus(digest, servingSince, reloads, failures, problem, staleSince, next, delay, news);
    }

    private static long delay(Optional<Release> release, long now) {
        return release.map(next -> Math.max(0, now - next.announcedAt())).orElse(0L);
    }

    /** It cannot be taken, for the reason with that code. */
    public ModelStatus failed(String code) {
        long since = staleSince == 0 ? System.currentTimeMillis() : staleSince;
        return new ModelStatus(
                digest, servingSince, reloads, failures + 1, Optional.of(code), since, release, releaseDelay, news);
    }

    ModelStatus recovered() {
        return problem.isEmpty()
                ? this
                : new ModelStatus(
                        digest, servingSince, reloads, failures, Optional.empty(), 0, release, releaseDelay, news);
    }

    /** With what its place tells. */
    public ModelStatus with(Optional<News> told) {
        return new ModelStatus(
                digest, servingSince, reloads, failures, problem, staleSince, release, releaseDelay, told);
    }
}
