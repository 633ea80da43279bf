package io.connectmojo.model.load;

import io.connectmojo.cases.ModelFolder;
import java.util.Comparator;
import java.util.function.Predicate;

/** Picks models for tests that any small one of a kind will do for. */
public final class Cases {
    private Cases() {}

    /** The smallest model that fits and that H2O has trained. */
    public static ModelFolder smallest(Predicate<ModelFolder> fits) {
        return ModelFolder.all().stream()
                .filter(folder -> !folder.isHandmade())
                .filter(fits)
                .min(Comparator.comparingLong(folder -> folder.model().toFile().length()))
                .orElseThrow(() -> new AssertionError("no such model in the repository"));
    }

    public static ModelFolder smallest(String algorithm, String category) {
        return smallest(folder -> folder.algorithm().equalsIgnoreCase(algorithm)
                && folder.category().equals(category));
    }
}
