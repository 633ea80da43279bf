package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmojo.cases.DeliveryCheck;
import io.connectmojo.leaks.Footprint;
import io.connectmojo.leaks.Footprint.Allowance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source and a sink under load while things happen in a random order: good models and bad ones, records that cannot be scored, a
 * challenger that comes and goes, pauses, a broker that stands still; the records change their shape and their distribution all the time.
 * With {@code -Dmojo.tests.scale=10} this lasts half an hour, with a second worker that is killed and started. Nothing is lost, each score
 * and each name of a model is right, and the worker holds in the end what it held in the beginning. {@code -Dmojo.tests.seed} repeats the
 * order.
 */
class SoakIT {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final boolean LONG = SCALE >= 10;
    private static final long SEED = Long.getLong("mojo.tests.seed", System.nanoTime());
    private static final Duration TIME = LONG ? Duration.ofMinutes(3L * SCALE) : Duration.ofSeconds(12);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int PER_SECOND = 40;

    /**
     * Threads: those with which a worker starts and stops connectors, eight, and those of its REST server. Classes: the JVM makes some for
     * code that has run often, some 500 in five minutes as in thirty.
     */
    private static final Allowance LITTLE = new Allowance(16, 10, 20, LONG ? 1000 : 300, 15_000_000);

    /**
     * Threads of Connect, Kafka's clients, the JVM and the tools that look at it. Of any other name, so of the plugin's, there may be one
     * more: the short form has few models, and a thread that each of them leaves behind would be within the allowance.
     */
    private static final Pattern NOT_OURS =
            Pattern.compile("(?i).*(StartAndStop|qtp|pool-|ForkJoin|RMI|JMX|kafka|connect|task-thread|Compiler).*");

    /** What may happen, and how often against the others. */
    private enum Step {
        GOOD_MODEL(30),
        BAD_MODEL(15),
        POISON(15),
        SHADOW(8),
        PAUSE(8),
        FREEZE(4),
        KILL(LONG ? 4 : 0),
        CLEAN_RESTART(LONG ? 4 : 0);

        private final int weight;

        Step(int weight) {
            this.weight = weight;
        }
    }

    private final Random random = new Random(SEED);
    private final Map<Step, Integer> done = new EnumMap<>(Step.class);
    private SoakCluster cluster;
    private SoakModels models;
    private int poisoned;
    private boolean shadow;

    @TempDir
    Path temp;

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whateverHappens_recordsAreScoredOnceAtLeastByTheModelTheyName() throws Exception {
        System.out.println("soak: -Dmojo.tests.seed=" + SEED);
        models = new SoakModels(temp);
        models.good();
        cluster = new SoakCluster(temp, models);
        Footprint[] before = new Footprint[1];
        cluster.flow().whileItFlows(PER_SECOND, () -> {
            // each connector has been with and without a challenger, and has seen new models and bad ones
            for (Step step : List.of(Step.SHADOW, Step.GOOD_MODEL, Step.BAD_MODEL, Step.POISON, Step.SHADOW)) {
                take(step);
            }
            if (LONG) {
                // and the worker has loaded the classes with which it meets what may happen
                cluster.startSecondWorker();
                for (Step step : List.of(Step.PAUSE, Step.FREEZE, Step.KILL, Step.CLEAN_RESTART)) {
                    take(step);
                }
                cluster.stopSecondWorker();
                cluster.settle();
            }
            before[0] = cluster.footprint();
            if (LONG) {
                cluster.startSecondWorker();
            }
            long end = System.nanoTime() + TIME.toNanos();
            List<Step> once = new ArrayList<>(Arrays.asList(Step.values()));
            once.removeIf(step -> step.weight == 0);
            Collections.shuffle(once, random);
            while (System.nanoTime() < end) {
                take(once.isEmpty() ? any() : once.remove(0));
            }
            if (shadow) {
                take(Step.SHADOW);
            }
            cluster.stopSecondWorker();
            cluster.settle();
        });
        String last = models.good();
        cluster.settle();
        assertComplete();
        Map<String, Long> earlier = cluster.atSink().answered();
        cluster.flow().release(PER_SECOND);
        assertComplete();
        assertThat(cluster.atSink().answered().get(last))
                .as("records that the last model scored once all tasks had it")
                .isGreaterThanOrEqualTo(earlier.getOrDefault(last, 0L) + (long) SoakCluster.STREAMS * PER_SECOND);
        assertPoisonIsInTheDeadLetterQueue();
        assertThat(cluster.log()).as("the worker refuses bad models").contains("MOJO-M");
        await().atMost(LONG ? LIMIT : Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    Footprint now = cluster.footprint();
                    assertThat(now.leaksSince(before[0], LITTLE))
                            .as("-Dmojo.tests.seed=%d", SEED)
                            .isEmpty();
                    assertThat(threadsOfOurs(now, before[0]))
                            .as("threads more than before, by name, -Dmojo.tests.seed=%d", SEED)
                            .isEmpty();
                });
        System.out.printf(
                "soak: %s; before %s, after %s%n",
                done, before[0].inNumbers(), cluster.footprint().inNumbers());
    }

    private static Map<String, Integer> threadsOfOurs(Footprint now, Footprint before) {
        Map<String, Integer> more = new TreeMap<>();
        now.threads().forEach((name, count) -> {
            int added = count - before.threads().getOrDefault(name, 0);
            if (added > 1 && !NOT_OURS.matcher(name).matches()) {
                more.put(name, added);
            }
        });
        return more;
    }

    private Step any() {
        int left = random.nextInt(
                Arrays.stream(Step.values()).mapToInt(step -> step.weight).sum());
        for (Step step : Step.values()) {
            left -= step.weight;
            if (left < 0) {
                return step;
            }
        }
        throw new IllegalStateException();
    }

    private void take(Step step) throws Exception {
        done.merge(step, 1, Integer::sum);
        switch (step) {
            case GOOD_MODEL -> {
                models.good();
                cluster.settle();
            }
            case BAD_MODEL -> {
                models.bad(random);
                Thread.sleep(1500 + random.nextInt(1500));
                models.restore();
                cluster.settle();
            }
            case POISON -> poison(1 + random.nextInt(20));
            case SHADOW -> {
                shadow = !shadow;
                cluster.configure(shadow);
                cluster.settle();
            }
            case PAUSE -> {
                String connector = random.nextBoolean() ? "source" : "sink";
                cluster.pause(connector, Duration.ofMillis(500 + random.nextInt(2000)));
                cluster.settle();
            }
            case FREEZE -> {
                cluster.freezeBroker(Duration.ofMillis(500 + random.nextInt(LONG ? 10_000 : 1_500)));
                cluster.settle();
            }
            case KILL -> {
                cluster.killSecondWorker();
                Thread.sleep(random.nextInt(5_000));
                cluster.startSecondWorker();
                cluster.settle();
            }
            case CLEAN_RESTART -> {
                cluster.stopSecondWorker();
                cluster.startSecondWorker();
                cluster.settle();
            }
        }
    }

    private void poison(int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String mark = "poison-" + poisoned++;
            values.add(
                    switch (random.nextInt(5)) {
                        case 0 -> "{\"age\":" + mark;
                        case 1 -> "[1,2,\"" + mark + "\"]";
                        case 2 -> "\"" + mark + "\"";
                        case 3 -> "{\"mark\":\"" + mark + "\"}";
                        default ->
                            "{\"age\":\"" + mark + "\",\"income\":1,\"visits\":1,\"tenure\":1,"
                                    + "\"region\":\"east\",\"plan\":\"plus\",\"city\":\"Arbor\"}";
                    });
        }
        cluster.writeRaw(values);
    }

    private void assertComplete() throws IOException {
        // what is late may come; what is wrong stays wrong
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            DeliveryCheck.Faults faults = cluster.flow().faults(cluster.atSink());
            assertThat(faults.missing())
                    .as("missing at the sink, -Dmojo.tests.seed=%d, after %s: %s", SEED, done, faults)
                    .isZero();
        });
        assertRight("at the sink", cluster.atSink());
        assertRight("from the source", cluster.atTopic(LIMIT));
    }

    private void assertRight(String where, DeliveryCheck check) {
        DeliveryCheck.Faults faults = cluster.flow().faults(check);
        assertThat(faults.exceptDuplicates().none())
                .as("%s, -Dmojo.tests.seed=%d, after %s: %s", where, SEED, done, faults)
                .isTrue();
        System.out.printf(
                "soak: %s %d records, %d of them twice, by %d models%n",
                where,
                SoakCluster.STREAMS * cluster.flow().released(),
                faults.duplicates(),
                check.answered().size());
    }

    private void assertPoisonIsInTheDeadLetterQueue() {
        // a killed task may have sent a letter twice
        Set<String> found = new HashSet<>();
        cluster.readDeadLetters(
                letter -> found.add(letter.value().replaceAll("(?s).*(poison-\\d+).*", "$1")),
                () -> found.size() == poisoned);
        assertThat(found).as("-Dmojo.tests.seed=%d", SEED).hasSize(poisoned);
    }
}
