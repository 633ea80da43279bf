package io.connectmojo.bench;

import io.connectmojo.MojoScorer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a model for each record costs once the models are in memory: tasks whose records name one of 64 models at random, against the same
 * tasks with one model for the same records, by turns in one JVM. As in a worker, Kafka's JSON converter makes each record right before
 * the transform gets it; only the transform is timed. Prints the median and the 99th percentile of a record.
 */
public final class FleetCost {
    private static final int MODELS = 64;
    private static final int RECORDS = 1 << 13;
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 10;

    private FleetCost() {}

    /** A model's name, and the number of tasks; else house-prices and 12. */
    public static void main(String[] arguments) throws Exception {
        BenchModel given = BenchModel.named(arguments.length > 0 ? arguments[0] : "house-prices");
        int tasks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 12;
        Path folder = Files.createTempDirectory("fleet");
        try {
            for (int i = 0; i < MODELS; i++) {
                copy(given.zip(), folder.resolve("m" + i + ".zip"), "copy " + i);
            }
            run(given, folder, tasks);
        } finally {
            for (int i = 0; i < MODELS; i++) {
                Files.deleteIfExists(folder.resolve("m" + i + ".zip"));
            }
            Files.delete(folder);
        }
    }

    /** Another digest for the same model. */
    private static void copy(Path from, Path to, String comment) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            out.setComment(comment);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
        }
    }

    private static void run(BenchModel given, Path folder, int tasks) throws Exception {
        BenchRecords records = new BenchRecords(given.load());
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        List<Task> all = new ArrayList<>();
        try {
            for (int i = 0; i < tasks; i++) {
                all.add(new Task(folder, records, i));
            }
            List<Future<?>> running = new ArrayList<>();
            all.forEach(task -> running.add(threads.submit(task)));
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
            all.forEach(Task::close);
        }
        Interleaved.print("| " + tasks + " tasks, " + given.name() + " | p50 ns | p99 ns |");
        Interleaved.print("|---|---|---|");
        long[] one = sorted(all, false);
        long[] many = sorted(all, true);
        print("one model", one);
        print(MODELS + " models", many);
        Interleaved.print(String.format(
                Locale.ROOT,
                "| times | %.2f | %.2f |",
                (double) at(many, 0.5) / at(one, 0.5),
                (double) at(many, 0.99) / at(one, 0.99)));
    }

    private static long[] sorted(List<Task> tasks, boolean many) {
        long[] all = tasks.stream()
                .flatMapToLong(task -> Arrays.stream(many ? task.many : task.one))
                .toArray();
        Arrays.sort(all);
        return all;
    }

    private static void print(String name, long[] sorted) {
        Interleaved.print(String.format(Locale.ROOT, "| %s | %d | %d |", name, at(sorted, 0.5), at(sorted, 0.99)));
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }

    /** One task each way; the times of its records. */
    private static final class Task implements Runnable {
        private final MojoScorer<SinkRecord> ofOne;
        private final MojoScorer<SinkRecord> ofMany;
        private final JsonConverter converter = new JsonConverter();
        private final byte[][] values = new byte[RECORDS][];
        private final String[] topics = new String[RECORDS];
        private final long[] one = new long[ROUNDS * RECORDS];
        private final long[] many = new long[ROUNDS * RECORDS];

        Task(Path folder, BenchRecords given, int seed) {
            Random random = new Random(seed);
            List<SinkRecord> texts = given.asJson();
            for (int i = 0; i < RECORDS; i++) {
                topics[i] = "m" + random.nextInt(MODELS);
                values[i] = ((String) texts.get(random.nextInt(texts.size())).value()).getBytes(StandardCharsets.UTF_8);
            }
            converter.configure(Map.of("schemas.enable", false), false);
            ofOne = transform(folder.resolve("m0.zip"), "one-" + seed);
            ofMany = transform(folder.resolve("{topic}.zip"), "many-" + seed);
        }

        private static MojoScorer<SinkRecord> transform(Path model, String id) {
            Map<String, String> config = new HashMap<>();
            config.put("model.path", model.toString());
            config.put("metrics.id", id);
            config.put("output.field", "scored");
            config.put("output.include", "model");
            MojoScorer.Value<SinkRecord> transform = new MojoScorer.Value<>();
            transform.configure(config);
            return transform;
        }

        @Override
        public void run() {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                measure(ofOne, one, Math.max(0, round) * RECORDS);
                measure(ofMany, many, Math.max(0, round) * RECORDS);
            }
        }

        private void measure(MojoScorer<SinkRecord> transform, long[] into, int at) {
            for (int i = 0; i < RECORDS; i++) {
                Object value = converter.toConnectData(topics[i], values[i]).value();
                SinkRecord record = new SinkRecord(topics[i], 0, null, null, null, value, i);
                long start = System.nanoTime();
                transform.apply(record);
                into[at + i] = System.nanoTime() - start;
            }
        }

        void close() {
            ofOne.close();
            ofMany.close();
        }
    }
}
