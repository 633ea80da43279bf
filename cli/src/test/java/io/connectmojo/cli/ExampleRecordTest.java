package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code mojo init --sample-record}: the record scores, and Avro's own library takes the schema and the record. */
class ExampleRecordTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    static Stream<ModelFolder> models() {
        return Stream.of(
                        "house-prices",
                        "iris",
                        "airline-delays",
                        "trained/gbm_time",
                        "trained/gbm_offset_poisson",
                        "trained/glm_ordinal",
                        "trained/word2vec",
                        "trained/isolation_forest_contamination",
                        "trained/kmeans_categorical",
                        "trained/coxph_strata")
                .map(ModelFolder::of);
    }

    @ParameterizedTest
    @MethodSource("models")
    void record_scoresWithoutAMissingCell(ModelFolder model) throws IOException {
        Path record = temp.resolve("record.jsonl");
        MojoRun init = MojoRun.of("init", model.model(), "--sample-record", record);
        assertThat(init.exit()).as(init.err()).isZero();
        assertThat(init.err()).contains("1 record: 1 scored, 0 refused").doesNotContain("missing", "unknown", "note:");
        Path config = Files.writeString(temp.resolve("connector.json"), init.out());
        MojoRun run = MojoRun.of("score", "--config", config, "--input", record, "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()))
                .hasSizeGreaterThan(JSON.readTree(Files.readString(record)).size());
        assertThat(throughAvro(temp.resolve("record.avsc"), record)).isEqualTo(JSON.readTree(Files.readString(record)));
    }

    /** The record after Avro's writer and reader. */
    private static JsonNode throughAvro(Path schemaFile, Path file) throws IOException {
        Schema schema = new Schema.Parser().parse(Files.readString(schemaFile));
        JsonNode json = JSON.readTree(Files.readString(file));
        GenericRecord record = new GenericData.Record(schema);
        json.properties()
                .forEach(field -> record.put(field.getKey(), JSON.convertValue(field.getValue(), Object.class)));
        assertThat(GenericData.get().validate(schema, record)).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        var node = JSON.createObjectNode();
        for (Schema.Field field : schema.getFields()) {
            Object value = read.get(field.name());
            node.set(field.name(), JSON.valueToTree(value instanceof CharSequence ? value.toString() : value));
        }
        return node;
    }

    @Test
    void profile_givesTheMiddleOfTheData() throws IOException {
        Path model = Files.copy(ModelFolder.of("house-prices").model(), temp.resolve("houses.zip"));
        Files.copy(
                ModelFolder.of("house-prices").path().resolve("model.profile.json"),
                temp.resolve("houses.profile.json"));
        assertThat(MojoRun.of("init", model, "--sample-record", temp.resolve("a.json"))
                        .exit())
                .isZero();
        JsonNode record = JSON.readTree(Files.readString(temp.resolve("a.json")));
        JsonNode profile = JSON.readTree(Files.readString(temp.resolve("houses.profile.json")));
        JsonNode sqft = profile.get("columns").get(0);
        assertThat(sqft.get("name").asText()).isEqualTo("sqft");
        assertThat(record.get("sqft").asDouble())
                .isBetween(sqft.at("/bins/min").asDouble(), 1e6)
                .isNotEqualTo(1);
    }

    @Test
    void namesThatAvroRefuses_areMapped() {
        assertThat(ExampleRecord.avroName("a b-c.ü")).isEqualTo("a_b_c__");
        assertThat(ExampleRecord.avroName("1st")).isEqualTo("_1st");
        assertThat(ExampleRecord.avroName("")).isEqualTo("_");
    }

    @Test
    void fileThatExists_isNotOverwritten() throws IOException {
        Path record = Files.writeString(temp.resolve("record.json"), "mine");
        MojoRun run = MojoRun.of("init", ModelFolder.of("iris").model(), "--sample-record", record);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("MOJO-D105").contains("it exists");
        assertThat(record).hasContent("mine");
    }

    @Test
    void sampleBesides_isRefused() {
        MojoRun run = MojoRun.of("init", ModelFolder.of("iris").model(), "--sample-record", "a", "--sample", "b");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("give one");
    }
}
