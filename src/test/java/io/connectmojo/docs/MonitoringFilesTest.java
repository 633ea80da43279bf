package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.it.MonitoringFiles;
import io.connectmojo.it.PromQl;
import io.connectmojo.it.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users copy into Prometheus and Grafana is whole, well-formed and documented. MonitoringIT holds it against a real scrape. */
class MonitoringFilesTest {
    private static final Pattern OURS = Pattern.compile("connectmojo_\\w+(\\{[^}]*})?");
    private static final String CHOICE = "connector=~\"$connector\",task=~\"$task\",transform=~\"$transform\"";

    @TempDir
    Path temp;

    @Test
    void everyPanel_isExplainedOverTheChosenDataSource() throws IOException {
        List<JsonNode> panels = MonitoringFiles.panels();
        assertThat(panels).hasSizeGreaterThanOrEqualTo(18);
        Set<String> titles = new HashSet<>();
        for (JsonNode panel : panels) {
            String title = panel.get("title").asText();
            assertThat(titles.add(title)).as("%s is used once", title).isTrue();
            assertThat(panel.get("description").asText())
                    .as(title)
                    .hasSizeGreaterThan(30)
                    .endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotBlank();
            assertThat(panel.get("targets")).as(title).isNotEmpty().allSatisfy(target -> {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(PromQl.metrics(target.get("expr").asText())).isNotEmpty();
            });
        }
    }

    @Test
    void noTwoPanelsShareAPlaceOrANumber() throws IOException {
        Set<Integer> numbers = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (JsonNode panel : MonitoringFiles.dashboard().get("panels")) {
            assertThat(numbers.add(panel.get("id").asInt())).isTrue();
            JsonNode place = panel.get("gridPos");
            for (int x = 0; x < place.get("w").asInt(); x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    int column = place.get("x").asInt() + x;
                    assertThat(column).isLessThan(24);
                    assertThat(places.add(column + " " + (place.get("y").asInt() + y)))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyVariableOfTheDashboardIsUsedByEveryQueryOfATransform() throws IOException {
        List<String> variables = new ArrayList<>();
        MonitoringFiles.dashboard()
                .at("/templating/list")
                .forEach(variable -> variables.add(variable.get("name").asText()));
        assertThat(variables).containsExactly("datasource", "connector", "task", "transform");
        for (String query : MonitoringFiles.queries()) {
            for (Matcher ours = OURS.matcher(query); ours.find(); ) {
                assertThat(ours.group()).as(query).contains(CHOICE);
            }
        }
        assertThat(String.join("\n", MonitoringFiles.queries())).contains(CHOICE);
    }

    @Test
    void everyExporterRule_isAPatternWithNameLabels() throws IOException {
        JsonNode rules = MonitoringFiles.yaml(MonitoringFiles.EXPORTER_RULES).get("rules");
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            int groups =
                    Pattern.compile(rule.get("pattern").asText()).matcher("").groupCount();
            assertThat(rule.get("type").asText()).isIn("COUNTER", "GAUGE");
            assertThat(rule.get("help").asText()).isNotBlank();
            assertThat(rule.get("name").asText().endsWith("_total"))
                    .isEqualTo(rule.get("type").asText().equals("COUNTER"));
            for (Matcher group = Pattern.compile("\\$(\\d)").matcher(rule.toString()); group.find(); ) {
                assertThat(Integer.parseInt(group.group(1))).isBetween(1, groups);
            }
        });
    }

    @Test
    void everyAlert_explainsItselfWithALinkToItsSection() throws IOException {
        Set<String> anchors = headings();
        Set<String> linked = new TreeSet<>();
        for (JsonNode alert : MonitoringFiles.alerts()) {
            String name = alert.get("alert").asText();
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).as(name).endsWith(".");
            String[] link = alert.at("/annotations/runbook_url").asText().split("#", 2);
            assertThat(Path.of(link[0])).as(name).isEqualTo(MonitoringFiles.PAGE);
            assertThat(anchors).as(name).contains(link[1]);
            linked.add(name.toLowerCase(Locale.ROOT));
        }
        assertThat(linked).hasSizeGreaterThan(10);
        anchors.removeIf(anchor -> !anchor.startsWith("connect"));
        assertThat(anchors).as("alerts that the page describes").isEqualTo(linked);
    }

    /** As links name them: in lower case, blanks as dashes, without marks. */
    private static Set<String> headings() throws IOException {
        Set<String> headings = new TreeSet<>();
        Files.readAllLines(MonitoringFiles.PAGE).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .forEach(title ->
                        headings.add(title.replaceAll("[^a-z0-9 -]", "").replace(' ', '-')));
        return headings;
    }

    @Test
    void everyAlert_hasTestsOfFiringOrStayingQuiet() throws IOException {
        Set<String> fires = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (JsonNode test : MonitoringFiles.yaml(MonitoringFiles.ALERTS_TEST).get("tests")) {
            for (JsonNode moment : test.get("alert_rule_test")) {
                (moment.get("exp_alerts").isEmpty() ? quiet : fires)
                        .add(moment.get("alertname").asText());
            }
        }
        Set<String> alerts = new TreeSet<>();
        for (JsonNode alert : MonitoringFiles.alerts()) {
            alerts.add(alert.get("alert").asText());
        }
        assertThat(fires).isEqualTo(alerts);
        assertThat(quiet).isEqualTo(alerts);
    }

    @Test
    void promtool_acceptsTheAlertsWithTheirTests() throws Exception {
        Promtool.check("check", "rules", MonitoringFiles.ALERTS.toString());
        Promtool.check("test", "rules", MonitoringFiles.ALERTS_TEST.toString());
    }

    @Test
    void promtoolAcceptsEveryQueryOfTheDashboard() throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        List<String> queries = MonitoringFiles.queries();
        for (int i = 0; i < queries.size(); i++) {
            String query = queries.get(i).replace("$__rate_interval", "5m").replaceAll("\\$\\w+", ".*");
            rules.append("      - { record: \"query:%d\", expr: '%s' }\n".formatted(i, query));
        }
        Promtool.check(
                "check",
                "rules",
                Files.writeString(temp.resolve("dashboard.yml"), rules).toString());
    }

    @Test
    void metricsOfAQuery_areToldFromFunctionsOrLabels() {
        assertThat(PromQl.metrics("sum by (a, b) (rate(x_total{c=~\"$d\",e!=\"f}\"}[5m] offset 1d)) / on (a)"
                        + " group_left () max without(g)(y:z) > 2 * h and abs(i) == 1e3 or vector(0)"))
                .containsExactly("h", "i", "x_total", "y:z");
    }
}
