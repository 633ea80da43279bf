package io.connectmojo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cli.MojoRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports in a real browser; skipped where none is installed (Debian package chromium). */
class ReportInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "report-screenshots");

    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(Chromium.installed()).as("Chromium is installed").isPresent();
        browser = Chromium.start(Chromium.installed().orElseThrow(), folder.resolve("browser"));
        browser.size(1200, 900);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path report(Path model, Object... more) {
        Path file = folder.resolve("report.html");
        List<Object> args = new ArrayList<>(List.of("report", model, "-o", file));
        args.addAll(List.of(more));
        MojoRun run = MojoRun.of(args.toArray());
        assertThat(run.exit()).as(run.err()).isZero();
        return file;
    }

    private static Path of(String name) {
        ModelFolder model = ModelFolder.of(name);
        return report(model.model(), "--data", model.path().resolve("input.csv"));
    }

    /** Serious and critical ones. */
    private static List<String> violations() throws IOException {
        if (!browser.evaluate("typeof axe === 'object'").asBoolean()) {
            browser.evaluate(axe());
        }
        List<String> serious = new ArrayList<>();
        JsonNode found =
                browser.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
                        + " ({id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' +"
                        + " n.failureSummary)})))");
        for (JsonNode violation : found) {
            if (Set.of("serious", "critical").contains(violation.get("impact").asText())) {
                serious.add(violation.toString());
            }
        }
        return serious;
    }

    private static String axe() throws IOException {
        Properties versions = new Properties();
        try (InputStream pom = ReportInBrowserTest.class.getResourceAsStream(
                "/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            versions.load(pom);
        }
        String path = "/META-INF/resources/webjars/axe-core/" + versions.getProperty("version") + "/axe.min.js";
        try (InputStream in = ReportInBrowserTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "house-prices",
                "iris",
                "airline-delays",
                "trained/gbm_validated",
                "trained/drf_multinomial",
                "trained/glm_binomial",
                "trained/dl_binomial",
                "trained/xgb_gbtree_regression",
                "trained/gbm_time",
                "trained/kmeans_categorical",
                "trained/isolation_forest_contamination",
                "trained/pca_categorical",
                "trained/coxph_strata",
                "trained/word2vec",
            })
    void report_isDrawnForEverybody(String name) throws Exception {
        browser.dark(false);
        browser.size(1200, 900);
        browser.open(of(name));
        assertThat(browser.problems()).isEmpty();
        int charts = browser.evaluate("document.querySelectorAll('figure.chart').length")
                .asInt();
        assertThat(browser.evaluate(
                                "Array.from(document.querySelectorAll('figure.chart .plot'), p => p.querySelectorAll('svg path"
                                        + "').length).filter(paths => paths < 3).length")
                        .asInt())
                .as("empty charts")
                .isZero();
        assertThat(browser.evaluate("document.querySelectorAll('figure.chart svg').length")
                        .asInt())
                .isEqualTo(charts);
        assertThat(violations()).as("light").isEmpty();
        String file = name.replace('/', '-');
        browser.screenshot(SCREENSHOTS.resolve(file + ".png"));
        browser.dark(true);
        browser.waitForCharts();
        assertThat(violations()).as("dark").isEmpty();
        browser.screenshot(SCREENSHOTS.resolve(file + "-dark.png"));
        browser.size(320, 700);
        browser.open(folder.resolve("report.html"));
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(320);
        browser.screenshot(SCREENSHOTS.resolve(file + "-320.png"));
        assertThat(browser.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"trained/drf_binomial trained/glm_binomial", "trained/gbm_regression trained/drf_regression"})
    void comparison_isDrawnForEverybody(String names) throws Exception {
        ModelFolder old = ModelFolder.of(names.split(" ")[0]);
        ModelFolder now = ModelFolder.of(names.split(" ")[1]);
        Path file = folder.resolve("compare.html");
        Path rows = old.path().resolve("input.csv");
        MojoRun run = MojoRun.of("compare", old.model(), now.model(), "--data", rows, "-o", file);
        assertThat(run.exit()).as(run.err()).isZero();
        String first = Files.readString(file);
        MojoRun.of("compare", old.model(), now.model(), "--data", rows, "-o", file);
        assertThat(file).content().isEqualTo(first);
        browser.size(1200, 900);
        browser.dark(false);
        browser.open(file);
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.evaluate("Array.from(document.querySelectorAll('section'), s => s.id).join(' ')")
                        .asText())
                .isEqualTo("verdict columns predictions records");
        assertThat(browser.evaluate("document.querySelectorAll('#records tbody tr').length")
                        .asInt())
                .isEqualTo(20);
        assertThat(violations()).isEmpty();
        browser.screenshot(SCREENSHOTS.resolve("compare-" + now.name() + ".png"));
        browser.size(320, 700);
        browser.open(file);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(320);
    }

    @ParameterizedTest
    @ValueSource(strings = {"airline-delays", "trained/gbm_validated"})
    void slider_movesTheMatrixToH2OsFigures(String name) throws Exception {
        browser.size(1200, 900);
        browser.open(of(name));
        JsonNode output = Details.of(ModelFolder.of(name).model()).get("output");
        JsonNode metrics =
                output.get(output.get("validation_metrics").isNull() ? "training_metrics" : "validation_metrics");
        JsonNode table = metrics.get("thresholds_and_metric_scores");
        int rows = table.get("rowcount").asInt();
        for (int row = 0; row < rows; row += 7) {
            browser.evaluate("(s => { s.value = " + (rows - 1 - row)
                    + "; s.dispatchEvent(new Event('input')); })(document.getElementById('threshold'))");
            for (String count : List.of("tns", "fps", "fns", "tps")) {
                assertThat(browser.evaluate("document.getElementById('" + count + "').textContent")
                                .asText())
                        .isEqualTo(Details.cell(table, row, count).asText());
            }
            assertThat(browser.evaluate("Number(document.getElementById('at-f1').textContent)")
                            .asDouble())
                    .isCloseTo(
                            Details.cell(table, row, "f1").asDouble(),
                            org.assertj.core.api.Assertions.withinPercentage(0.001));
        }
        JsonNode confusion = metrics.get("cm").get("table").get("data");
        browser.evaluate("(c => { c.selectedIndex = Array.from(c.options).findIndex(o => o.text === 'max f1');"
                + " c.dispatchEvent(new Event('change')); })(document.getElementById('criterion'))");
        assertThat(browser.evaluate(
                        "['tns','fns','fps','tps'].map(id => Number(document.getElementById(id).textContent))"))
                .hasToString("[" + confusion.get(0).get(0) + ","
                        + confusion.get(0).get(1) + "," + confusion.get(1).get(0) + ","
                        + confusion.get(1).get(1) + "]");
    }

    @Test
    void keyboard_reachesEveryControl() throws Exception {
        browser.size(1200, 900);
        browser.open(of("airline-delays"));
        String controls = "Array.from(document.querySelectorAll('a,input,select,summary,[tabindex=\"0\"]'))";
        int visible = browser.evaluate(controls + ".filter(e => e.checkVisibility()).length")
                .asInt();
        Set<Integer> reached = new TreeSet<>();
        for (int i = 0; i < visible + 5; i++) {
            browser.press("Tab", 9);
            reached.add(browser.evaluate(controls + ".indexOf(document.activeElement)")
                    .asInt());
        }
        reached.remove(-1);
        assertThat(reached).hasSize(visible);
        browser.evaluate("document.getElementById('threshold').focus()");
        String before = browser.evaluate("document.getElementById('threshold-value').textContent")
                .asText();
        browser.press("ArrowRight", 39);
        assertThat(browser.evaluate("document.getElementById('threshold-value').textContent")
                        .asText())
                .isNotEqualTo(before);
    }

    @Test
    void hostileNames_areShownAsText() throws Exception {
        Path model = HostileModel.write(folder.resolve("hostile.zip"));
        List<String> rows =
                Files.readAllLines(ModelFolder.of("trained/gbm_binomial").path().resolve("input.csv"));
        Path data = folder.resolve("hostile.csv");
        rows.set(
                0,
                "age," + quoted(HostileModel.RIGHT_TO_LEFT) + ",visits," + quoted(HostileModel.LONG) + ","
                        + quoted(HostileModel.MARKUP) + "," + quoted(HostileModel.QUOTES) + ",city");
        rows.replaceAll(row -> row.replace(",east,", "," + quoted(HostileModel.MARKUP + " east") + ",")
                .replace(",basic,", "," + quoted(HostileModel.QUOTES + " basic") + ","));
        Files.write(data, rows);
        browser.size(1200, 900);
        browser.open(report(model, "--data", data));
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(browser.evaluate("document.querySelectorAll('img, b').length")
                        .asInt())
                .isZero();
        String text = browser.evaluate("document.getElementById('columns').textContent")
                .asText();
        assertThat(text)
                .contains(HostileModel.MARKUP, HostileModel.QUOTES, HostileModel.RIGHT_TO_LEFT)
                .contains("… (10006 characters)");
        Set<String> shown = new LinkedHashSet<>();
        browser.evaluate("Array.from(document.querySelectorAll('svg text'), t => t.textContent)")
                .forEach(label -> shown.add(label.asText()));
        assertThat(shown).anyMatch(label -> label.startsWith("<script>window"));
        assertThat(violations()).isEmpty();
        browser.screenshot(SCREENSHOTS.resolve("hostile.png"));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
