package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which content the handles of a feed have refused for good: as long as the feed stays as it is, it is not loaded again only to
 * be refused again. Used by one look at a time.
 */
final class Refusals {
    /** What the content decides, and the model that it was to take over from. */
    private static final Set<ErrorCode> FINAL = Set.of(
            ModelError.NOT_WHOLE,
            ModelError.CORRUPT,
            ModelError.TOO_BIG,
            ModelError.NOT_A_MOJO,
            ModelError.UNKNOWN_ALGORITHM,
            ModelError.NEWER_VERSION,
            ModelError.INCONSISTENT,
            ModelError.PROBE,
            ModelError.UNSUPPORTED,
            ModelError.PART_MISSING,
            ModelError.BROKEN_TREE,
            ModelError.SUB_MODELS,
            ModelError.PIECES,
            ModelError.PROFILE,
            ModelError.GOLDEN,
            ModelError.NOT_A_SUCCESSOR,
            ModelError.SHIFT);

    private final Map<ModelHandle, Map<Candidate, MojoException>> refused = new WeakHashMap<>();
    private @Nullable Object stamp;

    /** Why a handle does not take a model. */
    record Refusal(ModelHandle handle, MojoException problem) {}

    /**
     * Content, and what it was to take over from.
     *
     * @param serving digest of the serving model
     */
    private record Candidate(String key, Optional<Profile> profile, String serving) {}

    /** The state of the feed from now on. */
    void at(Object now) {
        if (!now.equals(stamp)) {
            refused.clear();
            stamp = now;
        }
    }

    /** Those of the handles that have refused the content before. */
    List<Refusal> find(List<ModelHandle> handles, CheckedContent content) {
        List<Refusal> found = new ArrayList<>();
        for (ModelHandle handle : handles) {
            MojoException problem = refused.getOrDefault(handle, Map.of()).get(candidate(handle, content));
            if (problem != null) {
                found.add(new Refusal(handle, problem));
            }
        }
        return found;
    }

    /** A handle refuses the content. */
    Refusal add(ModelHandle handle, CheckedContent content, MojoException problem) {
        if (FINAL.contains(problem.code()) && !problem.isPassing()) {
            refused.computeIfAbsent(handle, key -> new HashMap<>()).put(candidate(handle, content), problem);
        }
        return new Refusal(handle, problem);
    }

    private static Candidate candidate(ModelHandle handle, CheckedContent content) {
        Model serving = handle.current();
        return new Candidate(content.content().key(), content.profile(), serving == null ? "" : serving.digest());
    }
}
