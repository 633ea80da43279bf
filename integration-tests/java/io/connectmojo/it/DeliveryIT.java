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
 * Numbered records through a source and a sink of three tasks each on three workers, while each worker is killed once, one comes and
 * goes, the broker stands still for half a minute, and the champion's file changes; a challenger answers some customers. Each of these
 * strikes a stream that is on its way. Nobody restarts anything.
 */
class DeliveryIT {
    private static final int ROUNDS = Integer.getInteger("mojo.tests.scale", 1);
    private static final int TASKS = 3;
    private static final int PORTION = 1_600;
    private static final int CUSTOMERS = 500;
    private static final int SOME = 100;
    private static final int PER_SECOND = 200;
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofSeconds(ROUNDS < 10 ? 12 : 30);

    private final List<ConnectWorker> workers = new ArrayList<>();
    private KafkaBroker broker;
    private NumberedFlow flow;
    private ScoredArms arms;
    private List<Path> plugins;
    private int members;
    private Path folder;
    private Path model;

    @TempDir
    Path temp;

    @Test
    void crashesDuringReloads_loseNoRecordNorMixModels() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            round(temp.resolve("round" + round));
            stop();
        }
    }

    @AfterEach
    void stop() {
        workers.forEach(ConnectWorker::close);
        workers.clear();
        if (flow != null) {
            flow.close();
            flow = null;
        }
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    private void round(Path newFolder) throws Exception {
        folder = newFolder;
        arms = new ScoredArms(CUSTOMERS);
        broker = KafkaBroker.start(KafkaLine.NEWEST, folder.resolve("broker"));
        plugins = List.of(
                PluginZip.built().unpackInto(folder.resolve("plugins")),
                NumberedPlugin.packInto(folder.resolve("numbered-plugin")));
        for (int i = 0; i < TASKS; i++) {
            workers.add(member());
        }
        model = Files.copy(arms.first.model(), folder.resolve("served.zip"));
        List<String> rows = arms.first.records().stream().map(Object::toString).toList();
        flow = new NumberedFlow(broker.bootstrapServers(), folder, rows, TASKS, CUSTOMERS);
        flow.release(PORTION);
        ConnectorConfig source = flow.source(PER_SECOND).with("exactly.once.support", "required");
        arms.scoring(source, model).createOn(workers.get(0).rest());
        arms.scoring(flow.sink(PER_SECOND), model).createOn(workers.get(0).rest());
        // trouble begins when all tasks run: Connect's own first start of an exactly-once source is not the matter here
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(this::assertRunning);
        awaitSome(0);

        trouble();

        await().atMost(LIMIT).until(() -> flow.atSink(arms.check()).isComplete(TASKS, flow.released()));
        DeliveryCheck sink = flow.atSink(arms.check());
        Faults atSink = flow.faults(sink);
        assertNone(atSink.exceptDuplicates());
        assertThat(sink.answered()).as("models that scored on the way out").hasSize(3);

        // once the group has settled again
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(this::assertRunning);
        DeliveryCheck topic = flow.atTopic(arms.check(), "read_committed", LIMIT);
        assertNone(flow.faults(topic));
        assertThat(topic.answered()).as("models that scored on the way in").hasSize(3);
        int all = TASKS * flow.released();
        System.out.printf(
                "delivery: %d records once each from the source, %d copies of %d at the sink, both by two champions, %d by the"
                        + " challenger%n",
                all, all + atSink.duplicates(), all, arms.challengers(sink) + arms.challengers(topic));
    }

    private static void assertNone(Faults faults) {
        assertThat(faults.none()).as(faults.toString()).isTrue();
    }

    private void assertRunning() {
        for (String connector : List.of("source", "sink")) {
            JsonNode status = workers.get(0).rest().status(connector);
            assertThat(status.at("/connector/state").asText()).isEqualTo("RUNNING");
            assertThat(status.get("tasks")).hasSize(TASKS);
            status.get("tasks")
                    .forEach(task -> assertThat(task.get("state").asText())
                            .as(task.toString())
                            .isEqualTo("RUNNING"));
        }
    }

    private void trouble() throws Exception {
        for (int i = 0; i < TASKS; i++) {
            if (i > 0) {
                releaseAndAwaitSome();
            }
            workers.get(i).kill();
            workers.get(i).close();
            workers.set(i, member());
            if (i == 0) {
                Path next = Files.copy(arms.second.model(), folder.resolve("next.zip"));
                Files.move(next, model, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        releaseAndAwaitSome();
        ConnectWorker guest = member();
        workers.add(guest);
        Thread.sleep(3000);
        workers.remove(guest);
        guest.close();
        releaseAndAwaitSome();
        broker.freeze(PAUSE);
    }

    private void releaseAndAwaitSome() throws Exception {
        int before = flow.released();
        flow.release(PORTION);
        awaitSome(before);
    }

    /** Waits until some of the portion after so many of each task have arrived on both ways. */
    private void awaitSome(int before) {
        long some = (long) TASKS * before + SOME;
        await().atMost(LIMIT).until(() -> flow.delivered() >= some);
        flow.awaitCommitted(some, LIMIT);
    }

    private ConnectWorker member() throws IOException, InterruptedException {
        return ConnectWorker.member(
                KafkaLine.NEWEST, folder.resolve("member" + members++), "delivery", broker.bootstrapServers(), plugins);
    }
}
