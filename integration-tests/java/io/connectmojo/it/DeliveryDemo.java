package io.connectmojo.it;

import static io.connectmojo.it.Demo.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last part of the demo: a second model of houses comes through a topic while houses flow, and is taken back. */
final class DeliveryDemo {
    private static final String NAME = "house-prices";
    private static final int PER_STEP = 100;
    private static final int STEP_MILLIS = 100;
    private static final int MORE = 50_000;
    private static final double LONGEST = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvmCluster cluster;
    private final Path folder;
    private final ModelCase houses = ModelCase.of(NAME);
    private final KafkaTopics topics;
    private final List<String> lines;
    private Path file;
    private int written;

    DeliveryDemo(ChildJvmCluster cluster, Path folder) throws IOException {
        this.cluster = cluster;
        this.folder = folder;
        topics = new KafkaTopics(cluster.bootstrapServers());
        lines = houses.recordsWithBooleans().stream().map(Object::toString).toList();
    }

    void run() throws Exception {
        MadeModels made = new MadeModels(houses);
        byte[] first = made.zip(0);
        byte[] second = made.zip(MORE);
        Map<String, List<Double>> prices = new TreeMap<>();
        prices.put(stamp(first), made.predictions(first, folder));
        prices.put(stamp(second), made.predictions(second, folder));
        say("");
        say("Now the model comes through a topic, as mojo publish announces it: %s is version 1", stamp(first));
        topics.create("houses-followed", 1);
        file = Files.writeString(folder.resolve("houses-followed.jsonl"), "");
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), "models").createTopics(Map.of())) {
            announcer.publish(NAME, 1, first);
            ConnectorConfig.shipped("house-prices-from-a-topic.json")
                    .with("file", file)
                    .with("topic", "houses-followed")
                    .with("transforms.score.model.kafka.bootstrap.servers", cluster.bootstrapServers())
                    .createOn(cluster.rest());
            awaitStamp(stamp(first));
            long begin = System.nanoTime();
            announcer.publish(NAME, 2, second);
            awaitStamp(stamp(second));
            say(
                    "  %s, each house %,d dearer, is announced as version 2 and scores %.1f s later",
                    stamp(second), MORE, Demo.seconds(begin));
            begin = System.nanoTime();
            announcer.publish(NAME, 3, first);
            awaitStamp(stamp(first));
            say("  rolled back: version 3 has the content of version 1 and scores %.1f s later", Demo.seconds(begin));
        }
        check(prices);
    }

    private static String stamp(byte[] zip) throws Exception {
        return NAME + "@" + Announcer.sha256(zip).substring(0, 12);
    }

    /** Writes houses without a pause until the model that scores them is that one. */
    private void awaitStamp(String stamp) throws Exception {
        long begin = System.nanoTime();
        while (!topics.last("houses-followed").contains(stamp)) {
            if (Demo.seconds(begin) > LONGEST) {
                throw new IllegalStateException(stamp + " does not serve");
            }
            List<String> next = new ArrayList<>();
            for (int i = 0; i < PER_STEP; i++) {
                next.add(lines.get(written++ % lines.size()));
            }
            Files.write(file, next, StandardOpenOption.APPEND);
            Thread.sleep(STEP_MILLIS);
        }
    }

    /** Every house is there, in order, with the price of the model that it names. */
    private void check(Map<String, List<Double>> prices) throws IOException {
        List<ConsumerRecord<String, String>> scored = topics.read("houses-followed", written);
        if (scored.size() != written) {
            throw new IllegalStateException(scored.size() + " of " + written + " houses were scored");
        }
        List<String> order = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < written; i++) {
            JsonNode house = JSON.readTree(scored.get(i).value());
            String stamp = house.get("selling_price_model").asText();
            double price = prices.get(stamp).get(i % lines.size());
            if (house.get("selling_price").asDouble() != price) {
                throw new IllegalStateException("house " + i + " by " + stamp + " does not cost " + price);
            }
            counts.merge(stamp, 1, Integer::sum);
            if (order.isEmpty() || !order.get(order.size() - 1).equals(stamp)) {
                order.add(stamp);
            }
        }
        say(
                "  %,d houses while the models changed, none lost, each with the price of the model in its stamp:",
                written);
        say("  %s", String.join(" -> ", order));
        say("");
    }
}
