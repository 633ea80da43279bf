package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.cases.DeliveryCheck;
import io.connectmojo.cases.DeliveryCheck.Arrival;
import io.connectmojo.cases.DeliveryCheck.Faults;
import io.connectmojo.cases.DeliveryCheck.Served;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source and a sink of six tasks each on three workers follow one name, while four versions a second are announced, a worker is
 * killed, the broker stands still for a while, and another worker comes. A task looks twice a second: it passes over versions.
 */
class ModelRolloutIT {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final int VERSIONS = SCALE < 10 ? 200 : 100 * SCALE;
    private static final int WORKERS = 3;
    private static final int TASKS = 6;
    private static final int PER_SECOND = 50;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration FREEZE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration ROLLOUT = Duration.ofSeconds(5);

    /** A record may wait so long in a producer's memory between its score and its time. */
    private static final long LATE_MILLIS = 15_000;

    private static final String NAME = "prices";

    private final ModelCase base = ModelCase.of("gbm_regression");
    private final MadeModels made = new MadeModels(base);
    private final List<ConnectWorker> workers = new ArrayList<>();

    /** By the stamp: when a version was announced and followed by another. */
    private final Map<String, Version> versions = new ConcurrentHashMap<>();

    private final Map<String, Served> served = new ConcurrentHashMap<>();

    private record Version(int number, long from, long until) {}

    private KafkaBroker broker;
    private NumberedFlow flow;
    private List<Path> plugins;
    private int members;

    @TempDir
    Path temp;

    @AfterEach
    void stop() {
        workers.forEach(ConnectWorker::close);
        if (flow != null) {
            flow.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void manyVersionsUnderLoad_areEachStampedOnWhatTheyScored() throws Exception {
        broker = KafkaBroker.start(KafkaLine.NEWEST, temp.resolve("broker"));
        plugins = List.of(
                PluginZip.built().unpackInto(temp.resolve("plugins")),
                NumberedPlugin.packInto(temp.resolve("numbered-plugin")));
        for (int i = 0; i < WORKERS; i++) {
            workers.add(member());
        }
        List<String> rows = base.records().stream().map(Object::toString).toList();
        flow = new NumberedFlow(broker.bootstrapServers(), temp, rows, TASKS, 1);
        flow.release(PER_SECOND * (int) (VERSIONS * PAUSE.toMillis() / 1000 + 15));

        byte[] last = made.zip(1);
        double announcing;
        try (Announcer announcer = new Announcer(broker.bootstrapServers(), "models").createTopics(Map.of())) {
            announce(announcer, 1, last);
            following(flow.source(PER_SECOND).with("exactly.once.support", "required"))
                    .createOn(workers.get(0).rest());
            following(flow.sink(PER_SECOND).with("consumer.override.max.poll.records", 25))
                    .createOn(workers.get(0).rest());
            await().atMost(LIMIT).ignoreExceptions().untilAsserted(this::assertRunning);
            long begun = System.nanoTime();
            for (int version = 2; version <= VERSIONS; version++) {
                sleepUntil(begun + (version - 1) * PAUSE.toNanos());
                announce(announcer, version, made.zip(version));
                trouble(version);
            }
            announcing = Demo.seconds(begun);
            await().atMost(LIMIT).ignoreExceptions().untilAsserted(this::assertRunning);
            last = made.zip(VERSIONS + 1);
            announce(announcer, VERSIONS + 1, last);
        }
        long announced = System.nanoTime();
        await().atMost(LIMIT)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(this::assertOnLast);
        double rollout = (System.nanoTime() - announced) / 1e9;
        assertThat(rollout).as("seconds until all tasks have the last version").isLessThan(ROLLOUT.toMillis() / 1000.0);

        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> flow.atSink(new DeliveryCheck(served)).isComplete(TASKS, flow.released()));
        DeliveryCheck sink = flow.atSink(new DeliveryCheck(served));
        assertNone(flow.faults(sink).exceptDuplicates());
        // each poll of a source is a transaction, which takes its time where many share the processors
        Duration patience = LIMIT.plusSeconds(4L * flow.released() / PER_SECOND);
        DeliveryCheck topic =
                flow.atTopic(new DeliveryCheck(served), "read_committed", patience, this::assertScoredInItsTime);
        assertNone(flow.faults(topic));
        Set<String> used = new HashSet<>(sink.answered().keySet());
        used.addAll(topic.answered().keySet());
        assertThat(used.size())
                .as("versions that scored")
                .isGreaterThan(VERSIONS / 10)
                .isLessThanOrEqualTo(VERSIONS + 1);
        System.out.printf(
                "rollout: %d versions announced in %.0f s, %d scored %d records each way, the last one on %d tasks after %.1f s%n",
                VERSIONS + 1, announcing, used.size(), TASKS * flow.released(), 2 * TASKS, rollout);
    }

    private static void assertNone(Faults faults) {
        assertThat(faults.none()).as(faults.toString()).isTrue();
    }

    /** A record names a version that was the last one when it was scored. */
    private void assertScoredInItsTime(Arrival record, long timestamp) {
        Version version = versions.get(record.stamp());
        assertThat(version).as("%s was announced", record.stamp()).isNotNull();
        assertThat(timestamp)
                .as("%s by version %d", record, version.number())
                .isBetween(version.from(), version.until() + LATE_MILLIS);
    }

    /** What a trouble has held up is announced without a pause. */
    private static void sleepUntil(long nanos) throws InterruptedException {
        Thread.sleep(Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime())));
    }

    private void announce(Announcer announcer, int number, byte[] zip) throws Exception {
        List<Double> predictions = made.predictions(zip, temp);
        long now = System.currentTimeMillis();
        versions.replaceAll((stamp, version) ->
                version.until() == Long.MAX_VALUE / 2 ? new Version(version.number(), version.from(), now) : version);
        String stamp = NAME + "@" + Announcer.sha256(zip).substring(0, 12);
        versions.put(stamp, new Version(number, now, Long.MAX_VALUE / 2));
        served.put(stamp, new Served("", predictions));
        announcer.publish(NAME, number, zip);
    }

    private void trouble(int version) throws Exception {
        if (version == VERSIONS / 3) {
            workers.get(1).kill();
            workers.get(1).close();
            workers.set(1, member());
        } else if (version == VERSIONS / 2) {
            broker.freeze(FREEZE);
        } else if (version == VERSIONS * 2 / 3) {
            workers.add(member());
        }
    }

    private ConnectorConfig following(ConnectorConfig connector) {
        return connector
                .following(broker.bootstrapServers(), "models", NAME)
                .with("transforms.score.input.format", "json")
                .with("transforms.score.output.include", "model");
    }

    private ConnectWorker member() throws IOException, InterruptedException {
        return ConnectWorker.member(
                KafkaLine.NEWEST, temp.resolve("member" + members++), "rollout", broker.bootstrapServers(), plugins);
    }

    private void assertRunning() {
        for (String connector : List.of("source", "sink")) {
            JsonNode status = workers.get(0).rest().status(connector);
            assertThat(status.get("tasks")).hasSize(TASKS);
            for (JsonNode task : status.get("tasks")) {
                restartIfUnfenced(connector, task);
            }
            status.get("tasks")
                    .forEach(task -> assertThat(task.get("state").asText())
                            .as(task.toString())
                            .isEqualTo("RUNNING"));
        }
    }

    /** Connect lets an exactly-once source fail for good when its group has no leader that could fence its predecessors. */
    private void restartIfUnfenced(String connector, JsonNode task) {
        if (task.get("state").asText().equals("FAILED")
                && task.path("trace").asText().contains("zombie fencing")) {
            System.out.println("rollout: Connect could not fence, task started again");
            workers.get(0).rest().restartTask(connector, task.get("id").asInt());
        }
    }

    /** Each task on each worker, as its metrics say. */
    private void assertOnLast() throws Exception {
        Map<String, Object> found = new HashMap<>();
        for (ConnectWorker worker : workers) {
            try (WorkerJmx jmx = worker.jmx()) {
                for (String bean : jmx.names("kafka.connect:type=plugins,connector=*,task=*,transformation=score")) {
                    found.put(bean, jmx.attribute(bean, "model-version"));
                }
            }
        }
        assertThat(found).hasSize(2 * TASKS);
        assertThat(found.values()).containsOnly((long) VERSIONS + 1);
    }
}
