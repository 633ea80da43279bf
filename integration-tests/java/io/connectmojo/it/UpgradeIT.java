package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.cases.DeliveryCheck;
import io.connectmojo.cases.DeliveryCheck.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three workers get the next version of the plugin one after the other, and connectors other settings, while a source and a sink of three
 * tasks each score: all that stops cleanly. Then the broker stops while the model changes, stands still, and workers are killed. Connect has
 * its defaults, at least once; what it does with exactly once, {@code DeliveryIT} shows. Nobody restarts a task.
 */
class UpgradeIT {
    private static final boolean LONG = Integer.getInteger("mojo.tests.scale", 1) >= 10;
    private static final int WORKERS = 3;
    private static final int STREAMS = 3;
    private static final int PER_SECOND = LONG ? 1200 : 200;
    private static final int PACE = 3 * PER_SECOND;
    private static final int CUSTOMERS = LONG ? 100_000 : 1_000;
    private static final int RECONFIGURATIONS = LONG ? 20 : 1;
    private static final int KILL_ROUNDS = LONG ? 3 : 0;
    private static final Duration FREEZE = Duration.ofSeconds(LONG ? 60 : 3);
    private static final Duration LIMIT = Duration.ofSeconds(180);

    /** Four standard deviations of a share of 30 % are 5.8 points with a thousand customers, 0.58 with a hundred thousand. */
    private static final double MOST_POINTS_OFF = LONG ? 0.5 : 5.8;

    private final List<ConnectWorker> workers = new ArrayList<>();
    private final List<Path> pluginFolders = new ArrayList<>();
    private KafkaBroker broker;
    private NumberedFlow flow;
    private ScoredArms arms;
    private Path served;
    private Path numbered;
    private int starts;

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
    void upgradeThenTroublesUnderLoad_loseNothing() throws Exception {
        start();
        flow.whileItFlows(PER_SECOND, () -> {
            upgrade();
            reconfigure();
        });
        awaitAll();
        DeliveryCheck sink = flow.atSink(arms.check());
        DeliveryCheck topic = flow.atTopic(arms.check(), "read_uncommitted", LIMIT);
        assertThat(flow.faults(sink)).as("at the sink, clean stops").satisfies(UpgradeIT::assertNone);
        assertThat(flow.faults(topic)).as("from the source, clean stops").satisfies(UpgradeIT::assertNone);
        int clean = flow.released();
        assertThat(arms.pointsOff()).as("points off the share").isLessThanOrEqualTo(MOST_POINTS_OFF);

        flow.whileItFlows(PER_SECOND, () -> {
            restartBrokerWhileTheModelChanges();
            broker.freeze(FREEZE);
            awaitRunning();
            awaitSomeMore();
            killWorkers();
        });
        awaitAll();
        sink = flow.atSink(arms.check());
        topic = flow.atTopic(arms.check(), "read_uncommitted", LIMIT);
        Faults atSink = flow.faults(sink);
        Faults atTopic = flow.faults(topic);
        assertNone(atSink.exceptDuplicates());
        assertNone(atTopic.exceptDuplicates());
        assertThat(flow.released()).as("records of each stream: every customer").isGreaterThan(CUSTOMERS);
        assertThat(sink.answered()).hasSize(3);
        assertThat(topic.answered()).hasSize(3);
        assertLeavesNoThread();
        System.out.printf(
                "upgrade: %d records each way once in clean stops, then %d more with %d twice at the sink and %d from the source;"
                        + " the challenger answered %d of them, share off by %.2f points%n",
                STREAMS * clean,
                STREAMS * (flow.released() - clean),
                atSink.duplicates(),
                atTopic.duplicates(),
                arms.challengers(sink) + arms.challengers(topic),
                arms.pointsOff());
    }

    private static void assertNone(Faults faults) {
        assertThat(faults.none()).as(faults.toString()).isTrue();
    }

    private void start() throws Exception {
        arms = new ScoredArms(CUSTOMERS);
        served = Files.copy(arms.first.model(), temp.resolve("served.zip"));
        numbered = NumberedPlugin.packInto(temp.resolve("numbered-plugin"));
        broker = KafkaBroker.start(KafkaLine.NEWEST, temp.resolve("broker"));
        for (int i = 0; i < WORKERS; i++) {
            pluginFolders.add(PluginZip.built().unpackInto(temp.resolve("plugins" + i)));
            workers.add(worker(i));
        }
        List<String> rows = arms.first.records().stream().map(Object::toString).toList();
        flow = new NumberedFlow(broker.bootstrapServers(), temp, rows, STREAMS, CUSTOMERS);
        arms.scoring(flow.source(PACE), served).createOn(workers.get(0).rest());
        arms.scoring(flow.sink(PACE), served).createOn(workers.get(0).rest());
        awaitRunning();
    }

    /** A worker that has its plugins from its own folder. */
    private ConnectWorker worker(int i) throws IOException, InterruptedException {
        return ConnectWorker.memberByDefault(
                KafkaLine.NEWEST,
                temp.resolve("worker" + starts++),
                "upgrade",
                broker.bootstrapServers(),
                List.of(pluginFolders.get(i), numbered));
    }

    /** Each worker ends as an operator ends it, and starts again with the next version in place of its own. */
    private void upgrade() throws Exception {
        PluginZip next = OtherVersion.next(temp.resolve("zip"));
        for (int i = 0; i < WORKERS; i++) {
            awaitSomeMore();
            workers.get(i).close();
            ChildJvmCluster.delete(pluginFolders.get(i));
            next.unpackInto(pluginFolders.get(i));
            workers.set(i, worker(i));
            awaitRunning();
        }
        for (ConnectWorker worker : workers) {
            assertThat(worker.rest().plugins())
                    .filteredOn(plugin -> plugin.startsWith("io.connectmojo.MojoScorer$Value"))
                    .containsExactly("io.connectmojo.MojoScorer$Value " + OtherVersion.NEXT);
        }
    }

    private void reconfigure() throws Exception {
        for (int i = 1; i <= RECONFIGURATIONS; i++) {
            ConnectorConfig sink = arms.scoring(flow.sink(PACE + i), served);
            workers.get(i % WORKERS).rest().update(sink.name(), sink.config());
            ConnectorConfig source = arms.scoring(flow.source(PACE + i), served);
            workers.get(i % WORKERS).rest().update(source.name(), source.config());
            awaitRunning();
            awaitSomeMore();
        }
    }

    /** The workers take the new model while there is no broker. */
    private void restartBrokerWhileTheModelChanges() throws Exception {
        awaitSomeMore();
        broker.stop();
        Path next = Files.copy(arms.second.model(), temp.resolve("next.zip"));
        Files.move(next, served, StandardCopyOption.ATOMIC_MOVE);
        String loaded = "Model " + arms.second.digest().substring(0, 12) + " loaded";
        for (ConnectWorker worker : workers) {
            await("the new model, without a broker")
                    .atMost(LIMIT)
                    .until(() -> worker.log().contains(loaded));
        }
        broker.startAgain();
        awaitRunning();
        awaitSomeMore();
    }

    private void killWorkers() throws Exception {
        for (int kill = 0; kill < KILL_ROUNDS * WORKERS; kill++) {
            int i = kill % WORKERS;
            workers.get(i).kill();
            workers.get(i).close();
            workers.set(i, worker(i));
            awaitRunning();
            awaitSomeMore();
        }
    }

    private void awaitRunning() {
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            for (String connector : List.of("source", "sink")) {
                JsonNode status = workers.get(0).rest().status(connector);
                assertThat(status.at("/connector/state").asText()).isEqualTo("RUNNING");
                assertThat(status.get("tasks")).hasSize(STREAMS);
                status.get("tasks")
                        .forEach(task -> assertThat(task.get("state").asText())
                                .as(task.toString())
                                .isEqualTo("RUNNING"));
            }
        });
    }

    /** Until both ways go on. */
    private void awaitSomeMore() throws Exception {
        long atSink = flow.delivered();
        long atTopic = flow.scored();
        await().atMost(LIMIT)
                .until(() -> flow.delivered() > atSink + PER_SECOND && flow.scored() > atTopic + PER_SECOND);
    }

    /** Until all that was released can be there, and a moment longer, in which too much would show. */
    private void awaitAll() throws Exception {
        await().atMost(LIMIT).until(() -> flow.atSink(arms.check()).isComplete(STREAMS, flow.released()));
        await().atMost(LIMIT).until(() -> flow.scored() >= (long) STREAMS * flow.released());
        awaitRunning();
        Thread.sleep(1500);
    }

    /** With the connectors goes all that they began. */
    private void assertLeavesNoThread() {
        workers.get(0).rest().connectors().forEach(workers.get(0).rest()::delete);
        for (ConnectWorker worker : workers) {
            await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
                try (WorkerJmx jmx = worker.jmx()) {
                    assertThat(jmx.threads()).isNotEmpty().noneMatch(name -> name.startsWith("mojo-"));
                }
            });
        }
    }
}
