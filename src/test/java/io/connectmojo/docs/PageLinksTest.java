package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links inside the documentation lead to files, headings and anchors that exist. */
class PageLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");

    @Test
    void everyLink_leadsToAnExistingPlace() throws IOException {
        int links = 0;
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                String[] target = link.group(1).split("#", 2);
                if (target[0].matches("https?:.*")) {
                    continue;
                }
                links++;
                Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]);
                if (!Files.exists(file) || target.length > 1 && !places(file).contains(target[1])) {
                    broken.add(page + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "models/README.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** Headings as links name them (lower case, blanks as dashes, without marks), and explicit anchors. */
    private static Set<String> places(Path page) throws IOException {
        Set<String> places = new HashSet<>();
        String text = Files.readString(page);
        ANCHOR.matcher(text).results().forEach(anchor -> places.add(anchor.group(1)));
        text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .forEach(title -> places.add(title.replaceAll("[^a-z0-9 -]", "").replace(' ', '-')));
        return places;
    }
}
