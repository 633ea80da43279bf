package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the recipes show is what the files say that the integration tests start. */
class RecipesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONFIGS = Path.of("connector-configs");
    private static final Pattern RECIPE =
            Pattern.compile("`connector-configs/([\\w-]+\\.json)`.*?```json\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyBlockIsPartOfItsFile() throws Exception {
        List<MatchResult> recipes = new ArrayList<>();
        int blocks = 0;
        for (Path page : pages()) {
            String text = Files.readString(page);
            RECIPE.matcher(text).results().forEach(recipes::add);
            blocks += text.split("```json", -1).length - 1;
        }
        assertThat(recipes).as("each block names its file").hasSize(blocks);
        assertThat(blocks).isGreaterThanOrEqualTo(9);
        for (MatchResult recipe : recipes) {
            JsonNode config =
                    JSON.readTree(CONFIGS.resolve(recipe.group(1)).toFile()).get("config");
            JSON.readTree(recipe.group(2))
                    .properties()
                    .forEach(entry -> assertThat(config.get(entry.getKey()))
                            .as("%s in %s", entry.getKey(), recipe.group(1))
                            .isEqualTo(entry.getValue()));
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

    private static List<Path> pages() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("recipes"))
                    .toList();
        }
    }
}
