package io.connectmojo.bench;

import com.sun.management.ThreadMXBean;
import hex.ModelCategory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Measures two versions of the plugin against each other in one JVM, each from its own unzipped folder and in a class loader of
 * its own, in slices by turns and in processor time. Prints the medians and their ratio: above 1, the second version is faster.
 *
 * <p>Arguments: the folder before, the folder after, and names of models. {@code -Dmojo.bench.ways} names some of the ways: a
 * JVM for each shows what a pipeline alone would see.
 */
public final class Versions {
    private static final int WARM_UP = Integer.getInteger("mojo.bench.warmup", 80);
    private static final int ROUNDS = Integer.getInteger("mojo.bench.rounds", 100);
    private static final long SLICE_NANOS = 5_000_000;
    private static final int BATCH = 32;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Map<String, Map<String, String>> WAYS = Map.of(
            "Struct", Map.of(),
            "JSON text", Map.of("input.format", "json"),
            "to headers", Map.of("output.destination", "headers"));

    private static volatile Object sink;

    private Versions() {}

    public static void main(String[] arguments) {
        ClassLoader before = plugin(Path.of(arguments[0]));
        ClassLoader after = plugin(Path.of(arguments[1]));
        print("| model | way | before, median ns | after, median ns | before / after | bytes before | bytes after |");
        print("|---|---|---|---|---|---|---|");
        for (String name : Arrays.asList(arguments).subList(2, arguments.length)) {
            BenchModel model = BenchModel.named(name);
            BenchRecords records = new BenchRecords(model.load());
            boolean classes = model.load().getModelCategory() == ModelCategory.Binomial;
            for (String way : System.getProperty("mojo.bench.ways", "Struct,JSON text,to headers")
                    .split(",")) {
                List<SinkRecord> inputs = way.equals("JSON text") ? records.asJson() : null;
                Map<String, String> config = Contenders.config(model, classes, WAYS.get(way));
                try (Transformation<SinkRecord> first = transform(before, config);
                        Transformation<SinkRecord> second = transform(after, config)) {
                    compare(name, way, scored(first, records, inputs), scored(second, records, inputs));
                }
            }
        }
    }

    private static IntFunction<Object> scored(
            Transformation<SinkRecord> transform, BenchRecords records, List<SinkRecord> inputs) {
        return inputs == null
                ? i -> transform.apply(records.get(i))
                : i -> transform.apply(inputs.get(i & BenchRecords.COUNT - 1));
    }

    private static void compare(String model, String way, IntFunction<Object> before, IntFunction<Object> after) {
        double[] first = new double[ROUNDS];
        double[] second = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            // whoever comes second meets warm caches: take turns
            boolean turned = (round & 1) == 1;
            double one = slice(turned ? after : before);
            double other = slice(turned ? before : after);
            if (round >= 0) {
                first[round] = turned ? other : one;
                second[round] = turned ? one : other;
            }
        }
        Arrays.sort(first);
        Arrays.sort(second);
        double medianBefore = first[ROUNDS / 2];
        double medianAfter = second[ROUNDS / 2];
        print(String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.3f | %d | %d |",
                model,
                way,
                medianBefore,
                medianAfter,
                medianBefore / medianAfter,
                bytes(before),
                bytes(after)));
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
        long start = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < BenchRecords.COUNT; i++) {
            sink = contender.apply(i);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - start) / BenchRecords.COUNT;
    }

    @SuppressWarnings("unchecked")
    private static Transformation<SinkRecord> transform(ClassLoader plugin, Map<String, String> config) {
        Thread.currentThread().setContextClassLoader(plugin);
        try {
            Transformation<SinkRecord> transform =
                    (Transformation<SinkRecord>) plugin.loadClass("io.connectmojo.MojoScorer$Value")
                            .getConstructor()
                            .newInstance();
            transform.configure(config);
            return transform;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a worker loads a plugin: its own classes before ours, Kafka's and the JDK's from outside. */
    private static ClassLoader plugin(Path folder) {
        ClassLoader outside = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.")) {
                    return Versions.class.getClassLoader().loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
        };
        try (Stream<Path> jars = Files.walk(folder)) {
            return new URLClassLoader(
                    jars.filter(file -> file.toString().endsWith(".jar"))
                            .map(Versions::url)
                            .toArray(URL[]::new),
                    outside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
