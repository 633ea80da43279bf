package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.load.PojoModel;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The models of a worker: one copy for each content, however many tasks, connectors and aliases use it. Holds models
 * weakly, so that a model lives exactly as long as a transform that uses it, whether or not Connect closes that transform.
 * Thread-safe.
 */
public final class ModelLibrary {
    private static final long SIDECAR_PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final ModelLibrary OF_WORKER = new ModelLibrary(new ModelEvents());

    private final SingleFlight<List<Object>, Model> bySource = new SingleFlight<>();
    private final SingleFlight<String, Model> byDigest = new SingleFlight<>();
    private final Map<String, Held> models = new HashMap<>();
    private final ReferenceQueue<Model> gone = new ReferenceQueue<>();
    private final ModelWatcher watcher = new ModelWatcher(this);

    private final ModelEvents events;

    public ModelLibrary(ModelEvents events) {
        this.events = events;
    }

    ModelEvents events() {
        return events;
    }

    /**
     * Opens the model of a request, loading it on this thread unless it is already there or being loaded.
     *
     * @throws MojoException when there is no usable model
     */
    public static ModelHandle open(ModelRequest request) {
        return OF_WORKER.openModel(request);
    }

    public ModelHandle openModel(ModelRequest request) {
        ChecksumPolicy.checked(request.sha256());
        List<Object> flight = List.of(request.source(), request.sha256());
        ModelHandle handle = new ModelHandle(request, bySource.run(flight, () -> load(request)));
        if (request.reloadIntervalMillis() >= 0 && request.source() instanceof ModelSource.File file) {
            watcher.add(handle, file);
        }
        return handle;
    }

    /** How many models are in memory. */
    int size() {
        synchronized (models) {
            forgetGone();
            return models.size();
        }
    }

    private Model load(ModelRequest request) {
        ModelLimits caps = ModelLimits.ofWorker();
        if (request.source() instanceof ModelSource.Compiled compiled) {
            byte[] classFiles = PojoModel.bytes(compiled.className(), caps);
            String digest = MojoFile.sha256(classFiles);
            requirePin(request, digest);
            return model(
                    "class " + compiled.className() + " " + digest,
                    () -> PojoModel.load(compiled.className(), classFiles),
                    request.prepare());
        }
        Content content;
        if (request.source() instanceof ModelSource.Resource resource) {
            content = Content.of(resourceBytes(resource, caps));
            requirePin(request, content.digest);
        } else {
            content = file(((ModelSource.File) request.source()).path(), request, caps);
        }
        String where = request.source().toString();
        return model(content.digest, () -> ModelLoader.load(content.bytes, where, caps), request.prepare());
    }

    /** To digest a large file takes as long as to read it: once for each task. */
    private record Content(byte[] bytes, String digest) {
        static Content of(byte[] bytes) {
            return new Content(bytes, MojoFile.sha256(bytes));
        }
    }

    private static void requirePin(ModelRequest request, String digest) {
        ChecksumPolicy.checked(request.sha256())
                .ifPresent(pin ->
                        ChecksumPolicy.require(pin, digest, request.source().toString(), "model.sha256"));
    }

    /** The content of a file; while the file beside it tells another digest, the two may still be on their way. */
    private Content file(Path path, ModelRequest request, ModelLimits caps) {
        AllowedPaths allowed = AllowedPaths.ofWorker();
        warnInsidePlugin(allowed.resolve(path), ModelLibrary.class.getClassLoader());
        long giveUpAt = System.nanoTime() + SIDECAR_PATIENCE;
        while (true) {
            Content content = Content.of(ModelBytes.read(path, allowed, caps));
            try {
                ChecksumPolicy.check(request.sha256(), content.digest, path, allowed);
                return content;
            } catch (MojoException e) {
                boolean mayChange = request.sha256().isEmpty() && System.nanoTime() - giveUpAt < 0;
                if (!mayChange || !sleep()) {
                    throw e;
                }
            }
        }
    }

    void warnInsidePlugin(Path real, ClassLoader loader) {
        if (PluginFolder.of(loader).filter(real::startsWith).isPresent()) {
            events.warn("Model " + real + " lies in the plugin's own folder: Connect puts every zip there on the class"
                    + " path. Move it elsewhere");
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(250);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] resourceBytes(ModelSource.Resource source, ModelLimits caps) {
        try (InputStream in = ModelLibrary.class.getClassLoader().getResourceAsStream(source.resource())) {
            if (in == null) {
                throw Problem.of(ModelError.NOT_FOUND, "There is no such resource")
                        .where(source.toString())
                        .why("no jar of the plugin's folder holds it")
                        .fix("put a jar with the MOJO into the plugin's folder");
            }
            return ModelBytes.readAll(in, -1, caps, source.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model of that content, made only if it is not there. */
    Model model(String key, Supplier<Model> loader, Consumer<Model> prepare) {
        Model there = find(key);
        return there != null
                ? there
                : byDigest.run(key, () -> {
                    Model raced = find(key);
                    if (raced != null) {
                        return raced;
                    }
                    long start = System.nanoTime();
                    Model model = loader.get();
                    prepare.accept(model);
                    hold(key, model);
                    events.info(
                            "Model " + ModelEvents.shortened(model.digest()) + " loaded: " + model.algorithm() + ", "
                                    + model.columns().size() + " columns, "
                                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
                    return model;
                });
    }

    private Model find(String key) {
        synchronized (models) {
            forgetGone();
            Held held = models.get(key);
            return held == null ? null : held.get();
        }
    }

    private void hold(String key, Model model) {
        synchronized (models) {
            models.put(key, new Held(key, model, gone));
        }
    }

    private void forgetGone() {
        for (Object held = gone.poll(); held != null; held = gone.poll()) {
            models.remove(((Held) held).key, held);
        }
    }

    private static final class Held extends WeakReference<Model> {
        private final String key;

        Held(String key, Model model, ReferenceQueue<Model> queue) {
            super(model, queue);
            this.key = key;
        }
    }
}
