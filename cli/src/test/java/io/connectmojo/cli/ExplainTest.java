package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.prediction.RegressionModelPrediction;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final ModelFolder HOUSES = ModelFolder.of("house-prices");

    @TempDir
    Path temp;

    private Path config(String... more) throws Exception {
        Map<String, String> config = new TreeMap<>(Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                "transforms", "score",
                "transforms.score.type", "io.connectmojo.MojoScorer$Value",
                "transforms.score.model.path", HOUSES.model().toString()));
        for (int i = 0; i < more.length; i += 2) {
            config.put("transforms.score." + more[i], more[i + 1]);
        }
        return Files.writeString(temp.resolve("connector.json"), new ObjectMapper().writeValueAsString(config));
    }

    @Test
    void json_hasWhatGenmodelsContributionsSay() throws Exception {
        MojoRun run = MojoRun.of(
                "score",
                "--config",
                config(),
                "--input",
                HOUSES.path().resolve("input.csv"),
                "--explain",
                "2",
                "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        EasyPredictModelWrapper wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(MojoModel.load(HOUSES.model().toString(), true))
                .setConvertUnknownCategoricalLevelsToNa(true)
                .setEnableContributions(true));
        List<String> names = List.of(wrapper.getContributionNames());
        CsvFile input = HOUSES.input();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(input.rows().size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode explained = new ObjectMapper().readTree(lines.get(i));
            RowData row = new RowData();
            for (int c = 0; c < input.header().size(); c++) {
                String cell = input.rows().get(i).get(c);
                if (cell != null && !cell.isEmpty()) {
                    row.put(input.header().get(c), cell);
                }
            }
            RegressionModelPrediction expected = wrapper.predictRegression(row);
            assertThat(explained.get("record").asInt()).isEqualTo(i + 1);
            assertThat(explained.get("prediction").doubleValue()).isEqualTo(expected.value);
            assertThat(explained.get("reasons")).hasSize(2);
            double sum =
                    explained.get("rest").doubleValue() + explained.get("bias").doubleValue();
            double largest = 0;
            for (float contribution : expected.contributions) {
                largest = Math.max(largest, Math.abs(contribution));
            }
            for (JsonNode reason : explained.get("reasons")) {
                String column = reason.get("column").asText();
                assertThat(reason.get("contribution").doubleValue())
                        .isCloseTo(expected.contributions[names.indexOf(column)], within(1e-5 * (1 + largest)));
                assertThat(reason.get("value").asText()).isEqualTo(row.getOrDefault(column, "null"));
                sum += reason.get("contribution").doubleValue();
            }
            assertThat(sum).isCloseTo(expected.value, within(1e-6 * expected.value));
        }
    }

    @Test
    void words_nameColumnValueAndContribution() throws Exception {
        String house = "{\"where\":{\"size\":2342},\"lot_size_acres\":0.4,\"stories\":1,\"number_bedrooms\":3,"
                + "\"number_bathrooms\":3,\"attached_garage\":true,\"has_pool\":null,\"has_kitchen_island\":\"yes\","
                + "\"main_flooring_type\":\"hardwood\",\"has_granite_counters\":true,\"house_age_years\":4}\n";
        MojoRun run = MojoRun.reading(
                house, "score", "--config", config("input.fields", "sqft:where.size"), "--explain", "11");
        assertThat(run.exit()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).matches("record 1: [0-9.]+");
        assertThat(lines)
                .hasSize(13)
                .anyMatch(line -> line.matches("  sqft = 2342 (raises|lowers) the raw score by [0-9.e+]+"));
        assertThat(lines).anyMatch(line -> line.startsWith("  has_pool is missing and "));
        assertThat(lines.get(12)).startsWith("  bias: ");
    }

    @Test
    void words_saySignAndSizeOfTheContribution() throws Exception {
        Object[] command = {
            "score", "--config", config(), "--input", HOUSES.path().resolve("input.csv"), "--explain", "1"
        };
        List<String> words = MojoRun.of(command)
                .out()
                .lines()
                .filter(line -> line.matches("  .* (raises|lowers) the raw score by .*"))
                .toList();
        Object[] inJson = Arrays.copyOf(command, command.length + 1);
        inJson[command.length] = "--json";
        List<String> json = MojoRun.of(inJson).out().lines().toList();
        assertThat(words).hasSameSizeAs(json);
        for (int i = 0; i < json.size(); i++) {
            double contribution = new ObjectMapper()
                    .readTree(json.get(i))
                    .at("/reasons/0/contribution")
                    .doubleValue();
            double said = Double.parseDouble(words.get(i).replaceAll(".* by ", ""));
            assertThat(words.get(i).contains(" lowers ") ? -said : said)
                    .isCloseTo(contribution, within(1e-5 * Math.abs(contribution)));
        }
    }

    @Test
    void modelWithoutContributions_refusedByName() throws Exception {
        Path config = config(
                "model.path", ModelFolder.of("trained/kmeans_raw").model().toString());
        MojoRun run = MojoRun.reading("{}\n", "score", "--config", config, "--explain");
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("MOJO-C008 The model cannot give contributions");
    }

    @Test
    void lessThanOneReason_refused() throws Exception {
        MojoRun run = MojoRun.of("score", "--config", config(), "--explain", "0");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--explain takes 1 or more reasons");
    }
}
