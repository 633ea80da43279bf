package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.profile.Profile;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The models in memory, one for each content. Holds them weakly: a model lives exactly as long as a transform that uses it,
 * whether or not Connect closes that transform. Thread-safe.
 */
final class ModelCache {
    private final SingleFlight<Object, Model> loading = new SingleFlight<>();
    private final Map<Object, Held> models = new HashMap<>();
    private final ReferenceQueue<Model> gone = new ReferenceQueue<>();
    private final ModelEvents events;

    ModelCache(ModelEvents events) {
        this.events = events;
    }

    /** A model with a profile shares all that is large with the one without, which it keeps in memory. */
    private record Profiled(String key, Profile profile) {}

    /**
     * The model of that content, with its profile if it has one: made and prepared on this thread only if it is neither there
     * nor being made.
     */
    Model model(CheckedContent checked, Consumer<Model> prepare) {
        ModelContent content = checked.content();
        Model bare = model(content.key(), () -> load(content, prepare));
        return checked.profile().isEmpty()
                ? bare
                : model(
                        new Profiled(content.key(), checked.profile().get()),
                        () -> checked.profiled(bare, checked.profile().get()));
    }

    private Model model(Object key, Supplier<Model> maker) {
        Model there = find(key);
        return there != null
                ? there
                : loading.run(key, () -> {
                    Model raced = find(key);
                    if (raced != null) {
                        return raced;
                    }
                    Model made = maker.get();
                    hold(key, made);
                    return made;
                });
    }

    private Model load(ModelContent content, Consumer<Model> prepare) {
        long start = System.nanoTime();
        Model model = content.model().get();
        prepare.accept(model);
        events.info("Model " + ModelEvents.shortened(model.digest()) + " loaded: " + model.algorithm() + ", "
                + model.columns().size() + " columns, " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
                + " ms");
        return model;
    }

    /** How many models are in memory; with several profiles a model is still one. */
    int size() {
        synchronized (models) {
            forgetGone();
            return (int) models.keySet().stream()
                    .filter(key -> !(key instanceof Profiled))
                    .count();
        }
    }

    private @Nullable Model find(Object key) {
        synchronized (models) {
            forgetGone();
            Held held = models.get(key);
            return held == null ? null : held.get();
        }
    }

    private void hold(Object key, Model model) {
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
        private final Object key;

        Held(Object key, Model model, ReferenceQueue<Model> queue) {
            super(model, queue);
            this.key = key;
        }
    }
}
