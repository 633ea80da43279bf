package io.connectmojo.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Measures all contenders on all models in one run, in slices of some milliseconds by turns, so that a busy neighbour slows
 * all alike, and in processor time of the thread. Prints, per model, the least and the median of the slices, the ratio to the naive peer that keeps numbers (of
 * the medians), and the bytes that the thread has allocated per record.
 */
public final class Interleaved {
    private static final int WARM_UP = Integer.getInteger("mojo.bench.warmup", 40);
    private static final int ROUNDS = Integer.getInteger("mojo.bench.rounds", 60);
    private static final long SLICE_NANOS = 8_000_000;
    private static final int BATCH = 32;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static volatile Object sink;

    private Interleaved() {}

    private record Figures(double least, double median, long bytes) {}

    public static void main(String[] arguments) {
        print("| model | contender | least ns | median ns | times naive (numbers) | bytes |");
        print("|---|---|---|---|---|---|");
        for (BenchModel model : BenchModel.all()) {
            if (arguments.length > 0 && !Arrays.asList(arguments).contains(model.name())) {
                continue;
            }
            try (Contenders contenders = new Contenders(model)) {
                Map<String, Figures> figures = measure(contenders);
                double naive = figures.get(Contenders.NAIVE).median;
                figures.forEach((name, of) -> print(String.format(
                        Locale.ROOT,
                        "| %s, %d fields | %s | %.0f | %.0f | %.2f | %d |",
                        model.name(),
                        contenders.fields,
                        name,
                        of.least,
                        of.median,
                        naive / of.median,
                        of.bytes)));
            }
        }
    }

    private static Map<String, Figures> measure(Contenders contenders) {
        List<String> names = new ArrayList<>(contenders.all.keySet());
        double[][] nanos = new double[names.size()][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < names.size(); i++) {
                double perRecord = slice(contenders.all.get(names.get(i)));
                if (round >= 0) {
                    nanos[i][round] = perRecord;
                }
            }
        }
        Map<String, Figures> figures = new java.util.LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Arrays.sort(nanos[i]);
            figures.put(
                    names.get(i),
                    new Figures(nanos[i][0], nanos[i][ROUNDS / 2], bytes(contenders.all.get(names.get(i)))));
        }
        return figures;
    }

    /** In time that the thread had a processor for: what other processes take does not count. */
    private static double slice(IntFunction<Object> contender) {
        long cpuStart = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        int records = 0;
        do {
            for (int i = 0; i < BATCH; i++) {
                sink = contender.apply(records++);
            }
        } while (System.nanoTime() - start < SLICE_NANOS);
        return (double) (THREADS.getCurrentThreadCpuTime() - cpuStart) / records;
    }

    private static long bytes(IntFunction<Object> contender) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < BenchRecords.COUNT; i++) {
            sink = contender.apply(i);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / BenchRecords.COUNT;
    }

    static void print(String line) {
        System.out.println(line);
    }
}
