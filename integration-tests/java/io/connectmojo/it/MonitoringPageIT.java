package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say to start a worker with, and the ways to read its metrics that they show. */
@ExtendWith(SharedCluster.class)
class MonitoringPageIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern OPTIONS = Pattern.compile("KAFKA_OPTS=\"([^\"]+)\" .*");
    private static final Pattern AGENT = Pattern.compile("-javaagent:(\\S+)=(\\d+):(\\S+)");
    private static final Pattern JMX_PORT = Pattern.compile("JMX_PORT=(\\d+) .*");
    private static final Pattern MODEL_PATHS = Pattern.compile("-Dio\\.connectmojo\\.model\\.paths=(\\S+)");
    private static final Path CURL = Path.of("/usr/bin/curl");

    @TempDir
    Path temp;

    /** The worker has the options that Kafka's start script makes of the variables. */
    @Test
    void metrics_areReadAsThePageShows(ChildJvmCluster cluster) throws Exception {
        List<String> commands =
                PageRunner.START_SCRIPT.items().stream().map(PageItem::text).toList();
        Matcher agent = found(AGENT, commands);
        assertThat(Path.of(agent.group(3)).getFileName()).isEqualTo(MonitoringFiles.EXPORTER_RULES.getFileName());
        int exporter = port(agent.group(2));
        int jmx = port(found(JMX_PORT, commands).group(1));
        String paths = found(MODEL_PATHS, commands).group(1);
        List<String> options = new ArrayList<>(List.of(
                "-javaagent:" + OtherPlugins.jmxExporter() + "=" + exporter + ":"
                        + MonitoringFiles.EXPORTER_RULES.toAbsolutePath(),
                "-Dio.connectmojo.model.paths="
                        + paths.replace("/srv/models", temp.resolve("models").toString())));
        for (String option : List.of("", ".authenticate=false", ".ssl=false", ".port=" + jmx)) {
            options.add("-Dcom.sun.management.jmxremote" + option);
        }
        try (ConnectWorker worker = cluster.startWorkerWith(options, KafkaLine.NEWEST, "page", "service_load")) {
            int houses = score(worker.rest(), cluster);
            // the models of the tests are elsewhere
            assertThat(worker.rest().taskTrace("elsewhere")).contains("MOJO-M");
            assertThat(readByJmx(jmx)).isEqualTo((double) houses);
            scrape(exporter, houses);
        }
    }

    private static Matcher found(Pattern pattern, List<String> commands) {
        for (String command : commands) {
            Matcher options = OPTIONS.matcher(command);
            Matcher matcher = pattern.matcher(options.matches() ? options.group(1) : command);
            if (matcher.matches()) {
                return matcher;
            }
        }
        throw new AssertionError(pattern + " matches none of " + commands);
    }

    /** The port of the page, or another one when somebody else has it. */
    private static int port(String shown) throws IOException {
        int port = Integer.parseInt(shown);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return JvmProcess.freePort();
        }
    }

    /**
     * Scores houses in a connector with the name that the page reads, and flowers with outcomes; one more has its model in a folder that
     * the page does not allow.
     */
    private int score(ConnectRest rest, ChildJvmCluster cluster) throws Exception {
        ModelCase model = ModelCase.of("house-prices");
        Path allowed = Files.createDirectories(temp.resolve("models")).resolve("house-prices.zip");
        Files.copy(model.model(), allowed);
        List<ObjectNode> records = model.records();
        ConnectorConfig prices = sink("prices", records, cluster);
        new ConnectorConfig("prices", prices.scoring(allowed).config()).createOn(rest);
        new ConnectorConfig("elsewhere", prices.scoring(model.model()).config()).createOn(rest);

        ModelCase iris = ModelCase.of("iris");
        Path flowerModel = Files.copy(iris.model(), allowed.resolveSibling("iris.zip"));
        List<ObjectNode> flowers = iris.records();
        flowers.forEach(flower -> flower.put("species", "setosa"));
        ConnectorConfig species = sink("species", flowers, cluster);
        new ConnectorConfig(
                        "species",
                        species.scoring(flowerModel, "outcome.field", "species").config())
                .createOn(rest);

        await().atMost(LIMIT).until(() -> new Lines(prices.file()).count() == records.size());
        await().atMost(LIMIT).until(() -> new Lines(species.file()).count() == flowers.size());
        await().atMost(LIMIT).until(() -> rest.taskState("elsewhere").equals("FAILED"));
        return records.size();
    }

    private ConnectorConfig sink(String name, List<ObjectNode> records, ChildJvmCluster cluster) {
        String topic = KafkaTopics.uniqueName(name);
        new KafkaTopics(cluster.bootstrapServers())
                .write(topic, records.stream().map(ObjectNode::toString).toList());
        return ConnectorConfig.fileSink(topic, temp.resolve(name + ".txt")).jsonValues(false);
    }

    /** The lines of the page, compiled around a connection to the port. */
    private Object readByJmx(int port) throws Exception {
        String printed = """
                import javax.management.MBeanServerConnection;
                import javax.management.ObjectName;

                public final class Printed {
                    public static Object read(MBeanServerConnection connection) throws Exception {
                        %s
                        return scored;
                    }
                }
                """.formatted(PageRunner.JMX.item().text());
        Path source = Files.writeString(temp.resolve("Printed.java"), printed);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", temp.toString(), source.toString()))
                .isZero();
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://localhost:" + port + "/jmxrmi");
        try (JMXConnector connector = JMXConnectorFactory.connect(url);
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
            Method read = loader.loadClass("Printed").getMethod("read", MBeanServerConnection.class);
            return ((Number) read.invoke(null, connector.getMBeanServerConnection())).doubleValue();
        }
    }

    private void scrape(int port, int houses) throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL) && Files.isExecutable(CURL))
                .as("a shell and curl are here")
                .isTrue();
        PageItem item = PageRunner.SCRAPE.item();
        String command = item.text().replace(":9404/", ":" + port + "/");
        String shown = ShellRun.in(temp, temp).run(command).ok();
        Scrape scrape = new Scrape(shown.lines()
                .filter(line -> line.startsWith("connectmojo_"))
                .reduce("", (all, line) -> all + line + "\n"));
        assertThat(scrape.sum("connectmojo_records_scored_total", Map.of("connector", "prices")))
                .isEqualTo(houses);
        joinsTheModel(scrape);
    }

    /** The query's join, done here: each sample on its left has one partner on its right, which names the model. */
    private static void joinsTheModel(Scrape scrape) {
        String query = PageRunner.PROMQL.item().text();
        Matcher join = Pattern.compile(
                        "(\\w+)\\{(\\w+)=\"(\\w+)\"} \\* on \\(instance, (.+)\\) group_left \\((\\w+)\\) (\\w+)")
                .matcher(query);
        assertThat(join.matches()).as(query).isTrue();
        List<String> on = Arrays.asList(join.group(4).split(", "));
        List<Scrape.Sample> left = scrape.samples(join.group(1), Map.of(join.group(2), join.group(3)));
        List<Scrape.Sample> right = scrape.samples(join.group(6), Map.of());
        assertThat(left).hasSize(1).allSatisfy(sample -> {
            List<String> always =
                    on.stream().filter(label -> !label.equals("arm")).toList();
            assertThat(sample.labels()).containsKeys(always.toArray(String[]::new));
            assertThat(right)
                    .filteredOn(model -> on.stream()
                            .allMatch(label -> sample.labels()
                                    .getOrDefault(label, "")
                                    .equals(model.labels().getOrDefault(label, ""))))
                    .singleElement()
                    .satisfies(model -> {
                        assertThat(model.value()).isEqualTo(1);
                        assertThat(model.labels()).containsEntry(join.group(5), "iris");
                    });
        });
        assertThat(right).hasSize(2);
    }

    @Test
    void promtool_acceptsTheQueryOfThePage() throws Exception {
        String query = PageRunner.PROMQL.item().text();
        String rule =
                "groups:\n  - name: page\n    rules:\n      - { record: \"page:query\", expr: '" + query + "' }\n";
        Promtool.check(
                "check",
                "rules",
                Files.writeString(temp.resolve("page.yml"), rule).toString());
    }
}
