package io.connectmojo.model;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The models of a worker: one copy for each content, however many tasks, connectors and aliases use it. Holds models
 * weakly, so that a model lives exactly as long as a transform that uses it, whether or not Connect closes that transform.
 * Thread-safe.
 */
public final class ModelLibrary {
    private static final ModelLibrary OF_WORKER = new ModelLibrary();

    private final SingleFlight<ModelSource, Model> bySource = new SingleFlight<>();
    private final SingleFlight<String, Model> byDigest = new SingleFlight<>();
    private final Map<String, Held> models = new HashMap<>();
    private final ReferenceQueue<Model> gone = new ReferenceQueue<>();

    ModelLibrary() {}

    /**
     * Opens the model of a request, loading it on this thread unless it is already there or being loaded.
     *
     * @throws MojoException when there is no usable model
     */
    public static ModelHandle open(ModelRequest request) {
        return OF_WORKER.openModel(request);
    }

    ModelHandle openModel(ModelRequest request) {
        return new ModelHandle(bySource.run(request.source(), () -> load(request)));
    }

    private Model load(ModelRequest request) {
        Caps caps = Caps.ofWorker();
        ModelSource source = request.source();
        if (source instanceof ModelSource.Compiled compiled) {
            byte[] classFile = CompiledModel.bytes(compiled.className(), caps);
            return model(
                    "class " + MojoFile.sha256(classFile),
                    () -> CompiledModel.load(compiled.className(), classFile),
                    request.prepare());
        }
        byte[] bytes = source instanceof ModelSource.Resource resource
                ? resourceBytes(resource, caps)
                : ModelBytes.read(((ModelSource.File) source).path(), AllowedPaths.ofWorker(), caps);
        return model(MojoFile.sha256(bytes), () -> ModelLoader.load(bytes, source.toString(), caps), request.prepare());
    }

    private static byte[] resourceBytes(ModelSource.Resource source, Caps caps) {
        try (InputStream in = ModelLibrary.class.getClassLoader().getResourceAsStream(source.resource())) {
            if (in == null) {
                throw MojoException.of(
                        ModelError.NOT_FOUND,
                        "There is no such resource",
                        source.toString(),
                        "no jar of the plugin's folder holds it",
                        "put a jar with the MOJO into the plugin's folder");
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
                    Model model = loader.get();
                    prepare.accept(model);
                    hold(key, model);
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
