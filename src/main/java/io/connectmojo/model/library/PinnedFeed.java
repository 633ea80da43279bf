package io.connectmojo.model.library;

import io.connectmojo.model.library.ModelContent.Checksum;
import io.connectmojo.model.signature.TrustedKeys;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A feed, and which content it must have: of the digest that a configuration asks for, or else of the one that the feed's
 * place tells, or else any.
 *
 * @param sha256 hex digest
 */
record PinnedFeed(ModelFeed feed, Optional<String> sha256) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_MILLIS = 250;

    PinnedFeed {
        if (sha256.isPresent() && !DIGEST.matcher(sha256.get()).matches()) {
            throw Problem.of(ConfigError.BAD_VALUE, "model.sha256 is not a SHA-256")
                    .where("model.sha256")
                    .why("it must be 64 hex digits")
                    .fix("take it from sha256sum");
        }
        sha256 = sha256.map(text -> text.toLowerCase(Locale.ROOT));
    }

    /** The feeds to take a model from, the best first, with the same pin. */
    List<PinnedFeed> choices() {
        return feed.choices().stream()
                .map(choice -> new PinnedFeed(choice, sha256))
                .toList();
    }

    /** Reads what is there now, and refuses content of another digest, and a profile that is not that content's. */
    CheckedContent read(ModelFeed.Signal arrived) {
        ModelContent content = feed.read(arrived);
        check(content);
        return CheckedContent.of(content);
    }

    /** The same, but while the place itself tells another digest or profile, its files may still be on their way. */
    CheckedContent readPatiently(ModelFeed.Signal arrived) {
        long giveUpAt = System.nanoTime() + PATIENCE;
        while (true) {
            ModelContent content = feed.read(arrived);
            try {
                check(content);
                return CheckedContent.of(content);
            } catch (MojoException e) {
                boolean mayChange = (sha256.isEmpty() || e.code() != ModelError.DIGEST)
                        && feed.changes()
                        && System.nanoTime() - giveUpAt < 0;
                if (!mayChange || !sleep()) {
                    throw e;
                }
            }
        }
    }

    private void check(ModelContent content) {
        Optional<Checksum> expected = sha256.isPresent()
                ? sha256.map(digest -> new Checksum(digest, "model.sha256"))
                : content.checksum().get();
        if (expected.isPresent() && !expected.get().digest().equals(content.digest())) {
            String asker = expected.get().asker();
            throw Problem.of(ModelError.DIGEST, "The model is not the one that was asked for")
                    .where(feed.toString())
                    .why("its SHA-256 begins " + content.digest().substring(0, 12) + ", " + asker + " asks for "
                            + expected.get().digest().substring(0, 12))
                    .fix("correct " + asker + ", or put the right file there");
        }
        TrustedKeys.ofWorker().check(content.signature(), feed.toString(), content.digest());
    }

    private static boolean sleep() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String toString() {
        return feed.toString();
    }
}
