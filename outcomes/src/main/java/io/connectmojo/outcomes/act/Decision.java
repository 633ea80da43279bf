package io.connectmojo.outcomes.act;

import io.connectmojo.outcomes.act.Announcer.Version;
import java.util.Optional;

/**
 * What was decided.
 *
 * @param result announced, dry-run, held or failed
 * @param reason why nothing was announced
 * @param from the version that served
 * @param to the version that takes its place
 */
record Decision(String result, Optional<String> reason, Optional<Version> from, Optional<Version> to) {
    static Decision held(String reason) {
        return new Decision("held", Optional.of(reason), Optional.empty(), Optional.empty());
    }

    static Decision failed(String reason) {
        return new Decision("failed", Optional.of(reason), Optional.empty(), Optional.empty());
    }

    static Decision dryRun(Version from, Version to) {
        return new Decision("dry-run", Optional.of("--act is not set"), Optional.of(from), Optional.of(to));
    }

    static Decision announced(Version from, Version to) {
        return new Decision("announced", Optional.empty(), Optional.of(from), Optional.of(to));
    }

    /** Whether it starts the cool-down: a dry run does, too, so that it shows what would happen. */
    boolean isAction() {
        return from.isPresent();
    }

    boolean isAnnounced() {
        return result.equals("announced");
    }
}
