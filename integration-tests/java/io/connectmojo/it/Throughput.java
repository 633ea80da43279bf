package io.connectmojo.it;

import io.connectmojo.it.numbered.CountingSink;
import io.connectmojo.it.numbered.HouseSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Records per second of one task in a real worker, source and sink, of several formats: without a transform, with one that does nothing,
 * and with ours. A few variants take turns in one worker, several rounds; the first quarter of each run does not count. Prints the median
 * of each and its ratio to that of the transform that does nothing in the same worker.
 */
public final class Throughput {
    private static final int COUNT = Integer.getInteger("mojo.throughput.records", 400_000);
    private static final int ROUNDS = Integer.getInteger("mojo.throughput.rounds", 3);

    /** Of the rows to measure: of format, way and transform as the table has them. */
    private static final Pattern ROWS = Pattern.compile(System.getProperty("mojo.throughput.rows", ".*"));

    /** A source of Structs writes them as JSON without schemas; a sink gets Maps. */
    private static final String MAPS = "JSON";

    /** Texts as they are, which the transform itself reads as JSON. */
    private static final String TEXTS = "JSON text";

    private static final String AVRO = "Avro";
    private static final String SOURCE = "source";
    private static final String SINK = "sink";
    private static final String NOTHING = "a transform that does nothing";
    private static final String OURS = "ours";
    private static final String REFERENCE = "ours, `model.engine=reference`";
    private static final String HEADERS = "ours, to headers";

    /** Which transforms run in one worker: code that the compiler has seen with other transforms may be slower. */
    private static final List<List<String>> TOGETHER =
            List.of(List.of("none", NOTHING, OURS), List.of(NOTHING, REFERENCE), List.of(NOTHING, HEADERS));

    /** A topic that all sinks of a format read, once the first has filled it. */
    private static final class Filled {
        final String topic;
        boolean isDone;

        Filled(String topic) {
            this.topic = topic;
        }
    }

    private final ConnectWorker worker;
    private final SchemaRegistry registry;
    private final KafkaTopics topics;
    private final Path folder;

    private Throughput(ConnectWorker worker, SchemaRegistry registry, KafkaTopics topics, Path folder) {
        this.worker = worker;
        this.registry = registry;
        this.folder = folder;
        this.topics = topics;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("throughput");
        try (ChildJvmCluster cluster = ChildJvmCluster.start(KafkaLine.NEWEST);
                SchemaRegistry registry = SchemaRegistry.start(folder)) {
            print("| format | way | transform | records per second | relative to a transform that does nothing |");
            print("|---|---|---|---|---|");
            Path numbered = NumberedPlugin.packInto(folder.resolve("plugin"));
            KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
            for (String format : List.of(MAPS, TEXTS, AVRO)) {
                Filled filled = new Filled(KafkaTopics.uniqueName("from"));
                for (String way : List.of(SOURCE, SINK)) {
                    for (List<String> together : TOGETHER) {
                        Map<String, List<String>> variants = variants(format, way);
                        variants.keySet().retainAll(together);
                        if (variants.isEmpty() || together != TOGETHER.get(0) && variants.size() == 1) {
                            continue;
                        }
                        try (ConnectWorker worker = cluster.startWorkerWith(
                                List.of("-XX:TieredStopAtLevel=4", "-Xmx1g"),
                                KafkaLine.NEWEST,
                                KafkaTopics.uniqueName("throughput"),
                                "hybrid_warn",
                                OtherPlugins.apicurioConverter(),
                                numbered)) {
                            new Throughput(worker, registry, topics, folder)
                                    .measure(format, way, variants, filled, together != TOGETHER.get(0));
                        }
                    }
                }
            }
        } finally {
            ChildJvmCluster.delete(folder);
        }
    }

    /**
     * Runs the variants in turn and prints a row of each.
     *
     * @param filled what a sink reads
     * @param isAgain whether the transform that does nothing has a row already
     */
    private void measure(String format, String way, Map<String, List<String>> variants, Filled filled, boolean isAgain)
            throws Exception {
        Map<String, double[]> figures = new LinkedHashMap<>();
        if (way.equals(SINK) && !filled.isDone) {
            source(format.equals(TEXTS) ? MAPS : format, List.of(), filled.topic);
            filled.isDone = true;
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                double perSecond = way.equals(SINK)
                        ? sink(format, variant.getValue(), filled.topic)
                        : source(format, variant.getValue(), KafkaTopics.uniqueName("from"));
                figures.computeIfAbsent(variant.getKey(), name -> new double[ROUNDS])[round] = perSecond;
            }
        }
        print(format, way, figures, isAgain);
    }

    /** The variants that are selected; a source of texts there is none. */
    private static Map<String, List<String>> variants(String format, String way) {
        Map<String, List<String>> variants = variants();
        variants.keySet()
                .removeIf(name -> format.equals(TEXTS) && way.equals(SOURCE)
                        || !ROWS.matcher(format + " " + way + " " + name).matches());
        if (format.equals(TEXTS)) {
            variants.replaceAll((name, settings) -> settings.contains("transforms.t.model.path")
                    ? and(settings, "transforms.t.input.format", "json")
                    : settings);
        }
        return variants;
    }

    private static Map<String, List<String>> variants() {
        String model = ModelCase.of("house-prices").model().toString();
        List<String> ours = List.of(
                "transforms",
                "t",
                "transforms.t.type",
                "io.connectmojo.MojoScorer$Value",
                "transforms.t.model.path",
                model);
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("none", List.of());
        variants.put(
                NOTHING,
                List.of(
                        "transforms",
                        "t",
                        "transforms.t.type",
                        "org.apache.kafka.connect.transforms.Filter",
                        "transforms.t.predicate",
                        "never",
                        "predicates",
                        "never",
                        "predicates.never.type",
                        "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone"));
        variants.put(OURS, ours);
        variants.put(REFERENCE, and(ours, "transforms.t.model.engine", "reference"));
        variants.put(HEADERS, and(ours, "transforms.t.output.destination", "headers"));
        return variants;
    }

    private static List<String> and(List<String> settings, String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return all;
    }

    private double source(String format, List<String> settings, String topic) throws Exception {
        topics.create(topic, 1);
        ConnectorConfig config = connector("source", format, settings)
                .with("connector.class", HouseSource.class.getName())
                .with("topic", topic)
                .with("count", COUNT);
        config.createOn(worker.rest());
        try {
            return topics.perSecond(topic, COUNT);
        } finally {
            worker.rest().delete(config.name());
        }
    }

    private double sink(String format, List<String> settings, String topic) throws Exception {
        Path times = Files.createTempDirectory(folder, format).resolve("times");
        ConnectorConfig config = connector("sink", format, settings)
                .with("connector.class", CountingSink.class.getName())
                .with("topics", topic)
                .with("file", times)
                .with("count", COUNT)
                .with("consumer.override.max.poll.records", 2000);
        config.createOn(worker.rest());
        try {
            long end = System.nanoTime() + 180_000_000_000L;
            while (!Files.exists(times) || Files.readAllLines(times).size() < 2) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(worker.rest().taskTrace(config.name()) + worker.log());
                }
                Thread.sleep(100);
            }
            List<String> marks = Files.readAllLines(times);
            String[] quarter = marks.get(0).split(" ");
            String[] all = marks.get(1).split(" ");
            return 1000.0
                    * (Integer.parseInt(all[0]) - Integer.parseInt(quarter[0]))
                    / (Long.parseLong(all[1]) - Long.parseLong(quarter[1]));
        } finally {
            worker.rest().delete(config.name());
        }
    }

    private ConnectorConfig connector(String name, String format, List<String> settings) {
        ConnectorConfig config = new ConnectorConfig(name, Map.of()).unique().with("tasks.max", 1);
        if (format.equals(AVRO)) {
            config = config.with("value.converter", "io.apicurio.registry.utils.converter.AvroConverter")
                    .with("value.converter.apicurio.registry.url", registry.url())
                    .with("value.converter.apicurio.registry.auto-register", "true")
                    .with("value.converter.apicurio.registry.find-latest", "true");
        } else if (format.equals(MAPS)) {
            config = config.jsonValues(false);
        }
        for (int i = 0; i < settings.size(); i += 2) {
            config = config.with(settings.get(i), settings.get(i + 1));
        }
        return config;
    }

    private static void print(String format, String way, Map<String, double[]> figures, boolean isAgain) {
        double nothing = figures.containsKey(NOTHING) ? median(figures.get(NOTHING)) : Double.NaN;
        if (isAgain) {
            figures.remove(NOTHING);
        }
        figures.forEach((name, perSecond) -> print(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | %s |",
                format,
                way,
                name,
                median(perSecond),
                Double.isNaN(nothing) ? "" : String.format(Locale.ROOT, "%.2f", median(perSecond) / nothing))));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
