package io.connectmojo.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.outcomes.act.Announcer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topology on Kafka's own test driver: topics in and out as text, the clock starts at 0. */
final class Driven implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final TopologyTestDriver driver;

    Driven(Path state, String... arguments) {
        this(null, state, arguments);
    }

    /** @param models opens the models topic */
    Driven(Announcer.Source models, Path state, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers=nowhere:1", "--set=state.dir=" + state));
        all.addAll(List.of(arguments));
        Flags flags = new Flags();
        assertThat(Flags.commandLine(flags).execute(all.toArray(String[]::new))).isZero();
        driver = new TopologyTestDriver(new OutcomesTopology(flags, 0, models).build(), flags.streams(), Instant.EPOCH);
    }

    void send(String topic, String key, String value, long time) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(bytes(key), bytes(value), time);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    List<JsonNode> read(String topic) throws Exception {
        List<JsonNode> values = new ArrayList<>();
        for (String value : texts(topic)) {
            values.add(JSON.readTree(value));
        }
        return values;
    }

    List<String> texts(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
                .readValuesToList();
    }

    /** Sum over all tasks. */
    double metric(String name) {
        return driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .mapToDouble(entry -> ((Number) entry.getValue().metricValue()).doubleValue())
                .sum();
    }

    @Override
    public void close() {
        driver.close();
    }
}
