package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No command and no configuration stands on a page that nothing runs. */
class PageItemsTest {
    private static final Path BASH = Path.of("/bin/bash");
    private static final List<Path> TESTS = Stream.of(
                    "src/test/java",
                    "src/property/java",
                    "src/fuzz/java",
                    "integration-tests/java",
                    "cli/src/test/java",
                    "outcomes/src/test/java")
            .map(Path::of)
            .toList();

    @Test
    void everyItem_isTakenByOneRunner() {
        List<PageItem> items = Pages.items();
        assertThat(items).hasSizeGreaterThan(100);
        List<String> wrong = new ArrayList<>();
        for (PageItem item : items) {
            List<PageRunner> takers = Arrays.stream(PageRunner.values())
                    .filter(runner -> runner.takes(item))
                    .toList();
            if (takers.size() != 1) {
                wrong.add(item + " is taken by " + takers);
            }
        }
        assertThat(wrong)
                .as("code on pages; each needs a fence with its language, and a runner in PageRunner")
                .isEmpty();
    }

    @Test
    void everyRunner_isAskedForItsItemsByItsTest() throws IOException {
        for (PageRunner runner : PageRunner.values()) {
            assertThat(runner.items()).as(runner.name()).isNotEmpty();
            Path source = source(runner.testClass());
            assertThat(source).as(runner.name()).isRegularFile();
            assertThat(Files.readString(source)).as(runner.name()).contains("PageRunner." + runner.name() + ".item");
        }
    }

    private static Path source(String testClass) {
        String file = testClass.replace('.', '/') + ".java";
        return TESTS.stream()
                .map(root -> root.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of(file));
    }

    @Test
    void everyBlock_isWellFormed() throws IOException {
        for (PageItem item : Pages.items()) {
            switch (item.language()) {
                case "json" -> new ObjectMapper().readTree(json(item.text()));
                case "yaml" -> new YAMLMapper().readTree(item.text());
                case "properties" -> new Properties().load(new StringReader(item.text()));
                default -> assertThat(item.text()).as(item.toString()).isNotBlank();
            }
        }
    }

    /** Members alone are those of an object; what three dots stand for is left out. */
    private static String json(String text) {
        String whole = text.startsWith("{") ? text : "{" + text + "}";
        return whole.replace("{…}", "{}");
    }

    @Test
    void everyCommand_isGoodBash() throws Exception {
        assumeTrue(Files.isExecutable(BASH), "bash is here");
        for (PageItem item : Pages.items()) {
            if (item.isCommand()) {
                Process process = new ProcessBuilder(
                                BASH.toString(), "-n", "-c", item.text().replaceAll("<(name|class)>", "$1"))
                        .redirectErrorStream(true)
                        .start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as("%s%n%s", item, output).isZero();
            }
        }
    }

    @Test
    void whatIsNotRun_isFewThingsOfWhichEachHasAReason() {
        List<PageItem> notRun = new ArrayList<>();
        notRun.addAll(PageRunner.CONFLUENT.items());
        notRun.addAll(PageRunner.JCONSOLE.items());
        notRun.addAll(PageRunner.SAME_ARCHIVE.items());
        notRun.addAll(PageRunner.SITE.items());
        notRun.addAll(PageRunner.DRAWING.items());
        assertThat(notRun).hasSize(9);
        assertThat(PageRunner.values())
                .filteredOn(runner -> !runner.reason().isEmpty())
                .containsExactly(
                        PageRunner.MAVEN,
                        PageRunner.CONFLUENT,
                        PageRunner.START_SCRIPT,
                        PageRunner.JCONSOLE,
                        PageRunner.SAME_ARCHIVE,
                        PageRunner.SITE,
                        PageRunner.DRAWING);
    }

    @Test
    void everyGeneratedBlock_isComparedByATest() throws IOException {
        String tests = sources();
        for (PageItem item : PageRunner.GENERATED.items()) {
            String marker = Pattern.quote("\"" + item.part() + "\"");
            assertThat(tests).as(item.toString()).containsPattern("GeneratedPage\\.agrees\\([^;]*" + marker);
        }
    }

    private static String sources() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path root : TESTS) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    /** A command of mojo in a sentence has its section of help, and its options are explained there. */
    @Test
    void everyMention_isOfACommandWithItsOptions() throws IOException {
        String page = Files.readString(Path.of("docs/command-line.md"));
        for (PageItem item : PageRunner.MENTION.items()) {
            String[] words = item.text().split(" ");
            String command = words[1].equals("models") ? words[1] + " " + words[2] : words[1];
            Matcher help = Pattern.compile("### mojo " + command + " --help\n(.*?)(### |<!-- end)", Pattern.DOTALL)
                    .matcher(page);
            assertThat(help.find()).as(item.toString()).isTrue();
            for (String word : words) {
                assertThat(help.group(1)).as(item.toString()).contains(word.startsWith("--") ? word : command);
            }
        }
    }

    @Test
    void aPagesCode_isFoundInEveryPlace() {
        Set<String> languages = new LinkedHashSet<>();
        Pages.items().forEach(item -> languages.add(item.language()));
        assertThat(languages).contains("sh", "json", "properties", "java", "promql", "http", "text");
        assertThat(Pages.items().stream().filter(PageItem::inline)).hasSizeGreaterThan(40);
        assertThat(Pages.items())
                .extracting(PageItem::text)
                .contains(
                        "mojo inspect house-prices.zip --json | jq .columns",
                        "mvn -q -B -ntp -Pdemo",
                        "GET /connectors?expand=status",
                        "KAFKA_OPTS=\"-javaagent:/opt/jmx_prometheus_javaagent.jar=9404:/opt/jmx-exporter.yml\""
                                + " bin/connect-distributed.sh config/connect-distributed.properties");
    }
}
