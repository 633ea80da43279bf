package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page for the first ten minutes, from the archive to predictions: its commands in their order, but for folders and addresses. */
@ExtendWith(SharedCluster.class)
class QuickStartIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HOME = "/opt/connect";
    private static final String SCORED = "/tmp/house-prices-scored.txt";
    private static final String WORKER = "localhost:8083";
    private static final List<Path> TOOLS =
            List.of(ShellRun.SHELL, Path.of("/usr/bin/curl"), Path.of("/usr/bin/unzip"));

    @TempDir
    Path temp;

    private final StringBuilder shown = new StringBuilder();

    @Test
    void commands_scoreTheHousesOfThePage(ChildJvmCluster cluster) throws Exception {
        assumeThat(TOOLS).as("a shell, curl and unzip are here").allMatch(Files::isExecutable);
        List<String> commands = new ArrayList<>();
        String properties = "";
        for (PageItem item : PageRunner.QUICK_START.items()) {
            if (item.text().startsWith("plugin.path=")) {
                properties = item.text();
            } else {
                commands.add(item.text());
            }
        }
        int install = indexOf(commands, "unzip ") + 1;
        assertThat(install).isPositive();
        for (String command : commands.subList(0, install)) {
            run(command, "none");
        }
        Properties worker = new Properties();
        worker.load(new StringReader(properties));
        assertThat(worker.getProperty("plugin.path").split(",")).contains(HOME + "/plugins");
        try (ConnectWorker started = ConnectWorker.distributed(
                KafkaLine.NEWEST,
                Files.createDirectory(temp.resolve("worker")),
                "quick-start",
                cluster.bootstrapServers(),
                "hybrid_warn",
                List.of(temp.resolve("plugins")))) {
            for (String command : commands.subList(install, commands.size())) {
                if (command.startsWith("cat ")) {
                    awaitScored(started.rest());
                }
                run(command, started.rest().address().getAuthority());
            }
        }
        assertThat(shown)
                .contains(
                        "io.connectmojo.MojoScorer$Value", "Gradient Boosting Machine, Regression", "no problem found")
                .contains("\"state\":\"RUNNING\"")
                .doesNotContain("\"state\":\"FAILED\"");
        assertPrices();
    }

    private static int indexOf(List<String> commands, String beginning) {
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i).startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError("no command begins with " + beginning + ": " + commands);
    }

    private void run(String command, String address) throws Exception {
        String placed = command.replace(HOME, temp.toString())
                .replace(SCORED, scored().toString())
                .replace(WORKER, address)
                .replaceFirst("^bin/mojo ", "MOJO_OPTS=-Djava.io.tmpdir=" + temp + " bin/mojo ");
        shown.append(ShellRun.in(temp, Path.of("")).run(placed).ok()).append('\n');
    }

    private Path scored() {
        return temp.resolve("house-prices-scored.txt");
    }

    private void awaitScored(ConnectRest rest) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(rest.taskTrace("house-prices")).isEmpty();
            assertThat(new Lines(scored()).count()).isEqualTo(2);
        });
    }

    /** The two houses are the first ones of the model's folder, with what H2O's cluster answered for them. */
    private void assertPrices() throws Exception {
        List<String> lines = Files.readAllLines(scored());
        assertThat(lines).hasSize(2);
        String page = Files.readString(Path.of("docs/quick-start.md"));
        for (int i = 0; i < lines.size(); i++) {
            String price = ModelCase.of("house-prices").expected().get(i).get("predict");
            assertThat(lines.get(i)).contains("id=" + (i + 1), "prediction=" + Double.parseDouble(price));
            assertThat(page).contains(price);
        }
    }
}
