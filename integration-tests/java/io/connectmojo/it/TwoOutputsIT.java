package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import io.connectmojo.it.numbered.HouseSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two models on one record, each output a Struct of its own, as Avro under a registry that demands full compatibility. */
@ExtendWith(SharedCluster.class)
class TwoOutputsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 50;
    private static final Map<String, String> PETALS = Map.of(
            "sepal_length", "number_bathrooms",
            "sepal_width", "stories",
            "petal_length", "number_bedrooms",
            "petal_width", "lot_size_acres");

    @TempDir
    Path temp;

    /** Records that are not scored come first: the outputs are the second step of the schema's evolution, a column the third. */
    @Test
    void twoNestedOutputs_evolveFullyCompatible(ChildJvmCluster cluster) throws Exception {
        Path sources = NumberedPlugin.packInto(temp.resolve("sources"));
        try (SchemaRegistry registry = SchemaRegistry.start(temp);
                ConnectWorker worker = cluster.startWorker(
                        KafkaLine.NEWEST, "two-outputs", "hybrid_warn", OtherPlugins.apicurioConverter(), sources)) {
            registry.demandCompatibility("FULL_TRANSITIVE");
            String topic = KafkaTopics.uniqueName("two-outputs");
            String artifact = topic + "-value";
            Lines out = new Lines(temp.resolve("out.txt"));
            ConnectorConfig sink = avro(ConnectorConfig.fileSink(topic, out.file()), registry);
            sink.createOn(worker.rest());
            ConnectorConfig plain = source(topic, ROWS, registry);
            plain.createOn(worker.rest());
            awaitLines(worker, List.of(plain, sink), out, ROWS);
            assertThat(registry.versions(artifact)).isEqualTo(1);

            ConnectorConfig scored = scored(source(topic, 2 * ROWS, registry).with("versions", 2));
            scored.createOn(worker.rest());
            awaitLines(worker, List.of(scored, sink), out, 3 * ROWS);
            assertThat(registry.versions(artifact)).isEqualTo(3);

            String latest = registry.latest(artifact);
            assertThat(latest).contains("\"price\"", "\"species\"", "\"agent\"");
            assertThat(registry.accepts(artifact, latest)).isTrue();
            assertThat(registry.accepts(artifact, withFieldToFill(latest)))
                    .as("a required field without a default")
                    .isFalse();
            assertScored(out.all().subList(ROWS, 3 * ROWS));
        }
    }

    private static ConnectorConfig source(String topic, int count, SchemaRegistry registry) {
        ConnectorConfig source = new ConnectorConfig("houses", Map.of())
                .unique()
                .with("connector.class", HouseSource.class.getName())
                .with("tasks.max", 1)
                .with("topic", topic)
                .with("count", count);
        return avro(source, registry).with("value.converter.apicurio.registry.auto-register", true);
    }

    private static ConnectorConfig avro(ConnectorConfig connector, SchemaRegistry registry) {
        return connector
                .with("value.converter", "io.apicurio.registry.utils.converter.AvroConverter")
                .with("value.converter.apicurio.registry.url", registry.url());
    }

    private static ConnectorConfig scored(ConnectorConfig source) {
        StringBuilder paths = new StringBuilder();
        PETALS.forEach((column, field) -> paths.append(paths.isEmpty() ? "" : ",")
                .append(column)
                .append(':')
                .append(field));
        return source.with("transforms", "price,species")
                .with("transforms.price.type", "io.connectmojo.MojoScorer$Value")
                .with(
                        "transforms.price.model.path",
                        ModelCase.of("house-prices").model())
                .with("transforms.price.output.layout", "nested")
                .with("transforms.price.output.include", "model")
                .with("transforms.price.output.field", "price")
                .with("transforms.species.type", "io.connectmojo.MojoScorer$Value")
                .with("transforms.species.model.path", ModelCase.of("iris").model())
                .with("transforms.species.input.fields", paths)
                .with("transforms.species.output.layout", "nested")
                .with("transforms.species.output.include", "probabilities")
                .with("transforms.species.output.field", "species");
    }

    private static void awaitLines(ConnectWorker worker, List<ConnectorConfig> connectors, Lines out, int count) {
        await().atMost(LIMIT).untilAsserted(() -> {
            for (ConnectorConfig connector : connectors) {
                assertThat(worker.rest().taskTrace(connector.name())).isEmpty();
            }
            assertThat(out.count()).isEqualTo(count);
        });
    }

    private static String withFieldToFill(String avro) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode schema = (ObjectNode) json.readTree(avro);
        ((ArrayNode) schema.get("fields"))
                .add(json.createObjectNode().put("name", "must").put("type", "string"));
        return json.writeValueAsString(schema);
    }

    /** Each line against H2O's wrapper for the same row. */
    private static void assertScored(List<String> lines) throws Exception {
        EasyPredictModelWrapper prices = wrapper("house-prices");
        EasyPredictModelWrapper species = wrapper("iris");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Map<String, String> fields = Lines.fields(line);
            RowData house = new RowData();
            for (String column : prices.getModel().getNames()) {
                String text = fields.get(column);
                if (text != null) {
                    house.put(column, text.equals("true") ? "yes" : text.equals("false") ? "no" : text);
                }
            }
            assertThat(house).hasSize(prices.getModel().nfeatures());
            assertThat(Double.valueOf(found(line, "price=Struct\\{value=([^,}]*)")))
                    .isEqualTo(prices.predictRegression(house).value);
            RowData flower = new RowData();
            PETALS.forEach((column, field) -> flower.put(column, fields.get(field)));
            var expected = species.predictMultinomial(flower);
            assertThat(found(line, "species=Struct\\{label=([^,}]*)")).isEqualTo(expected.label);
            for (int k = 0; k < expected.classProbabilities.length; k++) {
                String label =
                        species.getModel().getDomainValues(species.getModel().getResponseIdx())[k];
                assertThat(Double.valueOf(found(line, "probabilities=\\{[^}]*" + label + "=([^,}]*)")))
                        .isEqualTo(expected.classProbabilities[k]);
            }
        }
    }

    private static EasyPredictModelWrapper wrapper(String model) throws Exception {
        return new EasyPredictModelWrapper(
                MojoModel.load(ModelCase.of(model).model().toString()));
    }

    private static String found(String line, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        assertThat(matcher.find()).as("%s in %s", pattern, line).isTrue();
        return matcher.group(1);
    }
}
