package io.connectmojo.bench;

import io.connectmojo.MojoScorer;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How long a record waits while a model of 100 MB takes over from another one: the longest call and the 99th percentile of
 * the calls from the change of the file to one second after the swap, beside those of calm seconds before. The models are
 * made of the trees of a given one, again and again.
 */
public final class Stall {
    private static final long MODEL_BYTES = Long.getLong("mojo.bench.stall.bytes", 100_000_000);
    private static final int SWAPS = 5;

    private Stall() {}

    public static void main(String[] arguments) throws Exception {
        BenchModel given = BenchModel.named(arguments.length > 0 ? arguments[0] : "house-prices");
        Path folder = Files.createTempDirectory("stall");
        try {
            Path[] big = {folder.resolve("a.zip"), folder.resolve("b.zip")};
            GrownModel.write(given.zip(), big[0], MODEL_BYTES, false);
            GrownModel.write(given.zip(), big[1], MODEL_BYTES + MODEL_BYTES / 100, false);
            Path served = folder.resolve("served.zip");
            Files.copy(big[0], served);
            BenchRecords records = new BenchRecords(given.load());
            MojoScorer<SinkRecord> transform = Contenders.transform(Contenders.config(
                    new BenchModel("stall", served),
                    false,
                    Map.of("model.reload.interval.ms", "1000", "output.include", "model")));
            try {
                measure(transform, records, big, served);
            } finally {
                transform.close();
            }
        } finally {
            for (String name : new String[] {"a.zip", "b.zip", "served.zip", "next.zip"}) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private static void measure(MojoScorer<SinkRecord> transform, BenchRecords records, Path[] big, Path served)
            throws IOException {
        Interleaved.print("| swap of " + Files.size(big[0]) / 1_000_000
                + " MB | p50 ms | p99 ms | longest ms | seconds | GC ms |");
        Interleaved.print("|---|---|---|---|---|---|");
        Calls calls = new Calls(transform, records);
        calls.forSeconds(5);
        for (int swap = 0; swap < SWAPS; swap++) {
            calls.clear();
            calls.forSeconds(5);
            calls.print("calm");
            calls.clear();
            Path next = served.resolveSibling("next.zip");
            Files.copy(big[(swap + 1) % 2], next);
            Files.move(next, served, StandardCopyOption.ATOMIC_MOVE);
            String before = calls.model();
            while (before.equals(calls.model())) {
                calls.one();
            }
            calls.forSeconds(1);
            calls.print("swap " + (swap + 1));
        }
    }

    /** The times of calls. */
    private static final class Calls {
        private final MojoScorer<SinkRecord> transform;
        private final BenchRecords records;
        private long[] nanos = new long[1 << 20];
        private int count;
        private String model = "";
        private long started = System.nanoTime();
        private long gcBefore;

        Calls(MojoScorer<SinkRecord> transform, BenchRecords records) {
            this.transform = transform;
            this.records = records;
        }

        String model() {
            return model;
        }

        void clear() {
            count = 0;
            started = System.nanoTime();
            gcBefore = gcMillis();
        }

        void one() {
            long start = System.nanoTime();
            SinkRecord scored = transform.apply(records.get(count));
            long took = System.nanoTime() - start;
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = took;
            model = ((Struct) scored.value()).getString("scored_model");
        }

        void forSeconds(int seconds) {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                one();
            }
        }

        void print(String name) {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            Interleaved.print(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.1f | %.1f | %d |",
                    name,
                    sorted[count / 2] / 1e6,
                    sorted[(int) (count * 0.99)] / 1e6,
                    sorted[count - 1] / 1e6,
                    (System.nanoTime() - started) / 1e9,
                    gcMillis() - gcBefore));
        }

        private static long gcMillis() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
        }
    }
}
