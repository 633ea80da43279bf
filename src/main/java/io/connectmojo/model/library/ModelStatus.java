package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import java.util.Optional;

/**
 * What has happened to the model of one handle, for logs and metrics. Times are of {@link System#currentTimeMillis}.
 *
 * @param digest SHA-256 of the serving model
 * @param servingSince when it began to serve
 * @param reloads how many times another model has taken over
 * @param failures how many looks have found a file that could not be taken
 * @param problem code of the reason why the file is not served, such as {@code M005}; empty while it is
 * @param staleSince when that state began; 0 while the file is served
 */
public record ModelStatus(
        String digest, long servingSince, long reloads, long failures, Optional<String> problem, long staleSince) {

    static ModelStatus begun(Model model) {
        return new ModelStatus(model.digest(), System.currentTimeMillis(), 0, 0, Optional.empty(), 0);
    }

    /** Whether the serving model is no longer that of the file. */
    public boolean isStale() {
        return problem.isPresent();
    }

    ModelStatus reloaded(Model model) {
        return new ModelStatus(model.digest(), System.currentTimeMillis(), reloads + 1, failures, Optional.empty(), 0);
    }

    ModelStatus failed(String code) {
        long since = staleSince == 0 ? System.currentTimeMillis() : staleSince;
        return new ModelStatus(digest, servingSince, reloads, failures + 1, Optional.of(code), since);
    }

    ModelStatus recovered() {
        return problem.isEmpty() ? this : new ModelStatus(digest, servingSince, reloads, failures, Optional.empty(), 0);
    }
}
