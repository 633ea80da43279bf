package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    private static final ModelFolder IRIS = ModelFolder.of("iris");
    private static final String FLOWER =
            "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";

    @TempDir
    Path temp;

    @Test
    void alikeNames_areMappedWithTheDoubtfulOnesMarked() throws IOException {
        Path sample = Files.writeString(
                temp.resolve("sample.jsonl"),
                "{\"flower\":{\"sepalLength\":5.1,\"Sepal-Width\":3.5},\"petal_lenght\":1.4,\"prediction\":1}\n");
        MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", sample, "--sink", "none");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "sepal_length:flower.sepalLength, sepal_width:flower.Sepal-Width, petal_length:petal_lenght\"")
                .contains("\"transforms.score.input.missing.columns\" : \"na\"")
                .contains("\"transforms.score.output.field\" : \"mojo_prediction\"")
                .contains("\"mojo.doubtful\" : \"petal_length <- petal_lenght: the names are only alike\"");
        assertThat(run.err()).contains("doubtful: petal_length <- petal_lenght").contains("missing: ", "petal_width");
        Path config = Files.writeString(temp.resolve("connector.json"), run.out());
        assertThat(MojoRun.of("score", "--config", config, "--input", sample).out())
                .contains("mojo_prediction=");
    }

    @Test
    void initSaysWhatOfTheSampleCannotBeScored() throws IOException {
        Path sample = Files.writeString(
                temp.resolve("sample.jsonl"),
                "{\"sepal_length\":1,\"sepal_width\":true,\"petal_length\":1,\"petal_width\":\"wide\"}\n");
        MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", sample, "--sink", "jdbc");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("io.debezium.connector.jdbc.JdbcSinkConnector");
        assertThat(run.err()).contains("record 1: MOJO-D004 ").doesNotContain("wide\"");
    }

    @Test
    void aSampleWithSchemasGivesAConnectorThatReadsThem() throws IOException {
        String fields = "sepalLength,sepalWidth,petalLength,petalWidth";
        String schema = fields.replaceAll("(\\w+)", "{\"type\":\"double\",\"field\":\"$1\"}");
        String payload = fields.replaceAll("(\\w+)", "\"$1\":1.5");
        Path sample = Files.writeString(
                temp.resolve("typed.jsonl"),
                "{\"schema\":{\"type\":\"struct\",\"fields\":[" + schema + "]},\"payload\":{" + payload + "}}\n");
        for (String sink : new String[] {"file", "jdbc"}) {
            MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", sample, "--sink", sink);
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("sepal_length:sepalLength,")
                    .contains("\"value.converter.schemas.enable\" : \"true\"");
            assertThat(run.err()).contains("1 scored, 0 refused").doesNotContain("note: a database");
            Path config = Files.writeString(temp.resolve("connector.json"), run.out());
            assertThat(MojoRun.of("validate", "--config", config, "--sample", sample)
                            .exit())
                    .isZero();
        }
    }

    @Test
    void aSampleWithoutSchemasForADatabaseIsTold() throws IOException {
        Path sample = Files.writeString(temp.resolve("plain.jsonl"), FLOWER + "\n");
        MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", sample, "--sink", "jdbc");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("note: a database takes records with a schema only");
        Path config = Files.writeString(temp.resolve("connector.json"), run.out());
        assertThat(MojoRun.of("validate", "--config", config, "--sample", sample)
                        .out())
                .contains("MOJO-D104 ", "an object of 'schema' and 'payload'");
    }

    @Test
    void aSampleMayComeThroughAPipe() {
        MojoRun run = MojoRun.reading(FLOWER.replace("_", "") + "\n", "init", IRIS.model(), "--sample", "-");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("sepal_length:sepallength,");
        assertThat(run.err()).contains("1 record: 1 scored, 0 refused");
    }

    @Test
    void namesWithBlanks_areMapped() throws IOException {
        Path blanks = Files.writeString(
                temp.resolve("sample.csv"), "sepal_length, sepal_width,petal_length ,petal_width\n5,3,1,0.2\n");
        MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", blanks);
        assertThat(run.out()).contains("sepal_width:` sepal_width`, petal_length:`petal_length `");
        assertThat(run.err()).contains("1 record: 1 scored, 0 refused").doesNotContain("missing");
    }

    @Test
    void namesWithSigns_areMapped() throws IOException {
        Path parent = Files.writeString(temp.resolve("nested.jsonl"), "{\"a(b\":" + FLOWER + ",\"\":{\"x\":1}}\n");
        MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", parent);
        assertThat(run.out()).contains("sepal_width:`a(b`.sepal_width");
        assertThat(run.err()).contains("1 record: 1 scored, 0 refused");
    }

    @Test
    void whatPassesUntouchedIsNotCountedAsScored() throws IOException {
        Path sample =
                Files.writeString(temp.resolve("changes.jsonl"), "{\"after\":" + FLOWER + "}\n{\"after\":null}\n");
        MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", sample);
        assertThat(run.err()).contains("2 records: 1 scored, 0 refused, 1 passed untouched");
    }

    @Test
    void theTopicIsOneThatABrokerTakes() throws IOException {
        Path model = Files.copy(IRIS.model(), temp.resolve("my model, v1.zip"));
        assertThat(MojoRun.of("init", model).out()).contains("\"topics\" : \"my-model-v1\"");
        assertThat(MojoRun.of("init", model, "--topic", "a.b, c_d").out()).contains("\"topics\" : \"a.b, c_d\"");
    }

    @Test
    void theEndingOfACsvFileMayBeInCapitals() throws IOException {
        Path sample = Files.copy(IRIS.path().resolve("input.csv"), temp.resolve("IRIS.CSV"));
        MojoRun run = MojoRun.of("init", IRIS.model(), "--sample", sample);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains(" scored, 0 refused");
    }
}
