package io.connectmojo.scoring.fleet;

import io.connectmojo.problem.MojoException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The loads that one task has asked for: it waits for them, and finds those later that took too long. Of one task's thread. */
final class FleetLoads {
    /** Loads that the task no longer waits for. */
    private static final int MAX_LEFT = 64;

    private final LoadQueue queue;
    private final Function<String, FleetArm> loader;
    private final Duration timeout;
    private final FleetProblems problems;
    private final FleetCounts counts;
    private final Map<String, Load> loads = new HashMap<>();

    /** @param loader loads the model of the texts on any thread, and must not keep the task in memory for long */
    FleetLoads(
            LoadQueue queue,
            Function<String, FleetArm> loader,
            Duration timeout,
            FleetProblems problems,
            FleetCounts counts) {
        this.queue = queue;
        this.loader = loader;
        this.timeout = timeout;
        this.problems = problems;
        this.counts = counts;
    }

    /**
     * The model of the texts: one that has arrived meanwhile, or else one that the task waits for.
     *
     * @return a load that is done
     * @throws MojoException D022 when it is not loaded in time
     */
    Load await(String texts) {
        Load load = loads.get(texts);
        if (load == null) {
            if (loads.size() >= MAX_LEFT) {
                throw problems.tooMany();
            }
            load = new Load(() -> loader.apply(texts), timeout);
            loads.put(texts, load);
            queue.add(load);
        }
        long begin = System.nanoTime();
        try {
            if (!load.await(queue)) {
                throw problems.late();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problems.interrupted();
        } finally {
            counts.waited(System.nanoTime() - begin);
        }
        loads.remove(texts);
        return load;
    }

    /** Hands over all that has arrived too late. */
    void takeLate(BiConsumer<String, Load> taker) {
        Iterator<Map.Entry<String, Load>> left = loads.entrySet().iterator();
        while (left.hasNext()) {
            Map.Entry<String, Load> load = left.next();
            if (load.getValue().isDone()) {
                left.remove();
                taker.accept(load.getKey(), load.getValue());
            }
        }
    }

    void close() {
        loads.values().forEach(Load::cancel);
        loads.clear();
    }
}
