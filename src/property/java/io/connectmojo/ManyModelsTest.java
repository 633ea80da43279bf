package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.leaks.UsedHeap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twelve tasks, many models and room for few: with {@code -Dmojo.tests.scale=10} a thousand models and a million records. Some models are
 * wanted all the time, the others now and then.
 */
@Tag("property")
class ManyModelsTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final int MODELS = 100 * SCALE;
    private static final int RECORDS = 100_000 * SCALE;
    private static final int TASKS = 12;
    private static final int IN_MEMORY = 64;
    private static final int WANTED = 40;
    private static final int AGES = 5;
    private static final String MAX_MODELS = "io.connectmojo.fleet.max.models";

    @TempDir
    Path folder;

    @BeforeEach
    void limit() {
        System.setProperty(MAX_MODELS, Integer.toString(IN_MEMORY));
    }

    @AfterEach
    void noLimit() {
        System.clearProperty(MAX_MODELS);
    }

    @Test
    void everyRecord_isScoredByItsOwnModelWithinTheBudget() throws Exception {
        ShopModels customers = new ShopModels(folder);
        double[][] expected = new double[MODELS][AGES];
        for (int model = 0; model < MODELS; model++) {
            Path file = customers.put(
                    "m" + model + ".zip", model % 2 == 0 ? ShopModels.linear(model) : ShopModels.trees(model));
            for (int age = 0; age < AGES; age++) {
                expected[model][age] = customers.expected(file, 30 + age);
            }
        }
        long before = UsedHeap.bytes();
        List<MojoScorer.Value<SinkRecord>> scorers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        try {
            List<Future<Integer>> tasks = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                MojoScorer.Value<SinkRecord> scorer =
                        customers.scorer("{value.shop}.zip", "metrics.id", "many-" + task);
                scorers.add(scorer);
                tasks.add(threads.submit(score(scorer, new Random(task), expected)));
            }
            int scored = 0;
            for (Future<Integer> task : tasks) {
                scored += task.get();
            }
            assertThat(scored).isEqualTo(RECORDS / TASKS * TASKS);
            ShownMetrics shown = new ShownMetrics("many-0");
            assertThat((Integer) shown.get("fleet-models")).isBetween(1, IN_MEMORY + TASKS);
            assertThat((Long) shown.get("fleet-evictions-total")).isPositive();
            assertThat((Long) shown.get("fleet-load-failures-total")).isZero();
            long counted = (Long) shown.get("fleet-bytes");
            long real = UsedHeap.bytes() - before;
            assertThat(real)
                    .as("heap that the tasks hold, of %d counted bytes", counted)
                    .isLessThan(counted + counted / 2 + 4_000_000);
        } finally {
            threads.shutdownNow();
            scorers.forEach(MojoScorer::close);
        }
    }

    private static Callable<Integer> score(MojoScorer.Value<SinkRecord> scorer, Random random, double[][] expected) {
        return () -> {
            int scored = 0;
            for (int i = 0; i < RECORDS / TASKS; i++) {
                boolean rare = random.nextInt(200) == 0;
                int model = random.nextInt(rare ? MODELS : WANTED);
                int age = random.nextInt(AGES);
                SinkRecord record = scorer.apply(ShopModels.record("m" + model, 30 + age));
                if (ShopModels.prediction(record) != expected[model][age]) {
                    throw new AssertionError("model " + model + ", age " + age + ": " + ShopModels.prediction(record)
                            + " is not " + expected[model][age]);
                }
                scored++;
            }
            return scored;
        };
    }
}
