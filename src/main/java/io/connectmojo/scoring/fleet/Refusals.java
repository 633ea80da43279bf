package io.connectmojo.scoring.fleet;

import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts for which there was no model a moment ago: the next records with them do not look again. Tells each reason once in the
 * log, and the path or name of a model only when there is one: else it is nothing but a value of a record. Of one task; not
 * thread-safe.
 */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");
    private static final long ABSENT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MAX_KEPT = 2000;
    private static final int MAX_TOLD = 1000;
    private static final Set<ErrorCode> ABSENT =
            Set.of(ModelError.NOT_FOUND, ModelError.NOT_ALLOWED, ModelError.NOT_ANNOUNCED);

    private final FleetProblems problems;
    private final Map<String, Refusal> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusal> eldest) {
            return size() > MAX_KEPT;
        }
    };
    private final Set<String> told = new HashSet<>();

    Refusals(FleetProblems problems) {
        this.problems = problems;
    }

    /**
     * Why there is no model.
     *
     * @param isAbsent whether there is nothing at all, so that the fallback answers
     */
    record Refusal(MojoException problem, boolean isAbsent, long until) {}

    /** Why there is no model for the texts; null when it is to be looked for. */
    @Nullable
    Refusal find(String texts) {
        if (kept.isEmpty()) {
            return null;
        }
        Refusal refusal = kept.get(texts);
        if (refusal != null && System.nanoTime() - refusal.until >= 0) {
            kept.remove(texts);
            return null;
        }
        return refusal;
    }

    /** Keeps in mind why the model of these texts cannot be used. */
    Refusal add(String texts, MojoException why) {
        boolean isAbsent = ABSENT.contains(why.code());
        Refusal refusal = isAbsent
                ? new Refusal(problems.noModel(), true, System.nanoTime() + ABSENT_NANOS)
                : new Refusal(problems.refused(why), false, System.nanoTime() + REFUSED_NANOS);
        kept.put(texts, refusal);
        if (!isAbsent) {
            tell(why);
        }
        return refusal;
    }

    private void tell(MojoException why) {
        String line = why.code() == ModelError.NO_ANSWER ? "MOJO-" + why.code().id() : why.firstLine();
        if (told.size() < MAX_TOLD && told.add(line)) {
            log.warn("A model of {} is refused, and records that name it fail: {}", problems.setting(), line);
        }
    }
}
