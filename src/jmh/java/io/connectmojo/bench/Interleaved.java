package io.connectmojo.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Measures contenders against the naive peer that keeps numbers. Each pair has a JVM of its own, as a worker runs one
 * pipeline and not all of them: code that many callers share is compiled for what it meets. In slices of some milliseconds by
 * turns, so that a busy neighbour slows both alike, and in processor time of the thread. Prints, per model, the least and the
 * median of the slices, the ratio to the peer's in the same JVM (of the medians), and the bytes allocated per record.
 */
public final class Interleaved {
    private static final int FORKS = Integer.getInteger("mojo.bench.forks", 3);
    private static final int WARM_UP = Integer.getInteger("mojo.bench.warmup", 80);
    private static final int ROUNDS = Integer.getInteger("mojo.bench.rounds", 60);
    private static final long SLICE_NANOS = 8_000_000;
    private static final int BATCH = 32;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static volatile Object sink;

    private Interleaved() {}

    /**
     * Without {@code --pair}: the names of models, all when there is none. With it a model, a contender and perhaps a peer other
     * than the naive one.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> asked = Arrays.asList(arguments);
        if (asked.contains("--pair")) {
            pair(BenchModel.named(asked.get(1)), asked.get(2), asked.size() > 3 ? asked.get(3) : Contenders.NAIVE);
            return;
        }
        print("| model | contender | least ns | median ns | peer's median ns | times faster | bytes |");
        print("|---|---|---|---|---|---|---|");
        for (BenchModel model : BenchModel.all()) {
            if (asked.isEmpty() || asked.contains(model.name())) {
                for (String contender : Contenders.ALL) {
                    run(model, contender, Contenders.NAIVE);
                }
            }
        }
    }

    /** Measures a pair in as many JVMs as asked for. */
    static void run(BenchModel model, String contender, String peer) throws IOException, InterruptedException {
        for (int fork = 0; fork < FORKS; fork++) {
            fork(model, contender, peer);
        }
    }

    private static void fork(BenchModel model, String contender, String peer) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Interleaved.class.getName()));
        command.addAll(List.of("--pair", model.name(), contender, peer));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("status " + status + " of " + command);
        }
    }

    private static void pair(BenchModel model, String name, String peerName) {
        try (Contenders contenders = new Contenders(model)) {
            IntFunction<Object> contender = contenders.open(name);
            IntFunction<Object> peer = name.equals(peerName) ? contender : contenders.open(peerName);
            double[] nanos = new double[ROUNDS];
            double[] ofPeer = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double first = slice(contender);
                double second = slice(peer);
                if (round >= 0) {
                    nanos[round] = first;
                    ofPeer[round] = second;
                }
            }
            Arrays.sort(nanos);
            double median = median(nanos);
            print(String.format(
                    Locale.ROOT,
                    "| %s, %d fields | %s | %.0f | %.0f | %.0f | %.2f | %d |",
                    model.name(),
                    contenders.fields(),
                    name,
                    nanos[0],
                    median,
                    median(ofPeer),
                    median(ofPeer) / median,
                    bytes(contender)));
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
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
