package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own checker, if this machine has it. */
public final class Promtool {
    private Promtool() {}

    /** Fails with what it says when it is not content; skips the test when it is not installed. */
    public static void check(String... arguments) throws IOException, InterruptedException {
        check(new ProcessBuilder(), arguments);
    }

    /** With the file as standard input. */
    static void checkText(Path input, String... arguments) throws IOException, InterruptedException {
        check(new ProcessBuilder().redirectInput(input.toFile()), arguments);
    }

    private static void check(ProcessBuilder builder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        assumeTrue(isInstalled(), "promtool (Debian package prometheus) is not installed; not run: " + command);
        Process process = builder.command(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s says %s", command, output).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            new ProcessBuilder("promtool", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
