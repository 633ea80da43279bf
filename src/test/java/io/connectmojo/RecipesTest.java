package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the recipes show is what the files say that the integration tests start. */
class RecipesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONFIGS = Path.of("connector-configs");
    private static final Pattern FILE = Pattern.compile("`connector-configs/([\\w-]+\\.json)`");
    private static final Path WORKERS = Path.of("integration-tests/java/io/connectmojo/it");

    @Test
    void everyBlockIsPartOfItsFile() throws Exception {
        List<PageItem> blocks = PageRunner.RECIPES.items().stream()
                .filter(item -> !item.inline())
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(9);
        Set<String> shown = new HashSet<>();
        for (PageItem block : blocks) {
            String file = fileBefore(block);
            assertThat(shown.add(file)).as("%s is shown once", file).isTrue();
            JsonNode config = JSON.readTree(CONFIGS.resolve(file).toFile()).get("config");
            JSON.readTree(block.text())
                    .properties()
                    .forEach(entry -> assertThat(config.get(entry.getKey()))
                            .as("%s in %s", entry.getKey(), file)
                            .isEqualTo(entry.getValue()));
        }
    }

    /** The file that the section of the block names last before it. */
    private static String fileBefore(PageItem block) throws Exception {
        List<String> lines = Files.readAllLines(block.page());
        for (int line = block.line() - 1; line > 0 && !lines.get(line).startsWith("## "); line--) {
            Matcher file = FILE.matcher(lines.get(line));
            if (file.find()) {
                return file.group(1);
            }
        }
        throw new AssertionError(block + " names no file");
    }

    /** What stands in sentences is what the workers of the integration tests were given. */
    @Test
    void everySettingInASentence_isGivenToAWorker() throws Exception {
        List<PageItem> sentences =
                PageRunner.RECIPES.items().stream().filter(PageItem::inline).toList();
        assertThat(sentences).hasSize(2);
        String chain = Files.readString(WORKERS.resolve("JdbcChainIT.java"));
        for (PageItem sentence : sentences) {
            JSON.readTree("{" + sentence.text().replaceAll("^\\{|}$", "").replace("{…}", "{}") + "}")
                    .properties()
                    .forEach(entry -> {
                        String name = "\"" + entry.getKey();
                        assertThat(chain)
                                .as(sentence.toString())
                                .contains(
                                        entry.getValue().isTextual()
                                                ? name + "\", \""
                                                        + entry.getValue().asText() + "\""
                                                : name);
                    });
        }
    }

    @Test
    void everyFile_isStartedOnAWorker() throws Exception {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.list(WORKERS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                tests.append(Files.readString(file));
            }
        }
        try (Stream<Path> files = Files.list(CONFIGS)) {
            for (Path file : files.toList()) {
                String name = Pattern.quote("\"" + file.getFileName() + "\"");
                assertThat(tests).containsPattern("(shipped\\(|start\\(|source\\(|changes\\(|case |CONFIG = )" + name);
            }
        }
    }

    @Test
    void theReadmeListsEveryFile() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        try (Stream<Path> files = Files.list(CONFIGS)) {
            assertThat(files.map(file -> "| `" + file.getFileName() + "` |"))
                    .allSatisfy(row -> assertThat(readme).contains(row));
        }
    }
}
