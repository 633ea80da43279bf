package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelFolder HOUSES = ModelFolder.of("house-prices");
    private static final ModelFolder FLIGHTS = ModelFolder.of("airline-delays");

    @TempDir
    Path temp;

    private Path scored(Path config, ModelFolder model) throws IOException {
        Path scored = temp.resolve(model.name() + "-scored.jsonl");
        MojoRun run = MojoRun.of(
                "score",
                "--config",
                config,
                "--input",
                model.path().resolve("input.csv"),
                "--json",
                "--output",
                scored);
        assertThat(run.exit()).as(run.err()).isZero();
        return scored;
    }

    private MojoRun verify(Path config, Path scored, Object... more) {
        List<Object> args = new ArrayList<>(List.of("verify", "--config", config, "--input", scored));
        args.addAll(List.of(more));
        return MojoRun.of(args.toArray());
    }

    private JsonNode json(MojoRun run) throws IOException {
        return JSON.readTree(run.out());
    }

    /** Stored records that this project did not score. */
    @ParameterizedTest
    @ValueSource(strings = {"house-prices", "iris", "airline-delays", "trained/churn-glm"})
    void predictionsOfH2OsCluster_areVerified(String name) throws IOException {
        ModelFolder model = ModelFolder.of(name);
        CsvFile rows = model.input();
        CsvFile expected = model.csv("expected.csv");
        Path stored = temp.resolve("stored.csv");
        List<String> lines = new ArrayList<>();
        lines.add(Files.readAllLines(model.path().resolve("input.csv")).get(0) + ",prediction");
        List<String> inputs = Files.readAllLines(model.path().resolve("input.csv"));
        for (int i = 0; i < rows.rows().size(); i++) {
            lines.add(inputs.get(i + 1) + "," + expected.cell(i, "predict"));
        }
        Files.write(stored, lines);
        MojoRun run = verify(TestConnector.write(temp, model.model()), stored, "--json");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(json(run).get("verified").asInt()).isEqualTo(rows.rows().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "output.include=probabilities,contributions,quality",
                "output.include=probabilities,model,quality,error;output.layout=nested",
                "output.include=probabilities,model;output.destination=headers",
                "output.include=probabilities,model;output.destination=headers;output.layout=nested",
                "output.include=leaf.nodes,staged.predictions;output.type=string",
                "output.include=model;input.format=json",
                "output.include=probabilities,margin;output.field=my score",
            })
    void anyLayoutOfOutputs_isVerified(String settings) throws IOException {
        String[] pairs = settings.split("[=;]");
        Path config = TestConnector.write(temp, FLIGHTS.model(), pairs);
        Path scored = scored(config, FLIGHTS);
        MojoRun run = verify(config, scored, "--json");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(json(run).get("verified").asInt())
                .isEqualTo(FLIGHTS.input().rows().size());
        Files.write(scored, List.of(changed(Files.readAllLines(scored).get(0))));
        assertThat(verify(config, scored).exit()).isEqualTo(1);
    }

    /** The last digit that a prediction, or one of its parts, has. */
    private static String changed(String line) {
        int at = Math.max(line.lastIndexOf("prediction"), line.lastIndexOf("my score"));
        int digit = at;
        while (digit < line.length() && !(Character.isDigit(line.charAt(digit)) && line.charAt(digit - 1) == '.')) {
            digit++;
        }
        if (digit == line.length()) {
            return line.replaceAll("(prediction\\\\?\":\\\\?\")(NO|YES)", "$1none");
        }
        char other = line.charAt(digit) == '1' ? '2' : '1';
        return line.substring(0, digit) + other + line.substring(digit + 1);
    }

    @Test
    void oneBitOfOnePrediction_isFound() throws IOException {
        Path config = TestConnector.write(temp, HOUSES.model());
        Path scored = scored(config, HOUSES);
        List<String> lines = new ArrayList<>(Files.readAllLines(scored));
        ObjectNode record = (ObjectNode) JSON.readTree(lines.get(6));
        double prediction = record.get("prediction").asDouble();
        lines.set(6, record.put("prediction", Math.nextUp(prediction)).toString());
        Files.write(scored, lines);
        MojoRun run = verify(config, scored);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines())
                .contains("record 7: prediction is " + Math.nextUp(prediction) + ", the model gives " + prediction)
                .contains(lines.size() + " records: " + (lines.size() - 1) + " verified bit for bit, 1 different");
    }

    @Test
    void recordsOfSeveralModels_areVerifiedWithEach() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("archive/2026"));
        List<String> lines = new ArrayList<>();
        for (String name : List.of("trained/gbm_binomial", "trained/drf_binomial", "trained/glm_binomial")) {
            ModelFolder model = ModelFolder.of(name);
            Path zip = Files.copy(model.model(), folder.resolve(model.name() + ".zip"));
            Path config = TestConnector.write(temp, zip, "output.include", "model,probabilities");
            lines.addAll(Files.readAllLines(scored(config, model)));
        }
        Path all = Files.write(temp.resolve("all.jsonl"), lines);
        Path config = TestConnector.write(temp, Path.of("/on/the/worker.zip"), "output.include", "model,probabilities");
        MojoRun whole = verify(config, all, "--models", temp.resolve("archive"), "--json");
        assertThat(whole.exit()).as(whole.out() + whole.err()).isZero();
        assertThat(json(whole).get("verified").asInt()).isEqualTo(lines.size());
        assertThat(json(whole).get("models")).hasSize(3);

        Files.delete(folder.resolve("drf_binomial.zip"));
        MojoRun run = verify(config, all, "--models", temp.resolve("archive"), "--problems", 1);
        assertThat(run.exit()).isEqualTo(1);
        int rows = ModelFolder.of("trained/drf_binomial").input().rows().size();
        String stamp = "drf_binomial@" + digest("trained/drf_binomial");
        assertThat(run.out())
                .contains("the model " + stamp + " was not found")
                .contains("further records are counted")
                .contains("  missing model " + stamp + ": " + rows + " record");
    }

    private static String digest(String name) throws IOException {
        return io.connectmojo.model.archive.MojoFile.sha256(
                        Files.readAllBytes(ModelFolder.of(name).model()))
                .substring(0, 12);
    }

    @Test
    void modelOfTheConfiguration_isNotHere() throws IOException {
        Path config = TestConnector.write(temp, Path.of("/on/the/worker.zip"));
        MojoRun run = verify(config, Files.writeString(temp.resolve("a.jsonl"), "{\"prediction\":1}\n"));
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("MOJO-M001");
    }

    @Test
    void delimitedLines_areVerified() throws IOException {
        ModelFolder iris = ModelFolder.of("iris");
        Path config = TestConnector.write(
                temp,
                iris.model(),
                "input.format",
                "delimited",
                "input.delimited.columns",
                "sepal_length,sepal_width,petal_length,petal_width",
                "output.include",
                "probabilities,model");
        Path lines = Files.writeString(temp.resolve("flowers.csv"), "5.1,3.5,1.4,0.2\n6,3,5.5,2.1\n");
        MojoRun scored = MojoRun.of("score", "--config", config, "--input", lines);
        Path stored = Files.writeString(temp.resolve("scored.csv"), scored.out());
        MojoRun run = verify(config, stored, "--json");
        assertThat(run.exit()).as(scored.out() + run.out() + run.err()).isZero();
        assertThat(json(run).get("verified").asInt()).isEqualTo(2);
        Files.writeString(stored, scored.out().replace("setosa", "virginica"));
        assertThat(verify(config, stored).exit()).isEqualTo(1);
    }

    @Test
    void outputsInAPartOfTheRecord_areVerified() throws IOException {
        Path config = TestConnector.write(
                temp,
                ModelFolder.of("iris").model(),
                "input.root",
                "after",
                "output.parent",
                "after",
                "output.include",
                "model,probabilities");
        String flower = "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";
        MojoRun scored = MojoRun.reading(
                "{\"after\":" + flower + "}\n{\"after\":null}\n", "score", "--config", config, "--json");
        Path stored = Files.writeString(temp.resolve("changes.jsonl"), scored.out());
        MojoRun run = verify(config, stored);
        assertThat(run.exit()).as(scored.out() + run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("2 records: 1 verified bit for bit, 0 different, 1 not scored");
        Files.writeString(stored, scored.out().replace("setosa\"", "virginica\""));
        assertThat(verify(config, stored).exit()).isEqualTo(1);
    }

    @Test
    void typedRecords_areVerified() throws IOException {
        ModelFolder iris = ModelFolder.of("iris");
        String fields = "sepal_length,sepal_width,petal_length,petal_width";
        String schema =
                (fields + ",prediction_p_setosa").replaceAll("(\\w+)", "{\"type\":\"double\",\"field\":\"$1\"}");
        String label = ",{\"type\":\"string\",\"field\":\"prediction\"}";
        CsvFile expected = iris.csv("expected.csv");
        String payload = "\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2,"
                + "\"prediction\":\"setosa\",\"prediction_p_setosa\":" + expected.cell(0, "setosa");
        Path stored = Files.writeString(
                temp.resolve("typed.jsonl"),
                "{\"schema\":{\"type\":\"struct\",\"fields\":[" + schema + label + "]},\"payload\":{" + payload
                        + "}}\n");
        Path config = TestConnector.write(temp, iris.model());
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "\"topics\"",
                                "\"value.converter\":\"org.apache.kafka.connect.json.JsonConverter\",\"topics\""));
        MojoRun run = verify(config, stored);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("1 record: 1 verified bit for bit, 0 different");
    }

    @Test
    void recordsThatCannotBeScored_haveNoPrediction() throws IOException {
        Path config = TestConnector.write(temp, HOUSES.model(), "output.include", "model", "on.error", "null");
        Path stored = Files.writeString(
                temp.resolve("stored.jsonl"),
                "{\"sqft\":true,\"prediction\":null,\"prediction_model\":null}\nno JSON\n{\"sqft\":true,\"prediction\":7}\n");
        MojoRun run = verify(config, stored);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("record 2: MOJO-D104 "),
                        line -> assertThat(line).isEqualTo("record 3: it does not say which model scored it"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "3 records: 0 verified bit for bit, 0 different, 1 not scored, 1 without a model,"
                                                + " 1 not read"));
        Path plain = TestConnector.write(temp, HOUSES.model());
        assertThat(verify(plain, stored).out())
                .contains("record 3: it has a prediction, and cannot be scored: MOJO-D002 ");
    }
}
