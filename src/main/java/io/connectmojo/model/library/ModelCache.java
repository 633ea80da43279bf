package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The models in memory, one for each content. Holds them weakly: a model lives exactly as long as a transform that uses it,
 * whether or not Connect closes that transform. Thread-safe.
 */
final class ModelCache {
    private final SingleFlight<String, Model> loading = new SingleFlight<>();
    private final Map<String, Held> models = new HashMap<>();
    private final ReferenceQueue<Model> gone = new ReferenceQueue<>();
    private final ModelEvents events;

    ModelCache(ModelEvents events) {
        this.events = events;
    }

    /** The model of that content, made and prepared on this thread only if it is neither there nor being made. */
    Model model(ModelContent content, Consumer<Model> prepare) {
        Model there = find(content.key());
        return there != null
                ? there
                : loading.run(content.key(), () -> {
                    Model raced = find(content.key());
                    return raced != null ? raced : load(content, prepare);
                });
    }

    private Model load(ModelContent content, Consumer<Model> prepare) {
        long start = System.nanoTime();
        Model model = content.model().get();
        prepare.accept(model);
        hold(content.key(), model);
        events.info("Model " + ModelEvents.shortened(model.digest()) + " loaded: " + model.algorithm() + ", "
                + model.columns().size() + " columns, " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
                + " ms");
        return model;
    }

    /** How many models are in memory. */
    int size() {
        synchronized (models) {
            forgetGone();
            return models.size();
        }
    }

    private @Nullable Model find(String key) {
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
