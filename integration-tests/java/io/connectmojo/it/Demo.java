package io.connectmojo.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What {@code mvn -Pdemo} runs: house records of a file, scored by a worker on their way through a topic into another file, then irises, then a model that changes. */
public final class Demo {
    private static final Path FOLDER = Path.of("target", "demo").toAbsolutePath();
    private static final int RECORDS = 5_000;
    private static final int SHOWN = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelCase houses = ModelCase.of("house-prices");
    private final ConnectorConfig source;
    private final ConnectorConfig sink;

    private Demo() throws IOException {
        Files.createDirectories(FOLDER);
        source = ConnectorConfig.shipped("house-prices-file-source.json").placedIn(FOLDER);
        sink = ConnectorConfig.shipped("scored-file-sink.json").placedIn(FOLDER);
    }

    public static void main(String[] args) throws Exception {
        new Demo().run(Boolean.getBoolean("demo.keep"));
    }

    private void run(boolean keep) throws Exception {
        long start = System.nanoTime();
        writeHouses();
        Files.deleteIfExists(sink.file());
        say("%,d houses without a price are in %s", RECORDS, source.file());
        say("Starting a broker and a Connect worker, Kafka %s, each in a JVM of its own", KafkaLine.NEWEST.version());
        try (ChildJvmCluster cluster = ChildJvmCluster.start(KafkaLine.NEWEST)) {
            say("Both are up after %.1f s; the worker lists %s", seconds(start), plugin(cluster.rest()));
            score(cluster);
            check();
            showProfile();
            show();
            new IrisDemo(cluster, FOLDER).run();
            new DeliveryDemo(cluster, FOLDER).run();
            if (keep) {
                keep(cluster);
            }
        }
        say("Everything is stopped again, %.1f s in all. What to try next:", seconds(start));
        say(
                "  change connector-configs/house-prices-file-source.json, say output.existing or output.field, and run it again");
        say("  add -Ddemo.keep=true to keep the worker running and talk to its REST interface");
    }

    private void writeHouses() throws IOException {
        List<ObjectNode> rows = houses.recordsWithBooleans();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            lines.add(rows.get(i % rows.size()).putNull("selling_price").toString());
        }
        Files.write(source.file(), lines);
    }

    private static String plugin(ConnectRest rest) {
        for (JsonNode plugin : rest.get("/connector-plugins?connectorsOnly=false")) {
            if (plugin.get("class").asText().equals("io.connectmojo.MojoScorer$Value")) {
                return plugin.get("class").asText() + " "
                        + plugin.get("version").asText();
            }
        }
        throw new IllegalStateException("the worker does not list the plugin");
    }

    private void score(ConnectCluster cluster) throws IOException, InterruptedException {
        long start = System.nanoTime();
        say("Creating the connectors of connector-configs/house-prices-file-source.json and scored-file-sink.json");
        sink.createOn(cluster.rest());
        source.createOn(cluster.rest());
        Lines scored = new Lines(sink.file());
        long told = System.nanoTime();
        for (int count = 0; count < RECORDS; count = scored.count()) {
            if (seconds(start) > 60) {
                throw new IllegalStateException("only " + count + " records after 60 s: "
                        + cluster.rest().taskTrace(source.name())
                        + cluster.rest().taskTrace(sink.name()));
            }
            if (seconds(told) > 1) {
                say("  %,d records", count);
                told = System.nanoTime();
            }
            Thread.sleep(50);
        }
        say(
                "%,d records scored and written in %.1f s, from creating the connectors to the last line",
                RECORDS, seconds(start));
    }

    /** Every price must be what H2O's own cluster answered for that house, to the nearest unit. */
    private void check() throws IOException {
        List<Map<String, String>> expected = houses.expected();
        List<String> lines = Files.readAllLines(sink.file());
        for (int i = 0; i < RECORDS; i++) {
            double h2o = Double.parseDouble(expected.get(i % expected.size()).get("predict"));
            long price = JSON.readTree(lines.get(i)).get("selling_price").longValue();
            if (price != (long) Math.rint(h2o)) {
                throw new IllegalStateException("house " + i + " costs " + price + ", but H2O says " + h2o);
            }
        }
        say("Each price is the one that H2O itself predicted for the house (models/house-prices/expected.csv)");
    }

    /** The file beside the model; without it the worker would have scored the same. */
    private void showProfile() throws IOException {
        Path model = Path.of(source.config().get("transforms.score.model.path"));
        Path file = model.resolveSibling("house-prices.profile.json");
        JsonNode profile = JSON.readTree(file.toFile());
        JsonNode first = profile.at("/columns/0");
        say(
                "The model brings its profile, %s, which mojo profile made of %d houses:",
                file, profile.get("rows").asInt());
        say(
                "  %s from %s to %s, %s missing, and so on for %d columns",
                first.get("name").asText(),
                first.get("min"),
                first.get("max"),
                first.get("missing"),
                profile.get("columns").size());
        say(
                "  %d golden rows, which the worker predicted bit for bit before it scored its first record",
                profile.get("golden").size());
    }

    private void show() throws IOException {
        List<String> before = Files.readAllLines(source.file());
        List<String> after = Files.readAllLines(sink.file());
        for (int i = 0; i < SHOWN; i++) {
            say("");
            say("  before  %s", before.get(i));
            say("  after   %s", after.get(i));
        }
        say("");
        say("All of them: %s", sink.file());
    }

    private void keep(ConnectCluster cluster) throws IOException, InterruptedException {
        say("");
        say("The cluster keeps running until Enter or Ctrl-C:");
        say("  REST interface     %s", cluster.rest().address());
        say("  bootstrap.servers  %s", cluster.bootstrapServers());
        say("  lines appended to %s are scored too", source.file());
        if (System.in.read() < 0) {
            // nobody can press Enter: a signal has to end this
            new CountDownLatch(1).await();
        }
    }

    static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
