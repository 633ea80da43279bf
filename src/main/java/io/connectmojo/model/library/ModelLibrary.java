package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The models of a worker: one copy for each content, however many tasks, connectors and aliases use it, each loaded once
 * and replaced when its feed has other content. Thread-safe.
 */
public final class ModelLibrary {
    /** A place that gives no sign of life for so long does not answer. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final ModelLibrary OF_WORKER = new ModelLibrary(new ModelEvents());

    private final SingleFlight<PinnedFeed, List<PinnedFeed>> choosing = new SingleFlight<>();
    private final SingleFlight<PinnedFeed, Opened> starting = new SingleFlight<>();
    private final ModelEvents events;
    private final ModelCache models;
    private final StartReader reader;
    private final ModelWatcher watcher;

    ModelLibrary(ModelEvents events) {
        this(events, SILENCE);
    }

    ModelLibrary(ModelEvents events, Duration silence) {
        this.events = events;
        models = new ModelCache(events);
        reader = new StartReader(events, silence);
        watcher = new ModelWatcher(models, events, silence);
    }

    /** Opens the best usable model of a request for somebody who can use any. */
    public static ModelHandle open(ModelRequest request) {
        return OF_WORKER.openModel(request);
    }

    /**
     * Opens the best usable model of a request, loading it on this thread unless it is already there or being loaded.
     *
     * @param check throws a {@link MojoException} for a model that the requester cannot use
     * @throws MojoException when there is no usable model: why the best one is none
     */
    public static ModelHandle open(ModelRequest request, Consumer<Model> check) {
        return OF_WORKER.openModel(request, check);
    }

    ModelHandle openModel(ModelRequest request) {
        return openModel(request, model -> {});
    }

    ModelHandle openModel(ModelRequest request, Consumer<Model> check) {
        PinnedFeed feed = new PinnedFeed(request.feed(), request.sha256());
        List<MojoException> refused = new ArrayList<>();
        Opened opened;
        try {
            opened = choose(feed, request, check, refused);
        } catch (RuntimeException | Error e) {
            request.feed().unused();
            throw e;
        }
        ModelHandle handle = new ModelHandle(request, opened.model(), opened.release());
        refused.stream().findFirst().ifPresent(handle::fail);
        for (MojoException problem : refused) {
            events.warn("Model " + feed + " is not taken, "
                    + ModelEvents.shortened(opened.model().digest()) + " serves instead: " + problem.firstLine());
        }
        if (request.reloadIntervalMillis() >= 0 && request.feed().changes()) {
            watcher.add(handle, feed);
        }
        return handle;
    }

    /** @param refused is given why the better choices are not taken */
    private Opened choose(PinnedFeed feed, ModelRequest request, Consumer<Model> check, List<MojoException> refused) {
        List<PinnedFeed> choices = choosing.run(feed, () -> reader.choices(feed));
        boolean only = choices.size() == 1;
        for (PinnedFeed choice : choices) {
            try {
                Opened opened = starting.run(choice, () -> open(feed, choice, only, request));
                check.accept(opened.model());
                return opened;
            } catch (MojoException e) {
                if (only || e.code() == ModelError.NO_ANSWER) {
                    throw e;
                }
                refused.add(e);
            }
        }
        throw refused.get(0);
    }

    private Opened open(PinnedFeed feed, PinnedFeed choice, boolean only, ModelRequest request) {
        CheckedContent content = reader.read(feed, choice, only);
        return new Opened(models.model(content, request.prepare()), content.release());
    }

    private record Opened(Model model, Optional<Release> release) {}

    /** How many models are in memory. */
    int size() {
        return models.size();
    }
}
