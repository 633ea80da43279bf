package io.connectmojo.model.library;

import io.connectmojo.problem.MojoException;
import java.util.List;
import java.util.Optional;

/**
 * A place that a model comes from: a file, a resource, a class, a topic. A value: two equal feeds name one model, which is
 * read and watched once, however many tasks use it. What {@link Object#toString} gives stands in messages and logs.
 * Thread-safe; every method but {@link #name} and {@link #changes} may take long, or never answer, and is then left alone
 * by the {@link ModelLibrary}, on a thread of its own.
 */
public interface ModelFeed {
    /** What to call the model when its user gives no name. */
    String name();

    /**
     * The feeds to take a model from, the best first: the next one counts when the model of the one before cannot be used.
     * A feed that is one place is its own and only choice. Found anew at each look; never empty.
     *
     * @throws MojoException when there is nothing to choose from
     */
    default List<ModelFeed> choices() {
        return List.of(this);
    }

    /**
     * Reads what is there now.
     *
     * @throws MojoException when there is nothing that can be read
     */
    ModelContent read(Signal arrived);

    /** Whether other content may come while a worker runs. A feed that never changes is read once. */
    default boolean changes() {
        return false;
    }

    /**
     * What can be said of the content without reading it; asked at the interval of the task that asks most often. A feed
     * that is told of news, such as a topic, answers from memory.
     */
    default State state() {
        return new State("fixed", true);
    }

    /** What the operator should change about the place, though it can be used; asked at start. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /** What the place has told of the model so far, from memory, if it tells of one. */
    default Optional<News> news() {
        return Optional.empty();
    }

    /** Nobody uses the feed any more. It may be used again, and lets go until then of what it holds. */
    default void unused() {}

    /** To be given by a feed whenever something has arrived: silence for long means that the place does not answer. */
    @FunctionalInterface
    interface Signal {
        void give();
    }

    /**
     * The state of a feed.
     *
     * @param stamp equal while nothing is known to have changed
     * @param settled whether a change from now on would show in the stamp
     */
    record State(Object stamp, boolean settled) {}

    /**
     * How a place has told of a model since it is looked at.
     *
     * @param version the last that was announced; 0 when it is withdrawn
     * @param announced how many announcements have come
     * @param fetched how many times a model was read
     * @param refused how many announcements could not be used, or had other bytes than they said
     */
    record News(long version, long announced, long fetched, long refused) {}
}
