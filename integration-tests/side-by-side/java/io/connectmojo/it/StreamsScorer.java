package io.connectmojo.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.KStream;

/**
 * What public examples of H2O in Kafka Streams do: one application, one mapValues, Jackson for the JSON, a RowData for each record, and
 * {@code EasyPredictModelWrapper}. Settings are Kafka's own defaults. A line of the input starts a run, {@code stop} ends it, so that
 * runs share a warm virtual machine, as connectors share a worker: {@code topic IN OUT}, or {@code count IN FILE COUNT}.
 */
public final class StreamsScorer {
    private final String bootstrapServers;
    private final Path state;
    private final EasyPredictModelWrapper model;
    private final ObjectMapper mapper = new ObjectMapper();

    private StreamsScorer(String bootstrapServers, Path model, Path state) throws IOException {
        this.bootstrapServers = bootstrapServers;
        this.state = state;
        this.model = new EasyPredictModelWrapper(MojoModel.load(model.toString()));
    }

    /** @param arguments bootstrap servers, the model, a folder for state */
    public static void main(String[] arguments) throws IOException {
        StreamsScorer scorer = new StreamsScorer(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        KafkaStreams running = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (running != null) {
                running.close();
            }
            running = line.equals("stop") ? null : scorer.start(line.split(" "));
        }
    }

    private KafkaStreams start(String[] run) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> scored = builder.<String, String>stream(run[1]).mapValues(this::score);
        if (run[0].equals("topic")) {
            scored.to(run[2]);
        } else {
            Marks marks = new Marks(Path.of(run[2]), Integer.parseInt(run[3]));
            scored.foreach((key, value) -> marks.count());
        }
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "streams-" + UUID.randomUUID());
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        KafkaStreams streams = new KafkaStreams(builder.build(), config);
        streams.start();
        return streams;
    }

    private String score(String text) {
        try {
            ObjectNode house = (ObjectNode) mapper.readTree(text);
            RowData row = new RowData();
            for (Map.Entry<String, JsonNode> field : house.properties()) {
                JsonNode value = field.getValue();
                if (value.isNumber()) {
                    row.put(field.getKey(), value.doubleValue());
                } else if (value.isBoolean()) {
                    // the model was trained on these
                    row.put(field.getKey(), value.booleanValue() ? "yes" : "no");
                } else if (value.isTextual()) {
                    row.put(field.getKey(), value.textValue());
                }
            }
            house.put("prediction", model.predictRegression(row).value);
            return mapper.writeValueAsString(house);
        } catch (JsonProcessingException | PredictException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Notes the milliseconds at which a quarter and all have come, as {@link io.connectmojo.it.numbered.CountingSink} does. */
    private static final class Marks {
        private final Path file;
        private final int count;
        private int seen;

        Marks(Path file, int count) {
            this.file = file;
            this.count = count;
        }

        void count() {
            seen++;
            if (seen == count / 4 || seen == count) {
                try {
                    Files.writeString(
                            file,
                            seen + " " + System.currentTimeMillis() + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
