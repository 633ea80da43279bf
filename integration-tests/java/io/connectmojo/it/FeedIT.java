package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code mojo feed}, as the pages print it. */
@ExtendWith(SharedCluster.class)
class FeedIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private String run(ConnectCluster cluster, String command) throws Exception {
        Path folder = Files.createDirectories(temp.resolve("folder"));
        Files.copy(ModelCase.of("house-prices").folder().resolve("input.csv"), folder.resolve("houses.csv"));
        Files.write(folder.resolve("customers.jsonl"), customers());
        ShellRun shell = ShellRun.in(temp, folder).with(ShellRun.mojo(temp));
        return shell.run(command.replace("broker:9092", cluster.bootstrapServers()))
                .ok();
    }

    /** The one command of the pages that has that. */
    private static String command(String with) {
        assertThat(PageRunner.FEED.items()).hasSize(2);
        return PageRunner.FEED.items().stream()
                .map(PageItem::text)
                .filter(text -> text.contains(with))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> customers() {
        return java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> "{\"id\":" + i + ",\"rate\":" + i + ".50,\"churned\":"
                        + (i % 10 == 0 ? "null" : "\"" + (i % 2 == 0 ? "yes" : "no") + "\"") + "}")
                .toList();
    }

    @Test
    void examples_sendEachRowOnceAtItsRate(ConnectCluster cluster) throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL)).as("a shell is here").isTrue();
        int houses = Files.readAllLines(ModelCase.of("house-prices").folder().resolve("input.csv"))
                        .size()
                - 1;
        assertThat(run(cluster, command("--input houses.csv"))).contains(houses + " rows and 0 outcomes were sent");
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        List<ConsumerRecord<String, String>> sent = topics.read("houses", houses);
        assertThat(sent).hasSize(houses);
        assertThat(sent.stream().map(ConsumerRecord::key).distinct()).hasSize(houses);
        assertThat(JSON.readTree(sent.get(0).value()).get("sqft").isNumber()).isTrue();
        long took = sent.get(houses - 1).timestamp() - sent.get(0).timestamp();
        assertThat(took).as("100 rows a second").isBetween(10L * (houses - 1) - 50, 20L * houses + 5_000);
    }

    @Test
    void outcomes_comeLaterUnderTheirRowsKey(ConnectCluster cluster) throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL)).as("a shell is here").isTrue();
        assertThat(run(cluster, command("--outcomes-topic"))).contains("60 rows and 54 outcomes were sent");
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        Map<String, ConsumerRecord<String, String>> rows = new HashMap<>();
        Set<Integer> ids = new TreeSet<>();
        boolean inOrder = true;
        for (ConsumerRecord<String, String> row : topics.read("customers", 60)) {
            JsonNode json = JSON.readTree(row.value());
            assertThat(json.has("churned")).isFalse();
            assertThat(row.value()).contains(".50");
            inOrder &= ids.add(json.get("id").asInt()) && json.get("id").asInt() == ids.size() - 1;
            rows.put(row.key(), row);
        }
        assertThat(ids).hasSize(60);
        assertThat(inOrder).as("shuffled").isFalse();
        List<ConsumerRecord<String, String>> outcomes = topics.read("customers-churned", 54);
        assertThat(outcomes).hasSize(54);
        for (ConsumerRecord<String, String> outcome : outcomes) {
            ConsumerRecord<String, String> row = rows.get(outcome.key());
            int id = JSON.readTree(row.value()).get("id").asInt();
            assertThat(outcome.value()).isEqualTo("{\"churned\":\"" + (id % 2 == 0 ? "yes" : "no") + "\"}");
            assertThat(outcome.timestamp() - row.timestamp()).isBetween(1_900L, 12_000L);
        }
    }
}
