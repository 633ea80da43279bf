package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What a transform asks of the {@link ModelLibrary}.
 *
 * @param feed where the model comes from
 * @param sha256 the hex digest that its content must have, if one is asked for
 * @param reloadIntervalMillis how often to look for other content; never when negative
 * @param prepare run once for each content before any transform sees it, on whichever thread loads it; throws a
 *     {@link MojoException} to refuse the model
 * @param acceptance asked with the serving model and its would-be successor before a reload; a problem refuses it
 */
public record ModelRequest(
        ModelFeed feed,
        Optional<String> sha256,
        long reloadIntervalMillis,
        Consumer<Model> prepare,
        BiFunction<Model, Model, Optional<MojoException>> acceptance) {

    /** A request for any content, loaded once and never looked at again. */
    public static ModelRequest of(ModelFeed feed) {
        return new ModelRequest(feed, Optional.empty(), -1, model -> {}, (serving, candidate) -> Optional.empty());
    }
}
