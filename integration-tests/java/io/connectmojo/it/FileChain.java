package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * File source, transform, topic, transform, file sink: the rows of a model are scored as JSON text on the way into Kafka, and once more, as
 * maps under another name, on the way out.
 */
record FileChain(ModelCase model, WorkerFiles files, ConnectorConfig source, ConnectorConfig sink) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String FIRST = "prediction";
    private static final String SECOND = "again";

    static FileChain of(String name, WorkerFiles files, Path temp) throws IOException {
        ModelCase model = ModelCase.of(name);
        String topic = KafkaTopics.uniqueName("chain");
        Path lines = Files.write(
                temp.resolve(topic + ".jsonl"),
                model.records().stream().map(ObjectNode::toString).toList());
        Path zip = files.give(model.model());
        ConnectorConfig source = ConnectorConfig.fileSource(files.give(lines), topic)
                .scoring(zip, "input.format", "json", "output.field", FIRST)
                // drops what the predicate does not find the prediction in
                .with("transforms", "score,drop")
                .with("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter")
                .with("transforms.drop.predicate", "scored")
                .with("transforms.drop.negate", true)
                .with("predicates", "scored")
                .with("predicates.scored.type", "io.connectmojo.FieldMatches$Value")
                .with("predicates.scored.field", FIRST);
        ConnectorConfig sink = ConnectorConfig.fileSink(topic, files.place(topic + ".txt"))
                .scoring(zip, "output.field", SECOND)
                .jsonValues(false);
        if (new H2oAnswers(model).haveProbabilities()) {
            String include = "transforms.score.output.include";
            return new FileChain(
                    model, files, source.with(include, "probabilities"), sink.with(include, "probabilities"));
        }
        return new FileChain(model, files, source, sink);
    }

    /** One for each model of the matrix. */
    static List<FileChain> ofEachModel(WorkerFiles files, Path temp) throws IOException {
        List<FileChain> chains = new ArrayList<>();
        for (String name : WorkerMatrix.MODELS) {
            chains.add(of(name, files, temp));
        }
        return chains;
    }

    List<ConnectorConfig> connectors() {
        return List.of(source, sink);
    }

    /** Waits for the last record, then compares every record with H2O's answers, both ways. */
    void assertScoredAsH2oDoes(ConnectRest rest) throws IOException {
        int rows = model.expected().size();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(files.lines(sink.file()))
                        .as(() -> model.folder().getFileName()
                                + rest.taskTrace(source.name())
                                + rest.taskTrace(sink.name()))
                        .hasSize(rows));
        List<Map<String, String>> scored =
                files.lines(sink.file()).stream().map(Lines::fields).toList();
        H2oAnswers answers = new H2oAnswers(model);
        answers.assertIn(scored, FIRST);
        answers.assertIn(scored, SECOND);
    }
}
