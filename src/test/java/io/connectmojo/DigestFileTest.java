package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file beside a model that the page about security makes with a command. */
class DigestFileTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    Path temp;

    @Test
    void fileOfTheCommand_isTheModelsDigest() throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "a shell is here");
        Path model = Files.copy(Houses.MODEL.model(), temp.resolve("model.zip"));
        Process process = new ProcessBuilder(
                        SHELL.toString(), "-c", PageRunner.DIGEST.item().text())
                .directory(temp.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        try (var scorer = Houses.scorer("model.path", model.toString())) {
            assertThat(scorer.apply(Houses.record(null, Houses.map())).value()).isNotNull();
        }

        Path other = Path.of("models", "iris", "model.zip");
        Files.copy(other, Files.createDirectory(temp.resolve("other")).resolve("model.zip"));
        Files.copy(temp.resolve("model.zip.sha256"), temp.resolve("other").resolve("model.zip.sha256"));
        assertThatThrownBy(() -> Houses.scorer(
                        "model.path", temp.resolve("other/model.zip").toString()))
                .hasMessageContaining("MOJO-M");
    }
}
