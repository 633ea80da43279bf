package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's second section, run as it is printed there. */
class ReadmeCommandsIT {
    private static final String BUILD = "mvn -q -B -ntp package -DskipTests";

    @TempDir
    Path temp;

    @Test
    void yourOwnModelInAMinuteRunsAsPrinted() throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL)).as("a shell is here").isTrue();
        List<PageItem> items = PageRunner.README_COMMANDS.items();
        assertThat(items).hasSizeGreaterThanOrEqualTo(4);
        int line = items.get(0).line() - 1;
        assertThat(PageRunner.MAVEN.items())
                .as("what has built the jar that is run here")
                .anyMatch(item -> item.page().endsWith("README.md")
                        && item.line() == line
                        && item.text().equals(BUILD));
        StringBuilder shown = new StringBuilder();
        long begin = System.nanoTime();
        for (PageItem item : items) {
            shown.append(ShellRun.in(temp, Path.of("")).run(item.text()).ok());
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(60);
        assertThat(shown).contains("Gradient Boosting Machine, Regression", "no problem found", "scored, 0 refused");

        List<Map<String, String>> expected = ModelCase.of("house-prices").expected();
        List<String> scored = Files.readAllLines(Path.of("target/scored.jsonl"));
        assertThat(scored).hasSameSizeAs(expected);
        for (int i = 0; i < scored.size(); i++) {
            assertThat(new ObjectMapper()
                            .readTree(scored.get(i))
                            .get("prediction")
                            .asDouble())
                    .isEqualTo(Double.parseDouble(expected.get(i).get("predict")));
        }
    }
}
