package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of Maven on the pages name what there is: files, profiles, goals, executions, properties, tests and their methods. */
class MavenCommandsTest {
    private static final Pattern WORD = Pattern.compile("((?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+)\\s*");
    private static final Set<String> PHASES = Set.of("clean", "compile", "test-compile", "test", "package", "verify");
    private static final Set<String> FLAGS = Set.of("-q", "-B", "-ntp", "-o");

    /** Of plugins, not of a pom. */
    private static final Set<String> OF_PLUGINS = Set.of("skipTests", "surefire.failIfNoSpecifiedTests");

    private static final List<Path> TESTS = Stream.of(
                    "src/test/java",
                    "src/property/java",
                    "src/fuzz/java",
                    "integration-tests/java",
                    "cli/src/test/java")
            .map(Path::of)
            .toList();

    static Stream<PageItem> commands() {
        return PageRunner.MAVEN.items().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_namesWhatThereIs(PageItem item) throws IOException {
        check(item.text());
    }

    @Test
    void wrongNames_areFound() {
        for (String wrong : List.of(
                "mvn -Pnone verify",
                "mvn -P none verify",
                "mvn verifi",
                "mvn -f none/pom.xml verify",
                "mvn test -Dtest=NoneTest",
                "mvn test -Dtest='MojoFuzzTest#none'",
                "mvn verify -Dit.test=NoneIT",
                "mvn verify -Dmojo.none=1",
                "mvn -P benchmark exec:exec@none",
                "mvn nothing:apply",
                "mvn -q -B")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> check(wrong)))
                    .as(wrong)
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static void check(String command) throws IOException {
        List<String> words =
                words(command.substring(command.indexOf("mvn ") + 4).replaceFirst("\\)$", ""));
        String pom = pom(words);
        boolean profiled = words.stream().anyMatch(word -> word.startsWith("-P"));
        boolean hasGoal = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-f") || word.equals("-P")) {
                i++;
                if (word.equals("-P")) {
                    profile(pom, words.get(i), command);
                }
            } else if (word.startsWith("-P")) {
                profile(pom, word.substring(2), command);
            } else if (word.startsWith("-D")) {
                property(pom, word.substring(2), command);
            } else if (!FLAGS.contains(word)) {
                goal(pom, word, command);
                hasGoal = true;
            }
        }
        assertThat(hasGoal || profiled && pom.contains("<defaultGoal>"))
                .as("%s does something", command)
                .isTrue();
    }

    private static List<String> words(String arguments) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(arguments);
        while (word.find()) {
            words.add(word.group(1).replaceAll("['\"]", ""));
        }
        return words;
    }

    /** A clone that the line before makes has the same one. */
    private static String pom(List<String> words) throws IOException {
        int flag = words.indexOf("-f");
        Path file = flag < 0 || words.get(flag + 1).startsWith("target/again/")
                ? Path.of("pom.xml")
                : Path.of(words.get(flag + 1));
        Path pom = Files.isDirectory(file) ? file.resolve("pom.xml") : file;
        assertThat(pom).isRegularFile();
        return Files.readString(pom);
    }

    private static void profile(String pom, String name, String command) {
        assertThat(pom)
                .as(command)
                .containsPattern("(?s)<profile>\\s*(<!--[^>]*-->\\s*)?<id>" + Pattern.quote(name) + "</id>");
    }

    private static void property(String pom, String property, String command) throws IOException {
        String name = property.split("=")[0];
        if (name.equals("test") || name.equals("it.test")) {
            tests(property.substring(name.length() + 1), command);
        } else if (!OF_PLUGINS.contains(name)) {
            assertThat(pom).as(command).containsPattern("<" + Pattern.quote(name) + "/?>|\\$\\{" + Pattern.quote(name));
        }
    }

    private static void tests(String names, String command) throws IOException {
        for (String name : names.split(",")) {
            String[] parts = name.split("#");
            if (!name.equals("None")) {
                String source = Files.readString(source(parts[0], command));
                assertThat(source).as(command).contains(parts.length > 1 ? " " + parts[1] + "(" : "class " + parts[0]);
            }
        }
    }

    private static Path source(String name, String command) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path root : TESTS) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.endsWith(name + ".java")).forEach(found::add);
            }
        }
        assertThat(found).as(command).hasSize(1);
        return found.get(0);
    }

    /** A phase, or a goal of a plugin, perhaps of one execution. */
    private static void goal(String pom, String goal, String command) {
        if (!goal.contains(":")) {
            assertThat(PHASES).as(command).contains(goal);
            return;
        }
        String[] parts = goal.split("[:@]");
        assertThat(pom)
                .as(command)
                .containsPattern("<artifactId>(maven-)?" + Pattern.quote(parts[0]) + "(-maven)?-plugin</artifactId>");
        if (parts.length > 2) {
            assertThat(pom).as(command).contains("<id>" + parts[2] + "</id>");
        }
    }
}
