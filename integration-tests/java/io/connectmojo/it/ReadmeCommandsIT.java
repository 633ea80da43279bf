package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("a shell is here").isTrue();
        List<String> lines = commands();
        assertThat(lines.get(0)).as("what has built the jar that is run here").isEqualTo(BUILD);
        StringBuilder shown = new StringBuilder();
        long begin = System.nanoTime();
        for (String line : lines.subList(1, lines.size())) {
            assertThat(line).startsWith("bin/mojo ");
            shown.append(run(line));
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

    private String run(String line) throws IOException, InterruptedException {
        Path output = temp.resolve("output.txt");
        Process process = new ProcessBuilder("/bin/sh", "-c", line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("'%s' ends", line).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(line + "\n" + text).isZero();
        return text;
    }

    private static List<String> commands() throws IOException {
        List<String> sections = List.of(Files.readString(Path.of("README.md")).split("\n## "));
        assertThat(sections.get(1)).startsWith("Try your own model in a minute\n");
        List<String> commands = new ArrayList<>();
        boolean fenced = false;
        for (String line : sections.get(1).lines().toList()) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced) {
                commands.add(line);
            }
        }
        return commands;
    }
}
