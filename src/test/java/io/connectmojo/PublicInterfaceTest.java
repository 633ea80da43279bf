package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The public interface is compared with the one that is written down. What is new is written down with {@code -Dmojo.docs.write=true}; what
 * is lost or has changed breaks somebody's configuration, program or dashboard, and takes {@code -Dmojo.interface.break=true}.
 */
class PublicInterfaceTest {
    private static final Path WRITTEN = Path.of("src/test/resources/public-interface.txt");
    private static final boolean ADD = Boolean.getBoolean("mojo.docs.write");
    private static final boolean BREAK = Boolean.getBoolean("mojo.interface.break");

    @Test
    void publicInterface_isWhatIsWrittenDown() throws IOException {
        Set<String> offered = PublicInterface.lines();
        Set<String> written = new TreeSet<>(Files.readAllLines(WRITTEN));
        Set<String> lost = without(written, offered);
        Set<String> added = without(offered, written);
        if (BREAK) {
            Files.writeString(WRITTEN, PublicInterface.text(offered));
            return;
        }
        if (ADD) {
            written.addAll(offered);
            Files.writeString(WRITTEN, PublicInterface.text(written));
            added.clear();
        }
        assertThat(lost)
                .as(
                        "an INCOMPATIBLE change: CONTRIBUTING.md, 'Compatible and incompatible changes', says what it needs")
                .isEmpty();
        assertThat(added)
                .as("new in the public interface: run this test with -Dmojo.docs.write=true and commit %s", WRITTEN)
                .isEmpty();
    }

    @Test
    void everyKind_isWrittenDown() throws IOException {
        List<String> lines = Files.readAllLines(WRITTEN);
        assertThat(lines)
                .contains(
                        "class io.connectmojo.MojoScorer$Value is a Transformation",
                        "setting model.path: string, default none, absolute path, or classpath:<resource>",
                        "setting output.include takes probabilities",
                        "error MOJO-D004",
                        "metric `records-scored-total`: counter, records",
                        "metric `errors-total`: counter, records, tags code",
                        "setting of the operator `io.connectmojo.model.paths`, `CONNECTMOJO_MODEL_PATHS`",
                        "command mojo score takes --json",
                        "exit code 0",
                        "announcement has `sha256`");
        assertThat(lines).anyMatch(line -> line.startsWith("output Binomial, flat, `output.include=probabilities`: "));
        assertThat(lines).hasSizeGreaterThan(500).doesNotHaveDuplicates().isSorted();
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
