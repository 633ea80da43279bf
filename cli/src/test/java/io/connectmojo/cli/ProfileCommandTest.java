package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile against the data that it was made of, counted again, and against H2O's own wrapper. */
class ProfileCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelFolder FLIGHTS = ModelFolder.of("airline-delays");

    @TempDir
    Path temp;

    private static MojoRun profile(Object... more) {
        Object[] command = new Object[more.length + 2];
        command[0] = "profile";
        command[1] = FLIGHTS.model();
        System.arraycopy(more, 0, command, 2, more.length);
        return MojoRun.of(command);
    }

    private static JsonNode json(MojoRun run) throws Exception {
        assertThat(run.exit()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    /** The rows of the airline model with what "happened": what the model predicts, but for a third of the rows. */
    private static List<String> flights(int rows, long seed) {
        CsvFile input = FLIGHTS.input();
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", input.header()) + ",Late");
        for (int i = 0; i < rows; i++) {
            List<String> cells =
                    new ArrayList<>(input.rows().get(random.nextInt(input.rows().size())));
            cells.replaceAll(cell -> cell == null ? "" : cell);
            cells.set(input.header().indexOf("Distance"), random.nextInt(20) == 0 ? "" : "" + random.nextInt(3000));
            cells.set(input.header().indexOf("CRSDepTime"), "" + (random.nextInt(2359) + random.nextInt(4) / 4.0));
            cells.add(random.nextInt(12) == 0 ? "" : random.nextInt(5) < 3 ? "YES" : "NO");
            lines.add(String.join(",", cells));
        }
        return lines;
    }

    private Path write(List<String> lines) throws Exception {
        return Files.write(temp.resolve("flights.csv"), lines);
    }

    private static List<BinomialModelPrediction> predictions(List<String> lines) throws Exception {
        EasyPredictModelWrapper wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(MojoModel.load(FLIGHTS.model().toString()))
                .setConvertUnknownCategoricalLevelsToNa(true));
        List<String> header = List.of(lines.get(0).split(","));
        List<BinomialModelPrediction> predictions = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            RowData row = new RowData();
            for (int i = 0; i < cells.length - 1; i++) {
                if (!cells[i].isEmpty()) {
                    row.put(header.get(i), cells[i]);
                }
            }
            predictions.add(wrapper.predictBinomial(row));
        }
        return predictions;
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    @Test
    void columns_tellWhatTheDataHold() throws Exception {
        List<String> lines = flights(3000, 1);
        JsonNode profile = json(profile("--data", write(lines)));
        List<String> header = List.of(lines.get(0).split(","));
        assertThat(profile.get("rows").asInt()).isEqualTo(3000);
        for (JsonNode column : profile.get("columns")) {
            int at = header.indexOf(column.get("name").asText());
            List<String> cells =
                    lines.stream().skip(1).map(line -> line.split(",", -1)[at]).toList();
            List<String> present =
                    cells.stream().filter(cell -> !cell.isEmpty()).toList();
            if (column.get("type").asText().equals("numeric")) {
                double[] sorted = present.stream()
                        .mapToDouble(Double::parseDouble)
                        .sorted()
                        .toArray();
                assertThat(column.get("missing").asDouble()).isEqualTo((3000.0 - sorted.length) / 3000);
                assertThat(column.get("min").asDouble()).isEqualTo(sorted[0]);
                double[] edges = numbers(column.get("edges"));
                double below = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < edges.length; i++) {
                    double from = below;
                    double to = edges[i];
                    assertThat(column.get("counts").get(i).asLong())
                            .isEqualTo(Arrays.stream(sorted)
                                    .filter(value -> value > from && value <= to)
                                    .count());
                    below = to;
                }
                assertThat(below).isEqualTo(sorted[sorted.length - 1]);
            } else {
                double sum =
                        column.get("missing").asDouble() + column.get("other").asDouble();
                for (Map.Entry<String, JsonNode> level : column.get("levels").properties()) {
                    assertThat(level.getValue().asDouble())
                            .isEqualTo(present.stream()
                                            .filter(level.getKey()::equals)
                                            .count()
                                    / 3000.0);
                    sum += level.getValue().asDouble();
                }
                assertThat(sum).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void goldenRows_areWhatH2osWrapperPredicts() throws Exception {
        List<String> lines = flights(500, 2);
        JsonNode golden = json(profile("--data", write(lines), "--rows", "40")).get("golden");
        List<BinomialModelPrediction> expected = predictions(lines);
        List<String> answers = expected.stream()
                .map(p -> p.label
                        + Double.toHexString(p.classProbabilities[0])
                        + Double.toHexString(p.classProbabilities[1]))
                .toList();
        assertThat(golden).hasSize(40);
        int last = -1;
        for (JsonNode row : golden) {
            String answer = row.get("label").asText()
                    + row.get("numbers").get(0).asText()
                    + row.get("numbers").get(1).asText();
            int at = answers.subList(last + 1, answers.size()).indexOf(answer);
            assertThat(at).as("in the order of the data").isNotNegative();
            last += at + 1;
        }
    }

    @Test
    void prediction_isCountedByItsScore() throws Exception {
        List<String> lines = flights(1000, 3);
        JsonNode prediction = json(profile("--data", write(lines))).get("prediction");
        List<BinomialModelPrediction> expected = predictions(lines);
        double[] scores =
                expected.stream().mapToDouble(p -> p.classProbabilities[1]).toArray();
        assertThat(prediction.get("min").asDouble())
                .isEqualTo(Arrays.stream(scores).min().orElseThrow());
        assertThat(prediction.get("max").asDouble())
                .isEqualTo(Arrays.stream(scores).max().orElseThrow());
        assertThat(prediction.get("classes").get("YES").asDouble())
                .isEqualTo(expected.stream().filter(p -> p.label.equals("YES")).count() / 1000.0);
    }

    @Test
    void actual_givesScoresOfTheClassThatCameTrue() throws Exception {
        List<String> lines = flights(900, 4);
        JsonNode profile = json(profile("--data", write(lines), "--actual", "Late"));
        List<BinomialModelPrediction> expected = predictions(lines);
        List<Double> scores = new ArrayList<>();
        double logLoss = 0;
        int right = 0;
        List<Double> late = new ArrayList<>();
        List<Double> onTime = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            String happened = lines.get(i + 1).substring(lines.get(i + 1).lastIndexOf(',') + 1);
            if (!happened.isEmpty()) {
                double p = expected.get(i).classProbabilities[happened.equals("YES") ? 1 : 0];
                scores.add(1 - p);
                logLoss -= Math.log(p);
                right += expected.get(i).label.equals(happened) ? 1 : 0;
                (happened.equals("YES") ? late : onTime).add(expected.get(i).classProbabilities[1]);
            }
        }
        double won = 0;
        for (double a : late) {
            for (double b : onTime) {
                won += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        assertThat(profile.at("/calibration/n").asInt()).isEqualTo(scores.size());
        assertThat(numbers(profile.at("/calibration/scores")))
                .isEqualTo(scores.stream().mapToDouble(s -> s).sorted().toArray());
        assertThat(profile.at("/quality/rows").asInt()).isEqualTo(scores.size());
        assertThat(profile.at("/quality/logloss").asDouble()).isCloseTo(logLoss / scores.size(), within(1e-9));
        assertThat(profile.at("/quality/accuracy").asDouble()).isCloseTo((double) right / scores.size(), within(1e-9));
        assertThat(profile.at("/quality/auc").asDouble()).isCloseTo(won / late.size() / onTime.size(), within(1e-4));
    }

    @Test
    void sameDataInAnotherOrder_differInGoldenRowsAlone() throws Exception {
        List<String> lines = flights(2000, 5);
        String first = profile(
                        "--data", write(lines), "--created", "2026-01-01T00:00:00Z", "--actual", "Late", "--no-rows")
                .out();
        assertThat(profile("--data", write(lines), "--created", "2026-01-01T00:00:00Z", "--actual", "Late", "--no-rows")
                        .out())
                .isEqualTo(first);
        java.util.Collections.shuffle(lines.subList(1, lines.size()), new Random(6));
        JsonNode other = JSON.readTree(
                profile("--data", write(lines), "--actual", "Late", "--no-rows").out());
        for (String member : List.of("model", "rows", "columns", "prediction", "calibration", "quality")) {
            assertThat(other.get(member))
                    .as(member)
                    .isEqualTo(JSON.readTree(first).get(member));
        }
    }

    @Test
    void noRows_leavesRowsOut() throws Exception {
        Path data = write(flights(50, 6));
        assertThat(json(profile("--data", data, "--no-rows")).has("golden")).isFalse();
        assertThat(json(profile("--data", data)).get("golden")).hasSize(50);
    }

    @Test
    void created_isTheTimeOfTheData() throws Exception {
        Path data = write(flights(5, 7));
        Files.setLastModifiedTime(data, FileTime.from(Instant.parse("2024-02-29T12:00:00.7Z")));
        assertThat(json(profile("--data", data)).get("created").asText()).isEqualTo("2024-02-29T12:00:00Z");
        assertThat(json(profile("--data", data, "--created", "2020-01-01T00:00:00Z"))
                        .get("created")
                        .asText())
                .isEqualTo("2020-01-01T00:00:00Z");
        assertThat(JSON.readTree(MojoRun.reading(
                                        String.join("\n", List.of("{\"Year\":2001,\"Month\":5}")),
                                        "profile",
                                        FLIGHTS.model(),
                                        "--data",
                                        "-",
                                        "--config",
                                        TestConnector.write(temp, FLIGHTS.model(), "input.missing.columns", "na"))
                                .out())
                        .has("created"))
                .isFalse();
    }

    @Test
    void config_mapsFieldsLikeTheConnector() throws Exception {
        ModelFolder iris = ModelFolder.of("iris");
        JsonNode profile = json(MojoRun.of(
                "profile",
                iris.model(),
                "--data",
                iris.path().resolve("records.jsonl"),
                "--config",
                "connector-configs/iris-renamed-fields.json",
                "--actual",
                "species"));
        assertThat(profile.get("rows").asInt()).isEqualTo(150);
        assertThat(profile.at("/quality/rows").asInt()).isEqualTo(150);
        assertThat(profile.at("/prediction/classes")).hasSize(3);
    }

    @Test
    void refusedRows_areToldByTheExitCode() throws Exception {
        List<String> lines = flights(20, 8);
        lines.set(3, lines.get(3).replaceFirst("^[^,]*", "last year"));
        MojoRun run = profile("--data", write(lines));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("record 3: MOJO-D").contains("19 scored, 1 refused");
        assertThat(JSON.readTree(run.out()).get("rows").asInt()).isEqualTo(19);
    }

    @Test
    void noRowAtAll_isAnError() throws Exception {
        MojoRun run = profile("--data", write(flights(0, 9)));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("MOJO-D101");
    }

    @Test
    void wrongUse_isTold() throws Exception {
        Path data = write(flights(1, 9));
        assertThat(profile("--data", data, "--rows", "1001").exit()).isEqualTo(2);
        assertThat(profile("--data", data, "--created", "today").exit()).isEqualTo(2);
        assertThat(profile("--data", data, "--config", "connector-configs/absent.json")
                        .exit())
                .isEqualTo(4);
        assertThat(profile("--data", data, "--actual", "Late", "--transform", "other")
                        .exit())
                .isEqualTo(4);
    }

    @Test
    void everyCategory_hasAProfile() throws Exception {
        Map<String, ModelFolder> byCategory = new TreeMap<>();
        ModelFolder.inRepository().stream()
                .filter(folder -> folder.offsetColumn().isEmpty())
                .forEach(folder -> byCategory.putIfAbsent(folder.category(), folder));
        byCategory.remove("WordEmbedding"); // words are no cells
        assertThat(byCategory).hasSizeGreaterThan(8);
        for (ModelFolder folder : byCategory.values()) {
            Path config = TestConnector.write(
                    temp, folder.model(), "input.missing.columns", "na", "input.invalid.values", "na");
            MojoRun run = MojoRun.of(
                    "profile", folder.model(), "--data", folder.path().resolve("input.csv"), "--config", config);
            assertThat(run.out()).as(folder.name() + run.err()).startsWith("{");
            assertThat(JSON.readTree(run.out()).get("golden")).as(folder.name()).isNotEmpty();
            Path zip = Files.copy(folder.model(), temp.resolve(folder.name() + ".zip"));
            Files.writeString(temp.resolve(folder.name() + ".profile.json"), run.out());
            Path served = TestConnector.write(temp, zip, "input.missing.columns", "na", "input.invalid.values", "na");
            MojoRun validated = MojoRun.of("validate", "--config", served);
            assertThat(validated.exit())
                    .as(folder.name() + validated.err() + validated.out())
                    .isZero();
        }
    }
}
