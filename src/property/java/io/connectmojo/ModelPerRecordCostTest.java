package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs that records name their models, once these are in memory. */
@Tag("property")
class ModelPerRecordCostTest {
    private static final int MODELS = 40;
    private static final int RECORDS = 4_000;
    private static final int ROUNDS = 60;

    @TempDir
    Path folder;

    @Test
    void warmModels_costAboutWhatOneModelCosts() {
        ShopModels shops = new ShopModels(folder);
        for (int i = 0; i < MODELS; i++) {
            shops.put(i + ".zip", ShopModels.trees(i));
        }
        SinkRecord[] stream = new SinkRecord[RECORDS];
        Random random = new Random(7);
        for (int i = 0; i < RECORDS; i++) {
            stream[i] = ShopModels.record(Integer.toString(random.nextInt(MODELS)), 20 + random.nextInt(60));
        }
        try (MojoScorer.Value<SinkRecord> one = shops.scorer("0.zip", "metrics.id", "one");
                MojoScorer.Value<SinkRecord> many = shops.scorer("{value.shop}.zip", "metrics.id", "many")) {
            long[] ofOne = new long[RECORDS * ROUNDS];
            long[] ofMany = new long[RECORDS * ROUNDS];
            for (int round = -ROUNDS; round < ROUNDS; round++) {
                time(one, stream, ofOne, round);
                time(many, stream, ofMany, round);
            }
            Arrays.sort(ofOne);
            Arrays.sort(ofMany);
            String measured = "p50 " + at(ofOne, 0.5) + " and " + at(ofMany, 0.5) + " ns, p99 " + at(ofOne, 0.99)
                    + " and " + at(ofMany, 0.99) + " ns";
            // forty models fill the processor's caches where one does not; a busy machine makes much of that
            assertThat(at(ofMany, 0.5)).as(measured).isLessThan(3 * at(ofOne, 0.5) + 300);
            assertThat(at(ofMany, 0.99)).as(measured).isLessThan(3 * at(ofOne, 0.99) + 5_000);
        }
    }

    @Test
    void sameText_costsNoMemory() {
        ShopModels shops = new ShopModels(folder);
        shops.put("a.zip", ShopModels.trees(1));
        SinkRecord record = ShopModels.record("a", 30);
        try (MojoScorer.Value<SinkRecord> one = shops.scorer("a.zip");
                MojoScorer.Value<SinkRecord> many = shops.scorer("{value.shop}.zip")) {
            Runnable ofOne = Cost.times(5_000, () -> one.apply(record));
            Runnable ofMany = Cost.times(5_000, () -> many.apply(record));
            Cost.times(10, ofOne).run();
            Cost.times(10, ofMany).run();
            assertThat(Cost.bytes(ofMany)).isLessThan(Cost.bytes(ofOne) + 20_000);
        }
    }

    private static void time(MojoScorer.Value<SinkRecord> scorer, SinkRecord[] stream, long[] into, int round) {
        for (int i = 0; i < stream.length; i++) {
            long begin = System.nanoTime();
            scorer.apply(stream[i]);
            long time = System.nanoTime() - begin;
            if (round >= 0) {
                into[round * stream.length + i] = time;
            }
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
