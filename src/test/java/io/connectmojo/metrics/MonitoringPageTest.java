package io.connectmojo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MonitoringPageTest {
    @Test
    void thePageListsEveryMetricOfTheCode() throws IOException {
        StringBuilder page =
                new StringBuilder("| metric | tags | type, unit | meaning | alert when |\n|---|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            page.append("| <a id=\"")
                    .append(metric.title)
                    .append("\"></a>`")
                    .append(metric.title)
                    .append("` | ")
                    .append(metric.tagSets.tagNames)
                    .append(" | ")
                    .append(metric.type.name().toLowerCase(Locale.ROOT))
                    .append(", ")
                    .append(metric.unit)
                    .append(" | ")
                    .append(metric.meaning)
                    .append(" | ")
                    .append(metric.alertWhen)
                    .append(" |\n");
        }
        GeneratedPage.agrees(Path.of("docs/monitoring.md"), "metrics", page.toString());
    }

    @Test
    void everyMetric_isExplainedUnderItsOwnName() {
        assertThat(Arrays.stream(Metric.values()).map(metric -> metric.title))
                .doesNotHaveDuplicates()
                .allMatch(title -> title.matches("[a-z][a-z0-9-]*"));
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.meaning).endsWith(".");
            assertThat(metric.alertWhen).endsWith(".");
            assertThat(metric.unit).isNotBlank();
        });
    }
}
