package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.cases.DeliveryCheck;
import io.connectmojo.leaks.Footprint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broker, a worker that lives on, a second one that need not, and a source and a sink that score. */
final class SoakCluster implements AutoCloseable {
    static final int STREAMS = 2;
    private static final int MOST_PER_SECOND = 400;
    private static final String DEAD = "dead";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path folder;
    private final SoakModels models;
    private final List<Path> plugins;
    private final KafkaBroker broker;
    private final KafkaTopics topics;
    private final ConnectWorker first;
    private final NumberedFlow flow;
    private ConnectWorker second;
    private int members;

    SoakCluster(Path folder, SoakModels models) throws Exception {
        this.folder = folder;
        this.models = models;
        plugins = List.of(
                PluginZip.built().unpackInto(folder.resolve("plugins")),
                NumberedPlugin.packInto(folder.resolve("numbered-plugin")));
        broker = KafkaBroker.start(KafkaLine.NEWEST, folder.resolve("broker"));
        try {
            topics = new KafkaTopics(broker.bootstrapServers());
            first = member();
            flow = new NumberedFlow(broker.bootstrapServers(), folder, models.rows(), STREAMS, 1);
            for (ConnectorConfig connector : connectors(false)) {
                connector.createOn(first.rest());
            }
            settle();
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    private ConnectWorker member() throws IOException, InterruptedException {
        return ConnectWorker.memberByDefault(
                KafkaLine.NEWEST, folder.resolve("member" + members++), "soak", broker.bootstrapServers(), plugins);
    }

    private List<ConnectorConfig> connectors(boolean shadow) {
        ConnectorConfig sink = flow.sink(MOST_PER_SECOND)
                .with("consumer.override.session.timeout.ms", 10_000)
                .with("errors.tolerance", "all")
                .with("errors.deadletterqueue.topic.name", DEAD)
                .with("errors.deadletterqueue.topic.replication.factor", 1);
        return Stream.of(flow.source(MOST_PER_SECOND), sink)
                .map(connector -> connector.scoring(
                        models.file(),
                        "input.format",
                        "json",
                        "output.include",
                        "model",
                        "model.reload.interval.ms",
                        "1000"))
                .map(connector -> shadow
                        ? connector.with(
                                "transforms.score.challenger.model.path",
                                ModelCase.of("drf_regression").model())
                        : connector)
                .toList();
    }

    NumberedFlow flow() {
        return flow;
    }

    /** Configures both connectors again, with a challenger in shadow or without. */
    void configure(boolean shadow) {
        for (ConnectorConfig connector : connectors(shadow)) {
            first.rest().update(connector.name(), connector.config());
        }
    }

    void pause(String connector, Duration time) throws InterruptedException {
        first.rest().pause(connector);
        Thread.sleep(time.toMillis());
        first.rest().resume(connector);
    }

    void freezeBroker(Duration time) throws IOException, InterruptedException {
        broker.freeze(time);
    }

    /** As an operator does: once more when it does not come up in time, as on a machine that has much other work. */
    void startSecondWorker() throws IOException, InterruptedException {
        for (int left = 2; second == null; left--) {
            try {
                second = member();
            } catch (IllegalStateException e) {
                if (left == 0) {
                    throw e;
                }
                System.out.println("soak: a worker that did not come up in time is started again");
            }
        }
    }

    void stopSecondWorker() {
        if (second != null) {
            second.close();
            second = null;
        }
    }

    void killSecondWorker() throws InterruptedException {
        second.kill();
        stopSecondWorker();
    }

    void writeRaw(List<String> values) {
        topics.write(NumberedFlow.RAW, values);
    }

    void readDeadLetters(Consumer<ConsumerRecord<String, String>> each, BooleanSupplier enough) {
        topics.follow(DEAD, "read_uncommitted", Duration.ofSeconds(60), each, enough);
    }

    /** Waits until all tasks run, on workers that live, with the model that has to serve. */
    void settle() {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    for (String connector : List.of("source", "sink")) {
                        JsonNode tasks = first.rest().status(connector).get("tasks");
                        assertThat(tasks).hasSize(STREAMS);
                        for (JsonNode task : tasks) {
                            restartIfItMetABadModel(connector, task);
                            assertThat(task.get("state").asText())
                                    .as(task.toString())
                                    .isEqualTo("RUNNING");
                        }
                    }
                    List<Object> digests = new ArrayList<>(digests(first));
                    if (second != null) {
                        digests.addAll(digests(second));
                    }
                    assertThat(digests).hasSize(2 * STREAMS).containsOnly(models.digest());
                });
    }

    /** A task that starts, as after a rebalance, needs its model: an operator starts it again when the file is good. */
    private void restartIfItMetABadModel(String connector, JsonNode task) {
        if (task.get("state").asText().equals("FAILED")
                && task.path("trace").asText().contains("MOJO-M")) {
            System.out.println("soak: a task that started with a bad file is started again");
            first.rest().restartTask(connector, task.get("id").asInt());
        }
    }

    /** Of the model of each task on a worker, the challenger's not. */
    private static List<Object> digests(ConnectWorker worker) throws Exception {
        List<Object> digests = new ArrayList<>();
        try (WorkerJmx jmx = worker.jmx()) {
            for (String bean : jmx.names("kafka.connect:type=plugins,transformation=score,*")) {
                Map<String, String> tags = new ObjectName(bean).getKeyPropertyList();
                String arm = tags.remove("arm");
                if (tags.size() == 4 && !"challenger".equals(arm)) {
                    digests.add(jmx.attribute(bean, "model-digest"));
                }
            }
        }
        return digests;
    }

    /** Of the worker that lives on. */
    String log() {
        return first.log();
    }

    /** Of the same. */
    Footprint footprint() throws IOException {
        try (WorkerJmx jmx = first.jmx()) {
            return jmx.footprint();
        }
    }

    DeliveryCheck atSink() throws IOException {
        return flow.atSink(models.check());
    }

    DeliveryCheck atTopic(Duration limit) {
        return flow.atTopic(models.check(), "read_uncommitted", limit);
    }

    @Override
    public void close() {
        stopSecondWorker();
        first.close();
        flow.close();
        broker.close();
    }
}
