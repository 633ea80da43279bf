package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that the help of each command shows, run in a folder that holds the files that they name. */
class HelpExamplesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Prints the values of a topic, one a line; it is not part of Kafka and mostly not here. */
    private static final String KCAT = "kcat -C -t houses -e";

    private static final String FIRST_CONNECTOR = "mojo init house-prices.zip --sample houses.jsonl > connector.json";

    private static final String SCORED =
            "mojo score --config connector.json --input houses.jsonl --json --output scored.jsonl";

    @TempDir
    Path temp;

    private Path folder;
    private ShellRun shell;
    private int houses;

    @BeforeEach
    void filesAreThere() throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL)).as("a shell is here").isTrue();
        folder = Files.createDirectories(temp.resolve("folder"));
        ModelCase model = ModelCase.of("house-prices");
        Files.copy(model.model(), folder.resolve("house-prices.zip"));
        Files.copy(model.model(), folder.resolve("new.zip"));
        Files.copy(
                model.model(), Files.createDirectory(folder.resolve("archive")).resolve("house-prices.zip"));
        Files.copy(model.folder().resolve("records.jsonl"), folder.resolve("houses.jsonl"));
        Files.copy(model.folder().resolve("input.csv"), folder.resolve("houses.csv"));
        ModelCase churn = ModelCase.of("churn-glm");
        Files.copy(churn.model(), folder.resolve("churn.zip"));
        Files.copy(churn.model(), folder.resolve("new-churn.zip"));
        Files.write(folder.resolve("customers.jsonl"), customers(churn));
        houses = Files.readAllLines(folder.resolve("houses.jsonl")).size();
        shell = ShellRun.in(temp, folder).with(ShellRun.mojo(temp));
    }

    /** With what became of them, as the cluster predicted it. */
    private static List<String> customers(ModelCase churn) throws Exception {
        List<ObjectNode> customers = churn.records();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < customers.size(); i++) {
            String predicted = churn.expected().get(i).get("predict");
            lines.add(customers.get(i).put("churned", predicted).toString());
        }
        return lines;
    }

    /** Each command's, in the order of its help: few lines lie between two of one command. */
    static Stream<List<String>> sections() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        String section = "";
        int last = 0;
        for (PageItem item : PageRunner.HELP_EXAMPLES.items()) {
            section = item.line() <= last + 3 ? section : item.toString();
            sections.computeIfAbsent(section, key -> new ArrayList<>()).add(item.text());
            last = item.line();
        }
        return sections.values().stream();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void examples_endWell(List<String> examples) throws Exception {
        if (!examples.contains(FIRST_CONNECTOR)) {
            shell.run(FIRST_CONNECTOR).ok();
        }
        if (examples.get(0).startsWith("mojo verify-signature ")) {
            for (String line : signing()) {
                shell.run(line).ok();
            }
        }
        if (examples.get(0).startsWith("mojo verify ")) {
            shell.run(SCORED).ok();
        }
        for (String example : examples) {
            assumeThat(!example.contains("| jq ") || Files.isExecutable(Path.of("/usr/bin/jq")))
                    .as("jq is here")
                    .isTrue();
            String shown = shell.run(example.replace(KCAT, "cat houses.jsonl")).ok();
            if (example.contains("--sink jdbc")) {
                assertThat(shown)
                        .as("what these lines lack for a database")
                        .contains("note: a database takes records with a schema");
            } else if (!example.contains(" > ")) {
                check(example, shown);
            }
        }
    }

    /** What makes a key and signs with it. */
    private static List<String> signing() {
        return PageRunner.HELP_EXAMPLES.items().stream()
                .map(PageItem::text)
                .filter(line -> line.startsWith("openssl ") || line.startsWith("mojo sign "))
                .toList();
    }

    private void check(String example, String shown) throws Exception {
        if (example.startsWith("mojo inspect")) {
            assertThat(shown).contains("sqft", "house_age_years");
        } else if (example.startsWith("mojo validate")) {
            assertThat(shown).contains("no problem found");
        } else if (example.startsWith("openssl ")) {
            assertThat(folder.resolve(example.substring(example.lastIndexOf(' ') + 1)))
                    .isNotEmptyFile();
        } else if (example.startsWith("mojo sign ")) {
            assertThat(folder.resolve("house-prices.zip.sig")).isNotEmptyFile();
        } else if (example.startsWith("mojo verify-signature ")) {
            assertThat(shown).isNotBlank();
        } else if (example.startsWith("mojo profile ")) {
            assertThat(shown).contains("\"quality\"");
        } else if (example.startsWith("mojo verify ")) {
            assertThat(shown).containsPattern(houses + " verified|\"verified\" : " + houses);
        } else if (example.startsWith("mojo compare ")) {
            assertThat(shown).containsPattern("may take over\\.|\"may_take_over\" : true");
        } else if (example.startsWith("mojo report ")) {
            assertThat(folder.resolve(example.substring(example.lastIndexOf(' ') + 1)))
                    .content()
                    .contains("</html>");
        } else if (example.contains("--output scored.jsonl")) {
            assertThat(Files.readAllLines(folder.resolve("scored.jsonl")))
                    .hasSize(houses)
                    .allMatch(line -> line.contains("prediction"));
        } else {
            assertThat(shown).contains("0 refused").contains(firstPrice(example));
        }
    }

    /** What the cluster predicted for the first house, as far as reasons in words show it. */
    private static String firstPrice(String example) {
        String price = ModelCase.of("house-prices").expected().get(0).get("predict");
        return example.contains("--explain") ? price.substring(0, price.indexOf('.')) : price;
    }

    @Test
    void theConnectorOfAnExample_isOneForTheModel() throws Exception {
        shell.run(FIRST_CONNECTOR).ok();
        assertThat(JSON.readTree(folder.resolve("connector.json").toFile())
                        .at("/config/transforms.score.model.path")
                        .asText())
                .endsWith("house-prices.zip");
    }
}
