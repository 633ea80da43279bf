package io.connectmojo.bench;

import io.connectmojo.MojoScorer;
import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What loading costs: genmodel's bare load, our verified load, compiling with self-check; the heap of each; and one against a
 * hundred tasks of a worker.
 */
public final class Loading {
    private static final int RUNS = 7;

    private Loading() {}

    public static void main(String[] arguments) {
        Interleaved.print(
                "| model | bare load ms | verified load ms | compile and check ms | bare heap kB | ours, heap kB"
                        + " | 1 task kB | 100 tasks kB | 99 further tasks ms |");
        Interleaved.print("|---|---|---|---|---|---|---|---|---|");
        for (BenchModel model : BenchModel.all()) {
            if (arguments.length == 0 || Arrays.asList(arguments).contains(model.name())) {
                measure(model);
            }
        }
    }

    private static void measure(BenchModel model) {
        double[] bare = new double[RUNS];
        double[] verified = new double[RUNS];
        double[] compiled = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            model.load();
            long loaded = System.nanoTime();
            Model ours = ModelLoader.load(model.zip());
            long checked = System.nanoTime();
            Scorers.best(ours, Set.of(), false);
            long end = System.nanoTime();
            bare[run] = (loaded - start) / 1e6;
            verified[run] = (checked - loaded) / 1e6;
            compiled[run] = (end - checked) / 1e6;
        }
        List<MojoScorer<SinkRecord>> tasks = new ArrayList<>();
        long bareHeap = heap(model::load);
        long ourHeap = heap(() -> {
            Model ours = ModelLoader.load(model.zip());
            return List.of(ours, Scorers.best(ours, Set.of(), false));
        });
        long oneTask = heap(() -> tasks.add(task(model)) ? tasks : null);
        long start = System.nanoTime();
        long further = heap(() -> {
            for (int i = 0; i < 99; i++) {
                tasks.add(task(model));
            }
            return tasks;
        });
        double furtherMillis = (System.nanoTime() - start) / 1e6;
        Interleaved.print(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %d | %d | %d | %d | %.0f |",
                model.name(),
                median(bare),
                median(verified),
                median(compiled),
                bareHeap / 1024,
                ourHeap / 1024,
                oneTask / 1024,
                (oneTask + further) / 1024,
                furtherMillis));
        tasks.forEach(MojoScorer::close);
    }

    private static MojoScorer<SinkRecord> task(BenchModel model) {
        return Contenders.transform(Contenders.config(model, false, Map.of()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Heap in use after, less that before. */
    private static long heap(Supplier<Object> maker) {
        long before = used();
        Object made = maker.get();
        long after = used();
        java.lang.ref.Reference.reachabilityFence(made);
        return after - before;
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
