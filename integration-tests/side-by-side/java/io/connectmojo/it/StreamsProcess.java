package io.connectmojo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link StreamsScorer} in a process of its own, on the class path of this one, with the options that the worker has. */
final class StreamsProcess implements AutoCloseable {
    private final Process process;
    private final Writer commands;
    private final Path log;

    private StreamsProcess(Process process, Path log) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
    }

    static StreamsProcess start(List<String> jvmOptions, String bootstrapServers, Path model, Path folder)
            throws IOException {
        Path log = folder.resolve("streams.log");
        Path classPath = Files.writeString(
                folder.resolve("streams.args"), "-cp \"" + System.getProperty("java.class.path") + "\"");
        List<String> command = new ArrayList<>(List.of(Jdk.OF_THE_BUILD.java()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "@" + classPath,
                StreamsScorer.class.getName(),
                bootstrapServers,
                model.toString(),
                folder.resolve("state").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new StreamsProcess(process, log);
    }

    long pid() {
        return process.pid();
    }

    /** Ends the run before and starts another; see {@link StreamsScorer}. */
    void run(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(log(), e);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
