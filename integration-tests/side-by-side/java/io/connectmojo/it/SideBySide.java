package io.connectmojo.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.it.numbered.CountingSink;
import io.connectmojo.it.numbered.HouseSource;
import io.connectmojo.it.numbered.TopicSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One task of a worker with this transform, and one thread of a {@link StreamsScorer}, on the same broker and the same topic of JSON
 * texts: from topic to topic, and from topic to an end that only counts. They take turns, several rounds; the first round and the
 * first quarter of each run do not count. Prints medians of records per second and per second of processor time of the process, without
 * the broker's. At the end all predictions of both are compared, bit for bit.
 */
public final class SideBySide {
    private static final int COUNT = Integer.getInteger("mojo.throughput.records", 400_000);
    private static final int ROUNDS = Integer.getInteger("mojo.throughput.rounds", 5);
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");
    private static final Duration LIMIT = Duration.ofSeconds(180);

    /** One run: records per second, and per second of processor time. */
    private record Speed(double perSecond, double perCore) {}

    /** What is compared: something that reads the topic of houses. */
    @FunctionalInterface
    private interface Contender {
        Speed run() throws Exception;
    }

    private final ConnectWorker worker;
    private final StreamsProcess streams;
    private final KafkaTopics topics;
    private final Path folder;
    private final Path model;
    private final String houses = KafkaTopics.uniqueName("houses");
    private String scoredByWorker = "";
    private String scoredByStreams = "";

    private SideBySide(ConnectWorker worker, StreamsProcess streams, KafkaTopics topics, Path folder, Path model) {
        this.worker = worker;
        this.streams = streams;
        this.topics = topics;
        this.folder = folder;
        this.model = model;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("side-by-side");
        Path model = ModelCase.of("house-prices").model().toAbsolutePath();
        try (ChildJvmCluster cluster = ChildJvmCluster.start(KafkaLine.NEWEST);
                ConnectWorker worker = cluster.startWorkerWith(
                        List.of("-XX:TieredStopAtLevel=4", "-Xmx1g"),
                        KafkaLine.NEWEST,
                        "side-by-side",
                        "hybrid_warn",
                        NumberedPlugin.packInto(folder.resolve("plugin")));
                StreamsProcess streams = StreamsProcess.start(JVM, cluster.bootstrapServers(), model, folder)) {
            new SideBySide(worker, streams, new KafkaTopics(cluster.bootstrapServers()), folder, model).measure();
        } finally {
            ChildJvmCluster.delete(folder);
        }
    }

    private void measure() throws Exception {
        fill();
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("topic to topic | Kafka Streams and genmodel", this::streamsToTopic);
        contenders.put("topic to topic | a worker and this transform, JSON text", this::workerToTopic);
        contenders.put("topic to count | Kafka Streams and genmodel", this::streamsToCount);
        contenders.put("topic to count | a worker and this transform, JSON text", () -> workerToCount(true));
        contenders.put("topic to count | a worker and this transform, Maps", () -> workerToCount(false));
        Map<String, Speed[]> speeds = new LinkedHashMap<>();
        contenders.keySet().forEach(name -> speeds.put(name, new Speed[ROUNDS]));
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                Speed speed = contender.getValue().run();
                if (round >= 0) {
                    speeds.get(contender.getKey())[round] = speed;
                }
            }
        }
        print("| way | who | records per second | records per second of processor time |");
        print("|---|---|---|---|");
        speeds.forEach((name, each) -> print(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f |",
                name,
                median(Arrays.stream(each).mapToDouble(Speed::perSecond).toArray()),
                median(Arrays.stream(each).mapToDouble(Speed::perCore).toArray()))));
        comparePredictions();
    }

    private void fill() throws Exception {
        topics.create(houses, 1);
        ConnectorConfig config = new ConnectorConfig("fill", Map.of())
                .unique()
                .jsonValues(false)
                .with("connector.class", HouseSource.class.getName())
                .with("topic", houses)
                .with("count", COUNT);
        config.createOn(worker.rest());
        topics.perSecond(houses, COUNT);
        worker.rest().delete(config.name());
    }

    private Speed streamsToTopic() throws Exception {
        scoredByStreams = KafkaTopics.uniqueName("streams");
        topics.create(scoredByStreams, 1);
        streams.run("topic " + houses + " " + scoredByStreams);
        try {
            return filling(scoredByStreams, streams.pid());
        } finally {
            streams.run("stop");
        }
    }

    private Speed workerToTopic() throws Exception {
        scoredByWorker = KafkaTopics.uniqueName("worker");
        topics.create(scoredByWorker, 1);
        ConnectorConfig config = new ConnectorConfig("source", Map.of())
                .unique()
                .with("connector.class", TopicSource.class.getName())
                .with("bootstrap.servers", topics.bootstrapServers())
                .with("from", houses)
                .with("topic", scoredByWorker)
                .with("tasks.max", 1)
                .scoring(model, "input.format", "json");
        config.createOn(worker.rest());
        try {
            return filling(scoredByWorker, worker.pid());
        } finally {
            worker.rest().delete(config.name());
        }
    }

    private Speed streamsToCount() throws Exception {
        Path marks = folder.resolve("marks-" + UUID.randomUUID());
        streams.run("count " + houses + " " + marks + " " + COUNT);
        try {
            return counting(marks, streams.pid());
        } finally {
            streams.run("stop");
        }
    }

    private Speed workerToCount(boolean texts) throws Exception {
        Path marks = folder.resolve("marks-" + UUID.randomUUID());
        ConnectorConfig config = new ConnectorConfig("sink", Map.of())
                .unique()
                .with("connector.class", CountingSink.class.getName())
                .with("topics", houses)
                .with("file", marks)
                .with("count", COUNT)
                .with("tasks.max", 1);
        ConnectorConfig sink = texts
                ? config.scoring(model, "input.format", "json")
                : config.jsonValues(false).scoring(model);
        sink.createOn(worker.rest());
        try {
            return counting(marks, worker.pid());
        } finally {
            worker.rest().delete(config.name());
        }
    }

    /** Watches the end of a topic. */
    private Speed filling(String topic, long pid) throws InterruptedException {
        Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrapServers());
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            return timed(pid, () -> consumer.endOffsets(List.of(partition)).get(partition));
        }
    }

    /** Watches a file of marks. */
    private Speed counting(Path marks, long pid) throws Exception {
        return timed(pid, () -> {
            String text = Files.exists(marks) ? Files.readString(marks) : "";
            String[] lines = text.split("\n");
            return text.endsWith("\n") ? Long.parseLong(lines[lines.length - 1].split(" ")[0]) : 0;
        });
    }

    @FunctionalInterface
    private interface Progress {
        long records() throws Exception;
    }

    private Speed timed(long pid, Progress progress) throws InterruptedException {
        long[] first = await(progress, pid, COUNT / 4);
        long[] last = await(progress, pid, COUNT);
        double records = last[0] - first[0];
        return new Speed(1e9 * records / (last[1] - first[1]), 1e9 * records / (last[2] - first[2]));
    }

    /** Records, nanoseconds, and nanoseconds of processor time when so many are there. */
    private long[] await(Progress progress, long pid, long count) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                long records = progress.records();
                if (records >= count) {
                    return new long[] {records, System.nanoTime(), processorNanos(pid)};
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not done\n" + streams.log() + worker.log());
            }
            Thread.sleep(20);
        }
    }

    private static long processorNanos(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow()
                .toNanos();
    }

    private void comparePredictions() throws Exception {
        double[] streamsPredictions = predictions(scoredByStreams);
        double[] workerPredictions = predictions(scoredByWorker);
        for (int i = 0; i < COUNT; i++) {
            if (Double.doubleToRawLongBits(streamsPredictions[i]) != Double.doubleToRawLongBits(workerPredictions[i])) {
                throw new IllegalStateException("the predictions of house " + i + " differ");
            }
        }
        print("The predictions of both are equal, bit for bit, for all " + COUNT + " records.");
    }

    /** By the house's id; fails when one is missing or has none. */
    private double[] predictions(String topic) throws Exception {
        double[] predictions = new double[COUNT];
        ObjectMapper mapper = new ObjectMapper();
        int seen = 0;
        for (ConsumerRecord<String, String> record : topics.read(topic, COUNT, LIMIT)) {
            JsonNode house = mapper.readTree(record.value());
            predictions[house.required("id").intValue()] =
                    house.required("prediction").doubleValue();
            seen++;
        }
        if (seen != COUNT) {
            throw new IllegalStateException(seen + " records in " + topic);
        }
        return predictions;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
