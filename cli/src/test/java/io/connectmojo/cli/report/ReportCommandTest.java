package io.connectmojo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cli.MojoRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
    private static final int MAX_BYTES = 1_500_000;
    private static final ModelFolder GBM = ModelFolder.of("trained/gbm_binomial");

    @TempDir
    Path temp;

    private static String html(Object... args) {
        List<Object> all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(args));
        MojoRun run = MojoRun.of(all.toArray());
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    /** The cell of a row in the first table that has such a row. */
    private static String cell(String html, String row, int column) {
        Matcher matcher = Pattern.compile("<th scope=\"row\"><bdi>" + Pattern.quote(row) + "</bdi></th>(.*?)</tr>")
                .matcher(html);
        assertThat(matcher.find()).as(row).isTrue();
        Matcher cells = Pattern.compile("<td[^>]*><bdi>(.*?)</bdi></td>").matcher(matcher.group(1));
        String cell = "";
        for (int i = 0; i <= column; i++) {
            assertThat(cells.find()).isTrue();
            cell = cells.group(1);
        }
        return cell;
    }

    /** But for those that the plugin refuses because H2O's library scores them wrongly. */
    static List<ModelFolder> models() {
        return ModelFolder.inRepository().stream()
                .filter(model -> !model.isHandmade() && !model.path().toString().contains("pojo"))
                .filter(model -> !model.name().matches("dl_offset.*|gam_thinplate_ispline_mspline"))
                .toList();
    }

    /** Every category and algorithm has a report. */
    @ParameterizedTest
    @MethodSource("models")
    void anyModel_hasAReportOfOneFile(ModelFolder model) {
        String html = html(model.model());
        assertThat(html).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(html.length()).isLessThan(MAX_BYTES);
        assertThat(html.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContainPattern("(src|href)=\"(?!#)")
                .doesNotContainPattern("url\\(|@import");
    }

    @Test
    void sameModelWithTheSameRows_givesTheSameBytes() {
        Path rows = GBM.path().resolve("input.csv");
        assertThat(html(GBM.model(), "--data", rows)).isEqualTo(html(GBM.model(), "--data", rows));
        assertThat(html(GBM.model(), "--card")).isEqualTo(html(GBM.model(), "--card"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-prices", "iris", "airline-delays", "trained/gbm_validated", "trained/glm_gaussian"})
    void metrics_areThoseThatH2OWrote(String name) throws IOException {
        Path model = ModelFolder.of(name).model();
        String html = html(model);
        JsonNode output = Details.of(model).get("output");
        int column = 0;
        for (String frame : List.of("training_metrics", "validation_metrics", "cross_validation_metrics")) {
            if (output.get(frame).isNull()) {
                continue;
            }
            for (String metric :
                    List.of("MSE", "RMSE", "AUC", "pr_auc", "logloss", "r2", "mae", "mean_per_class_error", "nobs")) {
                JsonNode value = output.get(frame).path(metric);
                if (value.isNumber()) {
                    assertThat(Double.parseDouble(cell(html, metric, column)))
                            .as(frame + " " + metric)
                            .isCloseTo(value.asDouble(), within(Math.abs(value.asDouble()) * 1e-5));
                }
            }
            column++;
        }
        assertThat(column).isPositive();
    }

    /** Outcomes are what another model predicted in H2O's cluster; so are the predictions that the figures follow from. */
    @Test
    void outcomes_giveFiguresOfTheClustersPredictions() throws IOException {
        CsvFile happened = ModelFolder.of("trained/drf_binomial").csv("expected.csv");
        CsvFile predicted = GBM.csv("expected.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(GBM.path().resolve("input.csv")));
        lines.set(0, lines.get(0) + ",happened");
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, lines.get(i) + "," + happened.cell(i - 1, "predict"));
        }
        Path data = Files.write(temp.resolve("rows.csv"), lines);
        String html = html(GBM.model(), "--data", data, "--outcome", "happened");
        int[][] matrix = new int[2][2];
        double won = 0;
        double pairs = 0;
        int rows = predicted.rows().size();
        for (int i = 0; i < rows; i++) {
            boolean yes = happened.cell(i, "predict").equals("yes");
            matrix[yes ? 1 : 0][predicted.cell(i, "predict").equals("yes") ? 1 : 0]++;
            for (int j = 0; yes && j < rows; j++) {
                if (happened.cell(j, "predict").equals("no")) {
                    double difference =
                            Double.parseDouble(predicted.cell(i, "yes")) - Double.parseDouble(predicted.cell(j, "yes"));
                    pairs++;
                    won += (1 + Math.signum(difference)) / 2;
                }
            }
        }
        String outcomes = html.substring(html.indexOf("<section id=\"outcomes\""));
        for (int actual = 0; actual < 2; actual++) {
            for (int label = 0; label < 2; label++) {
                assertThat(cell(outcomes, actual == 1 ? "yes" : "no", label))
                        .isEqualTo(Integer.toString(matrix[actual][label]));
            }
        }
        assertThat(Double.parseDouble(cell(html, "AUC", 1))).isCloseTo(won / pairs, within(1e-5));
    }

    @Test
    void numbers_haveResiduals() throws IOException {
        ModelFolder houses = ModelFolder.of("house-prices");
        List<String> lines = new ArrayList<>(Files.readAllLines(houses.path().resolve("input.csv")));
        CsvFile expected = houses.csv("expected.csv");
        lines.set(0, lines.get(0) + ",price");
        for (int i = 1; i < lines.size(); i++) {
            lines.set(
                    i,
                    lines.get(i) + "," + (Double.parseDouble(expected.cell(i - 1, "predict")) + (i % 2 == 0 ? 3 : -4)));
        }
        Path data = Files.write(temp.resolve("rows.csv"), lines);
        String html = html(houses.model(), "--data", data, "--outcome", "price");
        assertThat(html).contains("Residuals", "Predicted minus actual, from -3 to 4");
        assertThat(cell(html, "RMSE", 1)).isEqualTo(Figures.of(Math.sqrt(12.5)));
    }

    @ParameterizedTest
    @CsvSource({
        "airline-delays, model importances metrics thresholds gains history columns dependence reasons",
        "house-prices, model importances metrics history columns dependence reasons",
        "iris, model importances metrics history columns dependence reasons",
    })
    void profileBesideTheModel_fillsEverySection(String name, String sections) {
        Matcher matcher = Pattern.compile("<section id=\"([a-z]+)\"")
                .matcher(html(ModelFolder.of(name).model()));
        List<String> found = matcher.results().map(result -> result.group(1)).toList();
        assertThat(String.join(" ", found)).isEqualTo(sections);
    }

    /** The mean over rows of which one column has been changed, by H2O's own wrapper. */
    @Test
    void partialDependence_isThatOfH2OsLibrary() throws Exception {
        ModelFolder houses = ModelFolder.of("house-prices");
        JsonNode profile = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(houses.path().resolve("model.profile.json").toFile());
        JsonNode golden = profile.get("golden");
        var wrapper = new hex.genmodel.easy.EasyPredictModelWrapper(
                hex.genmodel.MojoModel.load(houses.model().toString()));
        String html = html(houses.model());
        String section = html.substring(html.indexOf("<section id=\"dependence\""));
        String table = section.substring(
                section.indexOf("<caption>sqft</caption>"),
                section.indexOf("</table>", section.indexOf("<caption>sqft</caption>")));
        Matcher rows = Pattern.compile("<th scope=\"row\"><bdi>(.*?)</bdi></th><td class=\"n\"><bdi>(.*?)</bdi>")
                .matcher(table);
        int steps = 0;
        while (rows.find()) {
            steps++;
            double sum = 0;
            int count = 0;
            for (JsonNode row : golden) {
                var data = new hex.genmodel.easy.RowData();
                for (int i = 0; i < profile.get("columns").size(); i++) {
                    JsonNode cell = row.get("cells").get(i);
                    if (!cell.isNull()) {
                        data.put(
                                profile.get("columns").get(i).get("name").asText(),
                                cell.isNumber() ? (Object) cell.asDouble() : cell.asText());
                    }
                }
                data.put("sqft", Double.parseDouble(rows.group(1)));
                sum += wrapper.predictRegression(data).value;
                count++;
            }
            assertThat(Double.parseDouble(rows.group(2))).isCloseTo(sum / count, within(sum / count * 1e-5));
        }
        assertThat(steps).isEqualTo(20);
    }

    @Test
    void card_isMarkdownWithoutMarkup() throws IOException {
        String card = html(HostileModel.write(temp.resolve("hostile.zip")), "--card");
        assertThat(card)
                .startsWith("# hostile\n\nGradient Boosting Machine, Binomial.\n")
                .contains("## Model", "## Metrics", "## Importances", "## Columns", "| metric | training |")
                .contains("&lt;script>")
                .doesNotContain("<script", "<img", "<b>")
                .contains("… (10006 characters)");
        assertThat(card.lines()
                        .filter(line -> line.startsWith("|"))
                        .map(line -> line.replace("\\|", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count()))
                .allMatch(pipes -> pipes == 3 || pipes == 4);
    }

    @Test
    void outputThatIsRead_isRefused() throws IOException {
        Path model = Files.copy(GBM.model(), temp.resolve("model.zip"));
        MojoRun run = MojoRun.of("report", model, "-o", model);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("MOJO-D105");
        assertThat(model).hasSameBinaryContentAs(GBM.model());
    }

    @Test
    void optionsThatDoNotFit_areRefused() {
        assertThat(MojoRun.of("report", GBM.model(), "--outcome", "x").exit()).isEqualTo(2);
        assertThat(MojoRun.of("report", GBM.model(), "--data", "x", "--profile", "y")
                        .exit())
                .isEqualTo(2);
    }
}
