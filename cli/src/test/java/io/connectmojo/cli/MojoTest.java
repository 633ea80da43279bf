package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MojoTest {
    private static final ModelFolder IRIS = ModelFolder.of("iris");

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inspect .                                      | 3 | MOJO-M022",
                "inspect Gbm.java                               | 3 | MOJO-M007",
                "inspect truncated.zip                          | 3 | MOJO-M004",
                "inspect none.zip                               | 3 | MOJO-M001",
                "init Gbm.java                                  | 3 | MOJO-M007",
                "init MODEL --sample none.jsonl                 | 1 | MOJO-D101",
                "init MODEL --sample Gbm.java                   | 1 | MOJO-D104",
                "init MODEL --sample nothing.jsonl              | 1 | MOJO-D101",
                "init MODEL --sample -                          | 1 | MOJO-D101",
                "init MODEL --topic a/b                         | 2 | a topic's name",
                "validate --config none.json                    | 4 | there is no such file",
                "validate --config .                            | 4 | MOJO-C101",
                "validate --config truncated.zip                | 4 | MOJO-C101",
                "validate --config Gbm.java                     | 4 | MOJO-C101",
                "validate --config bare.json                    | 4 | MOJO-C102",
                "validate --config connector.json --transform x | 4 | MOJO-C103",
                "score --config bare.json                       | 4 | MOJO-C102",
                "score --config other.json                      | 4 | MOJO-C102",
                "score --config two.json                        | 4 | MOJO-C103",
                "score --config connector.json --transform x    | 4 | MOJO-C103",
                "score --config connector.json --model none.zip | 3 | MOJO-M001",
                "score --config connector.json --input none.csv | 1 | MOJO-D101",
                "score --config connector.json --input .        | 1 | MOJO-D101",
                "score --config connector.json --output .       | 1 | MOJO-D105",
                "score --config connector.json --max-line 0     | 2 | --max-line takes 1 to",
                "score --config connector.json --max-line -1    | 2 | --max-line takes 1 to",
                "score --config connector.json --problems -1    | 2 | --problems 0 or more",
                "score --config wrong.json                      | 4 | MOJO-C004",
                "score                                          | 2 | Missing required option",
                "scor                                           | 2 | Did you mean: mojo score",
                "publish                                        | 2 | Missing required parameter",
                "publish MODEL                                  | 2 | Missing: --bootstrap-server",
                "publish MODEL --name a/b                       | 2 | is not a model's name",
                "publish MODEL --name x --bootstrap-server h:1 --data-topic a/b | 2 | is not a topic's name",
                "publish truncated.zip --name x --bootstrap-server h:1 | 3 | MOJO-M004",
                "models                                         | 2 | Name a command: list",
                "models show x                                  | 2 | Missing: --bootstrap-server",
                "models list --client-config none.cfg           | 4 | MOJO-C120",
                "models list --topic a/b --bootstrap-server h:1 | 2 | is not a topic's name",
                "verify                                         | 2 | Missing required option",
                "verify --config connector.json --input none.jsonl | 1 | MOJO-D101",
                "verify --config connector.json --input nothing.jsonl | 1 | MOJO-D101",
                "verify --config connector.json --models none   | 1 | MOJO-D101",
                "verify --config connector.json --problems -1   | 2 | --problems takes 0 or more",
                "verify --config bare.json                      | 4 | MOJO-C102",
                "compare MODEL                                  | 2 | Missing required",
                "compare MODEL MODEL --data none.csv            | 1 | MOJO-D101",
                "compare MODEL truncated.zip --data none.csv    | 3 | MOJO-M004",
                "compare MODEL MODEL --data none.csv --config bare.json | 4 | MOJO-C102",
                "report none.zip                                | 3 | MOJO-M001",
                "report MODEL --output .                        | 1 | MOJO-D105",
                "report MODEL --data none.csv                   | 1 | MOJO-D101",
                "report MODEL --profile none.json               | 3 | MOJO-M050",
                "inspect MODEL --jsn                            | 2 | --json",
                "                                               | 2 | Name a command",
            })
    void badInputIsOneMessageWithTheRightExitCode(String line, int exit, String message) throws IOException {
        writeInputs();
        Object[] args = line == null
                ? new Object[0]
                : Arrays.stream(line.split(" "))
                        .map(word -> word.equals("MODEL") ? IRIS.model() : word)
                        .map(word -> word.equals(".") || word.toString().matches("[A-Za-z]+\\.[a-z]+")
                                ? temp.resolve(word.toString())
                                : word)
                        .toArray();
        MojoRun run = MojoRun.of(args);
        assertThat(run.exit()).as(run.toString()).isEqualTo(exit);
        assertThat(run.err()).contains(message).doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
        if (message.startsWith("MOJO-")) {
            assertThat(run.err().split("MOJO-[CMD]", -1)).as(run.err()).hasSize(2);
        }
    }

    private void writeInputs() throws IOException {
        Files.writeString(temp.resolve("Gbm.java"), "public class Gbm extends hex.genmodel.GenModel {}\n");
        Files.write(temp.resolve("truncated.zip"), Arrays.copyOf(Files.readAllBytes(IRIS.model()), 900));
        Files.writeString(temp.resolve("nothing.jsonl"), "");
        Files.writeString(
                temp.resolve("bare.json"),
                "{\"name\":\"x\",\"config\":{\"topics\":\"t\",\"connector.class\":\"a.B\"}}");
        Files.writeString(
                temp.resolve("other.json"),
                "{\"topics\":\"t\",\"transforms\":\"a\",\"transforms.a.type\":\"com.example.Smt\"}");
        String scorer = ".type\":\"io.connectmojo.MojoScorer$Value\"";
        Files.writeString(
                temp.resolve("two.json"),
                "{\"topics\":\"t\",\"transforms\":\"a,b\",\"transforms.a" + scorer + ",\"transforms.b" + scorer + "}");
        TestConnector.write(temp, IRIS.model(), "output.type", "int33");
        Files.move(temp.resolve("connector.json"), temp.resolve("wrong.json"));
        TestConnector.write(temp, IRIS.model());
    }

    @Test
    void severalMistakes_areAllReported() throws IOException {
        Path config = TestConnector.write(
                temp, IRIS.model(), "output.type", "int33", "on.error", "drop", "output.feild", "x");
        MojoRun run = MojoRun.of("validate", "--config", config);
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.out().lines().toList())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("transforms.score.output.type: MOJO-C004 "))
                .anyMatch(line -> line.startsWith("transforms.score.on.error: MOJO-C004 "));
        assertThat(run.err()).contains("MOJO-C001 'output.feild'", "output.field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"topics\":\"t\" | \"topics.regex\":\"[\",\"errors.deadletterqueue.topic.name\":\"d\" | topics.regex: Invalid value [",
                "\"topics\":\"t\" | \"topics\":\"t\",\"topics.regex\":\"a\" | topics.regex: ",
            })
    void oddConnectorsAreToldOfLikeAllOthers(String before, String after, String message) throws IOException {
        Path config = TestConnector.write(temp, IRIS.model());
        String text = Files.readString(config);
        assertThat(text).contains(before);
        Files.writeString(config, text.replace(before, after));
        MojoRun run = MojoRun.of("validate", "--config", config);
        assertThat(run.exit()).as(run.toString()).isEqualTo(4);
        assertThat(run.out()).contains(message);
    }

    @Test
    void aSettingWithoutAValueIsNoErrorOfTheCommand() throws IOException {
        Path config = TestConnector.write(temp, IRIS.model());
        String text = Files.readString(config);
        Files.writeString(
                config, text.replace("\"com.example.SinkConnector\"", "null").replace("\"topics\":\"t\",", ""));
        assertThat(MojoRun.of("validate", "--config", config).err()).doesNotContain("MOJO-I101");
    }

    @Test
    void whatOnlyTheModelCanTellIsValidatedToo() throws IOException {
        Path config = TestConnector.write(temp, IRIS.model(), "output.include", "distances");
        MojoRun run = MojoRun.of("validate", "--config", config);
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.out()).startsWith("transforms.score: MOJO-C008 ");
    }

    @Test
    void aSampleThatCannotBeScoredIsADataProblem() throws IOException {
        Path sample = Files.writeString(temp.resolve("sample.jsonl"), "{\"sepal_length\":1}\n");
        MojoRun run = MojoRun.of("validate", "--config", TestConnector.write(temp, IRIS.model()), "--sample", sample);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).startsWith("record 1: MOJO-D002 ");
    }

    @Test
    void aClassThatOnlyTheWorkerMayHaveIsNoProblem() throws IOException {
        Path config = temp.resolve("avro.json");
        Files.writeString(
                config,
                Files.readString(TestConnector.write(temp, IRIS.model()))
                        .replace(
                                "\"topics\"",
                                "\"value.converter\":\"io.confluent.connect.avro.AvroConverter\",\"topics\""));
        MojoRun run = MojoRun.of("validate", "--config", config);
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.err()).contains("not checked: value.converter: ");
    }

    @Test
    void everyCodeOfTheCommandHasALetterOfItsOwnExitCode() {
        for (ErrorCode code : CommandError.values()) {
            assertThat(ExitCode.of(code).number()).as(code.id()).isPositive();
        }
    }
}
