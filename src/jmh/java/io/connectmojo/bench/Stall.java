package io.connectmojo.bench;

import io.connectmojo.MojoScorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
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
    private static final Pattern TREES = Pattern.compile("n_trees = (\\d+)");

    private Stall() {}

    public static void main(String[] arguments) throws Exception {
        BenchModel given = BenchModel.named(arguments.length > 0 ? arguments[0] : "house-prices");
        Path folder = Files.createTempDirectory("stall");
        try {
            Path[] big = {folder.resolve("a.zip"), folder.resolve("b.zip")};
            write(given.zip(), big[0], MODEL_BYTES);
            write(given.zip(), big[1], MODEL_BYTES + MODEL_BYTES / 100);
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

    /** A model of that many bytes: the trees of the given one, repeated, not compressed. */
    private static void write(Path given, Path big, long bytes) throws IOException {
        try (ZipFile in = new ZipFile(given.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(big))) {
            out.setMethod(ZipOutputStream.STORED);
            long ofTrees = in.stream()
                    .filter(entry -> entry.getName().startsWith("trees/"))
                    .mapToLong(entry -> entry.getSize() + 2L * entry.getName().length() + 100)
                    .sum();
            int copies = (int) Math.max(1, bytes / ofTrees);
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = content(in, entry);
                if (entry.getName().equals("model.ini")) {
                    String ini = new String(content, StandardCharsets.UTF_8);
                    Matcher trees = TREES.matcher(ini);
                    if (!trees.find()) {
                        throw new IllegalArgumentException(given + " has no trees");
                    }
                    ini = trees.replaceFirst("n_trees = " + Integer.parseInt(trees.group(1)) * copies);
                    put(out, entry.getName(), ini.getBytes(StandardCharsets.UTF_8));
                } else if (!entry.getName().startsWith("trees/")) {
                    put(out, entry.getName(), content);
                }
            }
            repeatTrees(in, out, copies);
        }
    }

    private static void repeatTrees(ZipFile in, ZipOutputStream out, int copies) throws IOException {
        Pattern tree = Pattern.compile("trees/t(\\d+)_(\\d+)(_aux)?\\.bin");
        int trees = 1
                + in.stream()
                        .map(entry -> tree.matcher(entry.getName()))
                        .filter(Matcher::matches)
                        .mapToInt(name -> Integer.parseInt(name.group(2)))
                        .max()
                        .orElse(-1);
        for (ZipEntry entry : Collections.list(in.entries())) {
            Matcher name = tree.matcher(entry.getName());
            if (name.matches()) {
                byte[] content = content(in, entry);
                for (int copy = 0; copy < copies; copy++) {
                    put(
                            out,
                            String.format(
                                    Locale.ROOT,
                                    "trees/t%s_%03d%s.bin",
                                    name.group(1),
                                    Integer.parseInt(name.group(2)) + copy * trees,
                                    name.group(3) == null ? "" : name.group(3)),
                            content);
                }
            }
        }
    }

    private static byte[] content(ZipFile in, ZipEntry entry) throws IOException {
        try (InputStream stream = in.getInputStream(entry)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            stream.transferTo(bytes);
            return bytes.toByteArray();
        }
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
