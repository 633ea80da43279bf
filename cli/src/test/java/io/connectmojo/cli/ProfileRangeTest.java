package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hex.genmodel.MojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mojo profile} writes beside a model, and what {@code output.include=quality} counts by it. */
class ProfileRangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelFolder FLIGHTS = ModelFolder.of("airline-delays");

    /** More different numbers than a profile counts one by one. */
    private static final int ROWS = 20_000;

    @TempDir
    Path temp;

    private static List<String> flights(int rows, double spread, long seed) {
        CsvFile input = FLIGHTS.input();
        int distance = input.header().indexOf("Distance");
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", input.header()));
        for (int i = 0; i < rows; i++) {
            List<String> cells =
                    new ArrayList<>(input.rows().get(random.nextInt(input.rows().size())));
            cells.replaceAll(cell -> cell == null ? "" : cell);
            cells.set(distance, random.nextInt(20) == 0 ? "" : "" + (1000 + spread * random.nextGaussian()));
            lines.add(String.join(",", cells));
        }
        return lines;
    }

    private Path write(String name, List<String> lines) throws Exception {
        return Files.write(temp.resolve(name), lines);
    }

    /** Profiles the data, and scores others by that profile. */
    private List<Integer> counts(Path profiled, Path scored) throws Exception {
        Path model = temp.resolve("model.zip");
        if (!Files.exists(model)) {
            Files.copy(FLIGHTS.model(), model);
        }
        MojoRun profile = MojoRun.of("profile", model, "--data", profiled, "--no-rows");
        assertThat(profile.exit()).as(profile.err()).isZero();
        Files.writeString(temp.resolve("model.profile.json"), profile.out());
        Path config = TestConnector.write(temp, model, "output.include", "quality");
        MojoRun run = MojoRun.of("score", "--config", config, "--input", scored, "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        List<Integer> counts = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            counts.add(JSON.readTree(line).get("prediction_out_of_range").asInt(-1));
        }
        return counts;
    }

    @Test
    void dataOfTheProfile_areAllInRange() throws Exception {
        Path data = write("data.csv", flights(ROWS, 100, 1));
        assertThat(counts(data, data)).hasSize(ROWS).containsOnly(0);
    }

    @Test
    void otherData_areCountedAsTheProfileSays() throws Exception {
        List<String> seen = flights(40, 100, 2);
        List<String> later = flights(2000, 200, 3);
        List<Integer> counts = counts(write("seen.csv", seen), write("later.csv", later));
        JsonNode profile = JSON.readTree(temp.resolve("model.profile.json").toFile());
        MojoModel h2o = MojoModel.load(FLIGHTS.model().toString());
        List<String> header = List.of(later.get(0).split(","));
        List<Integer> expected = new ArrayList<>();
        for (String line : later.subList(1, later.size())) {
            String[] cells = line.split(",", -1);
            int count = 0;
            for (JsonNode column : profile.get("columns")) {
                String name = column.get("name").asText();
                count += isOutside(column, cells[header.indexOf(name)], h2o.getDomainValues(name)) ? 1 : 0;
            }
            expected.add(count);
        }
        assertThat(counts).isEqualTo(expected).contains(0, 1, 2, 3);
    }

    private static boolean isOutside(JsonNode column, String cell, String[] levels) {
        if (cell.isEmpty()) {
            return false;
        }
        if (levels != null) {
            return Arrays.asList(levels).contains(cell)
                    && !column.get("levels").has(cell)
                    && column.get("other").asDouble() == 0;
        }
        double number = Double.parseDouble(cell);
        return number < column.get("min").asDouble()
                || number > column.get("max").asDouble();
    }
}
