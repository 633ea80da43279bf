package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.MojoScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One task scores without a pause while a model of 20 MB, 40 MB from scale 10 on, comes through a topic. */
@ExtendWith(SharedCluster.class)
class TopicSwapIT {
    private static final int BYTES = Integer.getInteger("mojo.tests.scale", 1) < 10 ? 20_000_000 : 40_000_000;
    private static final int SWAPS = 5;

    /**
     * How much longer the 99th percentile of a call may be during a swap than just before it, in the median of the swaps. Broker,
     * publisher and loader share the processors with the task here: what is measured is printed.
     */
    private static final double LIMIT = 1.5;

    private final ChildJvmCluster cluster;
    private final List<SinkRecord> records;
    private long[] nanos = new long[1 << 20];
    private int count;

    TopicSwapIT(ChildJvmCluster cluster) throws Exception {
        this.cluster = cluster;
        records = ModelCase.of("house-prices").records().stream()
                .map(record -> new SinkRecord("houses", 0, null, null, null, record.toString(), 0))
                .toList();
    }

    @Test
    void swap_doesNotStopTheTask() throws Exception {
        String models = KafkaTopics.uniqueName("swapped");
        byte[][] zips = {GrownHouses.zip(BYTES), GrownHouses.zip(BYTES + 60_000)};
        Map<String, String> config = new HashMap<>(Map.of(
                "model.kafka.topic", models,
                "model.kafka.name", "houses",
                "model.kafka.bootstrap.servers", cluster.bootstrapServers(),
                "input.format", "json",
                "output.include", "model"));
        MojoScorer<SinkRecord> transform = new MojoScorer.Value<>();
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models).createTopics(Map.of())) {
            announcer.publish("houses", 1, zips[0]);
            transform.configure(config);
            forSeconds(transform, 3);
            List<Double> ratios = new ArrayList<>();
            for (int swap = 1; swap <= SWAPS; swap++) {
                count = 0;
                forSeconds(transform, 4);
                double calm = percentile(0.99);
                byte[] next = zips[swap % 2];
                int version = swap + 1;
                CompletableFuture<Void> publishing =
                        CompletableFuture.runAsync(() -> publish(announcer, version, next));
                String stamp = "houses@" + Announcer.sha256(next).substring(0, 12);
                count = 0;
                while (!one(transform).contains(stamp)) {
                    assertThat(publishing.isCompletedExceptionally()).isFalse();
                }
                forSeconds(transform, 1);
                ratios.add(percentile(0.99) / calm);
                System.out.printf(
                        Locale.ROOT,
                        "swap of %,d bytes through a topic: p99 %.3f ms, longest %.1f ms; before it %.3f ms, ratio %.2f%n",
                        next.length,
                        percentile(0.99) / 1e6,
                        percentile(1) / 1e6,
                        calm / 1e6,
                        percentile(0.99) / calm);
            }
            assertThat(ratios.stream().sorted().toList().get(SWAPS / 2))
                    .as("median of %s", ratios)
                    .isLessThan(LIMIT);
        } finally {
            transform.close();
        }
    }

    private static void publish(Announcer announcer, int version, byte[] zip) {
        try {
            announcer.publish("houses", version, zip);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String one(MojoScorer<SinkRecord> transform) {
        SinkRecord record = records.get(count % records.size());
        long start = System.nanoTime();
        SinkRecord scored = transform.apply(record);
        long took = System.nanoTime() - start;
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
        return (String) scored.value();
    }

    private void forSeconds(MojoScorer<SinkRecord> transform, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            one(transform);
        }
    }

    private double percentile(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) ((count - 1) * share)];
    }
}
