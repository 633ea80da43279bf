package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import java.time.Duration;

/**
 * The models of a worker: one copy for each content, however many tasks, connectors and aliases use it, each loaded once
 * and replaced when its feed has other content. Thread-safe.
 */
public final class ModelLibrary {
    /** A place that gives no sign of life for so long does not answer. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final ModelLibrary OF_WORKER = new ModelLibrary(new ModelEvents());

    private final SingleFlight<PinnedFeed, Model> starting = new SingleFlight<>();
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
        Model model = starting.run(feed, () -> models.model(reader.read(feed), request.prepare()));
        ModelHandle handle = new ModelHandle(request, model);
        if (request.reloadIntervalMillis() >= 0 && request.feed().changes()) {
            watcher.add(handle, feed);
        }
        return handle;
    }

    /** How many models are in memory. */
    int size() {
        return models.size();
    }
}
