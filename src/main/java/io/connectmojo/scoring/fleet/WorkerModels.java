package io.connectmojo.scoring.fleet;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The models for single records that are in a worker's memory, of all tasks, and what they take. When there are too many, those whose
 * last record came longest ago go; one that is in use stays. Keeps no model and no task in memory. Thread-safe.
 */
final class WorkerModels {
    private static final WorkerModels OF_WORKER = new WorkerModels(FleetLimits::ofWorker);

    private final Supplier<FleetLimits> limits;
    private final Map<String, Entry> models = new HashMap<>();
    private long evictions;

    WorkerModels(Supplier<FleetLimits> limits) {
        this.limits = limits;
    }

    static WorkerModels ofWorker() {
        return OF_WORKER;
    }

    /** One model, and the arms that use it. */
    private static final class Entry {
        private final ModelSize size;
        private final List<WeakReference<Resident>> users = new ArrayList<>();

        Entry(ModelSize size) {
            this.size = size;
        }

        List<Resident> users() {
            users.removeIf(user -> user.get() == null);
            return users.stream()
                    .map(WeakReference::get)
                    .filter(Objects::nonNull)
                    .toList();
        }

        long bytes() {
            return size.model() + size.arm() * users.size();
        }

        long lastUsed() {
            return users().stream().mapToLong(Resident::lastUsed).max().orElse(Long.MIN_VALUE);
        }

        boolean isInUse() {
            return users().stream().anyMatch(Resident::isInUse);
        }
    }

    /**
     * Counts a model that an arm has loaded, and gives others up for it where they no longer fit.
     *
     * @throws io.connectmojo.problem.MojoException M071 when it alone is more than there may be
     */
    void add(Resident user, String digest, ModelSize size) {
        FleetLimits most = limits.get();
        if (size.model() + size.arm() > most.bytes()) {
            throw Problem.of(ModelError.BUDGET, "A model for single records is too large")
                    .where("io.connectmojo.fleet.max.bytes=" + most.bytes())
                    .why("it takes about " + size.model() + " bytes")
                    .fix("raise the limit on the worker, or use a smaller model");
        }
        List<Resident> released;
        synchronized (this) {
            removeUser(user);
            models.computeIfAbsent(digest, key -> new Entry(size)).users.add(new WeakReference<>(user));
            released = makeRoom(most, digest);
        }
        released.forEach(Resident::close);
    }

    /** The arm uses its model no longer. */
    synchronized void remove(Resident user) {
        removeUser(user);
    }

    private void removeUser(Resident user) {
        models.values()
                .removeIf(entry -> entry.users.removeIf(other -> other.get() == user)
                        && entry.users().isEmpty());
    }

    private List<Resident> makeRoom(FleetLimits most, String kept) {
        models.values().removeIf(entry -> entry.users().isEmpty());
        List<Resident> released = new ArrayList<>();
        if (fits(most)) {
            return released;
        }
        List<String> oldestFirst = models.entrySet().stream()
                .filter(model -> !model.getKey().equals(kept))
                .map(model -> Map.entry(model.getKey(), model.getValue().lastUsed()))
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .toList();
        for (String digest : oldestFirst) {
            if (fits(most)) {
                break;
            }
            Entry entry = Objects.requireNonNull(models.get(digest), "listed");
            if (!entry.isInUse()) {
                release(digest, entry, released);
            }
        }
        return released;
    }

    private void release(String digest, Entry entry, List<Resident> released) {
        for (Resident user : entry.users()) {
            if (user.release()) {
                released.add(user);
                entry.users.removeIf(other -> other.get() == user);
            }
        }
        if (entry.users.isEmpty()) {
            models.remove(digest);
            evictions++;
        }
    }

    private boolean fits(FleetLimits most) {
        return models.size() <= most.models() && bytes() <= most.bytes();
    }

    /** What they are counted with. */
    synchronized long bytes() {
        return models.values().stream().mapToLong(Entry::bytes).sum();
    }

    synchronized int models() {
        models.values().removeIf(entry -> entry.users().isEmpty());
        return models.size();
    }

    synchronized long evictions() {
        return evictions;
    }
}
