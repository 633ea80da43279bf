package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that nobody finds is not there: the first page links to every page, and the menu of the site has it. */
class SiteMenuTest {
    private static final Path DOCS = Path.of("docs");

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("index.md"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyPage_isLinkedFromTheFirst() throws IOException {
        String first = Files.readString(DOCS.resolve("index.md"));
        assertThat(pages()).hasSizeGreaterThan(15).allMatch(page -> first.contains("](" + page));
    }

    @Test
    void everyPage_isInTheMenuOfTheSite() throws IOException {
        String menu = Files.readString(Path.of("website/.vitepress/config.mjs"));
        assertThat(pages()).allMatch(page -> menu.contains(", '" + page.replace(".md", "") + "']"));
    }
}
