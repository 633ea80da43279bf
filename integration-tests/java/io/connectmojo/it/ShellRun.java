package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Commands of pages in a shell, in a folder, with the Java of the build.
 *
 * @param notes where the output goes meanwhile
 * @param path folders that come first in PATH
 */
record ShellRun(Path notes, Path folder, String path) {
    static final Path SHELL = Path.of("/bin/bash");

    /** What a command has shown: both streams. */
    record Shown(String command, int exit, String text) {
        /** The text, when the command ended well. */
        String ok() {
            assertThat(exit).as(command + "\n" + text).isZero();
            return text;
        }
    }

    static ShellRun in(Path notes, Path folder) {
        return new ShellRun(
                notes, folder, Path.of(System.getProperty("java.home"), "bin").toString());
    }

    /** Commands are looked for in that folder first. */
    ShellRun with(Path tools) {
        return new ShellRun(notes, folder, tools + File.pathSeparator + path);
    }

    /** A folder with the command mojo in it: its script and its jar, copied there as the page about it says. */
    static Path mojo(Path folder) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Files.copy(Path.of("bin/mojo"), tools.resolve("mojo"));
        Files.copy(MojoProcess.JAR, tools.resolve(MojoProcess.JAR.getFileName()));
        assertThat(tools.resolve("mojo").toFile().setExecutable(true)).isTrue();
        return tools;
    }

    /** Runs it to its end, which must come within a minute. */
    Shown run(String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(notes, "shown", ".txt");
        Process process = start(command, output);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("'%s' ends", command)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Shown(command, process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** Starts it; the caller ends it. */
    Process start(String command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SHELL.toString(), "-c", command);
        builder.environment().merge("PATH", path, (old, first) -> first + File.pathSeparator + old);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
