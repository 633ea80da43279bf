package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.problem.MojoException;
import java.time.Duration;
import java.util.Optional;

/**
 * The models of a worker: one copy for each content, however many tasks, connectors and aliases use it, each loaded once
 * and replaced when its feed has other content. Thread-safe.
 */
public final class ModelLibrary {
    /** A place that gives no sign of life for so long does not answer. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final ModelLibrary OF_WORKER = new ModelLibrary(new ModelEvents());

    private final SingleFlight<PinnedFeed, Opened> starting = new SingleFlight<>();
    private final ModelCache models;
    private final StartReader reader;
    private final ModelWatcher watcher;

    ModelLibrary(ModelEvents events) {
        this(events, SILENCE);
    }

    ModelLibrary(ModelEvents events, Duration silence) {
        models = new ModelCache(events);
        reader = new StartReader(events, silence);
        watcher = new ModelWatcher(models, events, silence);
    }

    /**
     * Opens the model of a request, loading it on this thread unless it is already there or being loaded.
     *
     * @throws MojoException when there is no usable model
     */
    public static ModelHandle open(ModelRequest request) {
        return OF_WORKER.openModel(request);
    }

    ModelHandle openModel(ModelRequest request) {
        PinnedFeed feed = new PinnedFeed(request.feed(), request.sha256());
        Opened opened = starting.run(feed, () -> open(feed, request));
        ModelHandle handle = new ModelHandle(request, opened.model(), opened.release());
        if (request.reloadIntervalMillis() >= 0 && request.feed().changes()) {
            watcher.add(handle, feed);
        }
        return handle;
    }

    private Opened open(PinnedFeed feed, ModelRequest request) {
        try {
            CheckedContent content = reader.read(feed);
            return new Opened(models.model(content, request.prepare()), content.release());
        } catch (RuntimeException | Error e) {
            request.feed().unused();
            throw e;
        }
    }

    private record Opened(Model model, Optional<Release> release) {}

    /** How many models are in memory. */
    int size() {
        return models.size();
    }
}
