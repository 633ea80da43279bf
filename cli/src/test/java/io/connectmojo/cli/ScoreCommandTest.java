package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
    private static final ModelFolder IRIS = ModelFolder.of("iris");
    private static final String FLOWER =
            "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}\n";

    @TempDir
    Path temp;

    @Test
    void aCsvFileIsScoredAsH2oDidInItsCluster() throws IOException {
        MojoRun run = MojoRun.of(
                "score", "--config", config(IRIS), "--input", IRIS.path().resolve("input.csv"), "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        List<String> predictions = run.out()
                .lines()
                .map(line -> line.replaceAll(".*\"prediction\":\"([a-z]+)\".*", "$1"))
                .toList();
        List<String> expected = Files.readAllLines(IRIS.path().resolve("expected.csv")).stream()
                .skip(1)
                .map(line -> line.split(",")[0].replace("\"", ""))
                .toList();
        assertThat(predictions).isEqualTo(expected);
    }

    @Test
    void refusedRecord_isReportedByNumberWithoutALine() throws IOException {
        MojoRun run = MojoRun.reading(
                FLOWER + "{\"sepal_length\":true}\n" + "no JSON\n" + FLOWER, "score", "--config", config(IRIS));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("note: value.converter is not set"),
                        line -> assertThat(line).startsWith("record 2: MOJO-D002 "),
                        line -> assertThat(line).startsWith("record 3: MOJO-D104 "),
                        line -> assertThat(line).isEqualTo("4 records: 2 scored, 2 refused"),
                        line -> assertThat(line).isEqualTo("  refused with MOJO-D002: 1"),
                        line -> assertThat(line).isEqualTo("  refused with MOJO-D104: 1"),
                        line -> assertThat(line).isEqualTo("  sepal_width: 1 missing"),
                        line -> assertThat(line).isEqualTo("  petal_length: 1 missing"),
                        line -> assertThat(line).isEqualTo("  petal_width: 1 missing"));
    }

    @Test
    void manyProblems_areCountedBeyondTheLimit() throws IOException {
        MojoRun run = MojoRun.reading("x\n".repeat(50), "score", "--config", config(IRIS), "--problems", 2);
        assertThat(run.err().lines().filter(line -> line.startsWith("record "))).hasSize(2);
        assertThat(run.err()).contains("further problems are counted").contains("refused with MOJO-D104: 50");
    }

    @Test
    void onErrorNull_printsTheRecordCountedAsRefused() throws IOException {
        MojoRun run = MojoRun.reading("{\"a\":1}\n", "score", "--config", config(IRIS, "on.error", "null"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("{a=1, prediction=null}\n");
        assertThat(run.err()).contains("record 1: MOJO-D003 ").contains("1 record: 0 scored, 1 refused");
    }

    @Test
    void missingOrUnknownValues_areCountedPerColumn() throws IOException {
        ModelFolder flights = ModelFolder.of("airline-delays");
        String flight = "{\"Year\":2001,\"Month\":5,\"DayofMonth\":9,\"DayOfWeek\":5,\"CRSDepTime\":2255,"
                + "\"CRSElapsedTime\":null,\"UniqueCarrier\":\"ZZ\",\"Origin\":\"DEN\",\"Dest\":\"PHX\",\"Distance\":600}\n";
        MojoRun run = MojoRun.reading(flight.repeat(3), "score", "--config", config(flights, "input.format", "json"));
        assertThat(run.exit()).isZero();
        assertThat(run.err())
                .endsWith("3 records: 3 scored, 0 refused\n  CRSElapsedTime: 3 missing\n"
                        + "  UniqueCarrier: 3 of unknown levels\n");
    }

    @Test
    void invalidValues_areCountedPerColumn() throws IOException {
        String flower = FLOWER.replace("5.1", "\"long\"").replace("1.4", "\"short\"");
        MojoRun run = MojoRun.reading(
                flower + flower.replace("\"long\"", "5"),
                "score",
                "--config",
                config(IRIS, "input.invalid.values", "na"));
        assertThat(run.err())
                .endsWith("2 records: 2 scored, 0 refused\n  sepal_length: 1 invalid\n  petal_length: 2 invalid\n");
    }

    @Test
    void headersAreShownBesideTheValueAsJson() throws IOException {
        MojoRun run =
                MojoRun.reading(FLOWER, "score", "--json", "--config", config(IRIS, "output.destination", "headers"));
        assertThat(run.out()).startsWith("{\"value\":{").endsWith(",\"headers\":{\"mojo.prediction\":\"setosa\"}}\n");
    }

    @Test
    void textThatOnlyBeginsLikeAnObject_isQuotedInJson() throws IOException {
        Path config = config(IRIS, "input.format", "json", "on.error", "null");
        MojoRun run = MojoRun.reading("{\"a\":1\n{\"a\":1}x\n" + FLOWER, "score", "--json", "--config", config);
        List<String> lines = run.out().lines().toList();
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        assertThat(json.readTree(lines.get(0)).get("value").asText()).isEqualTo("{\"a\":1");
        assertThat(json.readTree(lines.get(1)).get("value").asText()).isEqualTo("{\"a\":1}x");
        assertThat(json.readTree(lines.get(2)).get("prediction").asText()).isEqualTo("setosa");
    }

    @Test
    void aTransformOfTheKeyScoresKeys() throws IOException {
        Path config = config(IRIS, "type", "io.connectmojo.MojoScorer$Key");
        assertThat(MojoRun.reading(FLOWER, "score", "--config", config).out()).contains("prediction=setosa");
    }

    @Test
    void delimitedLinesAreScoredAsTheyStand() throws IOException {
        Path config = config(
                IRIS,
                "input.format",
                "delimited",
                "input.delimited.columns",
                "sepal_length,sepal_width,petal_length,petal_width");
        Path lines = Files.writeString(temp.resolve("flowers.csv"), "5.1,3.5,1.4,0.2\r\n5.1,3.5,1.4,\n");
        MojoRun run = MojoRun.of("score", "--config", config, "--input", lines);
        assertThat(run.out()).matches("5.1,3.5,1.4,0.2,setosa\n5.1,3.5,1.4,,[a-z]+\n");
    }

    @Test
    void aLineLongerThanTheLimitIsSkipped() throws IOException {
        MojoRun run = MojoRun.reading(
                "x".repeat(300_000) + "\n" + FLOWER, "score", "--config", config(IRIS), "--max-line", 100);
        assertThat(run.err()).contains("record 1: MOJO-D102 ").contains("2 records: 1 scored, 1 refused");
    }

    @Test
    void aCsvLineThatDoesNotFitTheHeaderIsRefused() throws IOException {
        Path input = Files.writeString(
                temp.resolve("flowers.csv"),
                "\ufeffsepal_length,\"sepal_width\",petal_length,petal_width\n1,2\n5,3,1,\"0.2\"\n");
        MojoRun run = MojoRun.of("score", "--config", config(IRIS), "--input", input);
        assertThat(run.err()).contains("record 1: MOJO-D103 ");
        assertThat(run.out())
                .isEqualTo("{sepal_length=5, sepal_width=3, petal_length=1, petal_width=0.2, prediction=setosa}\n");
    }

    @Test
    void theInputIsNeverOverwritten() throws IOException {
        Path input = Files.writeString(temp.resolve("flowers.jsonl"), FLOWER);
        Path link = Files.createSymbolicLink(temp.resolve("link.jsonl"), input);
        for (Path output : List.of(input, link, temp.resolve("./flowers.jsonl"))) {
            MojoRun run = MojoRun.of("score", "--config", config(IRIS), "--input", input, "--output", output);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("MOJO-D105 ", "it is the input itself");
            assertThat(input).hasContent(FLOWER);
        }
        Path config = config(IRIS);
        String before = Files.readString(config);
        MojoRun run = MojoRun.of("score", "--config", config, "--input", input, "--output", config);
        assertThat(run.err()).contains("MOJO-D105 ", "it is the connector's configuration itself");
        assertThat(config).hasContent(before);
        Path model = Files.copy(IRIS.model(), temp.resolve("model.zip"));
        run = MojoRun.of("score", "--config", config, "--model", model, "--input", input, "--output", model);
        assertThat(run.err()).contains("MOJO-D105 ", "it is the model itself");
        assertThat(model).hasSameBinaryContentAs(IRIS.model());
    }

    @Test
    void theOutputMayBeNamedAsStandardOutput() throws IOException {
        MojoRun run = MojoRun.reading(FLOWER, "score", "--config", config(IRIS), "--output", "-");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("prediction=setosa");
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void theLongestLimitTakesEveryLine() throws IOException {
        MojoRun run = MojoRun.reading(FLOWER, "score", "--config", config(IRIS), "--max-line", 1 << 30);
        assertThat(run.err()).contains("1 record: 1 scored, 0 refused");
    }

    @Test
    void bytesThatAreNoTextAreRefusedWhereTheConverterRefusesThem() throws IOException {
        byte[] line = FLOWER.replace("}", ",\"species\":\"?\"}").getBytes(StandardCharsets.UTF_8);
        line[new String(line, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;
        MojoRun run = MojoRun.reading(new ByteArrayInputStream(line), "score", "--config", config(IRIS));
        assertThat(run.err()).contains("record 1: MOJO-D104 ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aHeaderWithANameTwiceIsRefused() throws IOException {
        Path input = Files.writeString(temp.resolve("flowers.csv"), "sepal_length,sepal_length\n1,2\n");
        MojoRun run = MojoRun.of("score", "--config", config(IRIS), "--input", input);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("MOJO-D103 ", "a name twice");
        Files.writeString(input, "sepal_length,sepal_width,petal_length,petal_width,,\n5,3,1,0.2,,\n");
        run = MojoRun.of("score", "--config", config(IRIS), "--input", input);
        assertThat(run.err()).as("columns without a name").contains("1 scored, 0 refused");
    }

    @Test
    void hundredThousandRecords_areScored() throws IOException {
        ModelFolder houses = ModelFolder.of("house-prices");
        String house = "{\"sqft\": 935, \"lot_size_acres\": 0.08, \"stories\": 1, \"number_bedrooms\": 1,"
                + " \"number_bathrooms\": 1, \"attached_garage\": true, \"has_pool\": false, \"has_kitchen_island\": false,"
                + " \"main_flooring_type\": \"laminate\", \"has_granite_counters\": true, \"house_age_years\": 27}\n";
        byte[] input = house.repeat(100_000).getBytes(StandardCharsets.UTF_8);
        Path config = config(houses, "input.format", "json");
        MojoRun run = MojoRun.reading(new ByteArrayInputStream(input), "score", "--config", config);
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("100,000 records: 100000 scored");
        assertThat(run.out().lines()).hasSize(100_000).allMatch(line -> line.contains("prediction"));
    }

    private Path config(ModelFolder model, String... settings) throws IOException {
        return TestConnector.write(temp, model.model(), settings);
    }
}
