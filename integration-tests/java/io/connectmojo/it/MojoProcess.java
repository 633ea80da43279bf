package io.connectmojo.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run of the command's own jar in a process of its own. */
record MojoProcess(int exit, String out, String err) {
    static final Path JAR = Path.of(System.getProperty("cli.jar"));
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    /** A build in the background may ignore interrupts, and what it starts would, too. */
    private static final List<String> HEEDING_INTERRUPTS = List.of("/usr/bin/env", "--default-signal=INT");

    /** What gives the process its input; the input ends when it returns. */
    @FunctionalInterface
    interface Feed {
        void write(OutputStream input, Process process) throws Exception;
    }

    /** The jar through pipes. */
    static MojoProcess piped(Path folder, Object... args) throws Exception {
        return fed(folder, (input, process) -> {}, args);
    }

    static MojoProcess fed(Path folder, Feed feed, Object... args) throws Exception {
        return run(folder, new ProcessBuilder(command(args)), feed);
    }

    /** Whether this system can give a process a terminal. */
    static boolean hasTerminals() {
        return Files.isExecutable(SCRIPT);
    }

    /** A shell line on a terminal, where {@code mojo} stands for the jar; everything it shows is in {@code out}. */
    static MojoProcess onTerminal(Path folder, boolean noColour, String line) throws Exception {
        ProcessBuilder builder = terminal("xterm", line.replace("mojo ", String.join(" ", command()) + " "));
        builder.environment().remove("NO_COLOR");
        if (noColour) {
            builder.environment().put("NO_COLOR", "1");
        }
        return run(folder, builder, (input, process) -> process.waitFor(60, TimeUnit.SECONDS));
    }

    /** A shell on a terminal and what somebody types; everything it shows is in {@code out}. */
    static MojoProcess typing(Path folder, String shell, List<String> lines) throws Exception {
        ProcessBuilder builder = terminal("dumb", shell);
        // zsh keeps what it knows of completions there
        builder.environment().put("HOME", folder.toString());
        return run(folder, builder, (input, process) -> {
            for (String line : lines) {
                input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            input.flush();
            process.waitFor(60, TimeUnit.SECONDS);
        });
    }

    private static ProcessBuilder terminal(String kind, String line) {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", line, "/dev/null");
        builder.environment().put("TERM", kind);
        builder.environment().put("SHELL", "/bin/bash");
        return builder;
    }

    private static List<String> command(Object... args) {
        List<String> command = new ArrayList<>(canHeedInterrupts() ? HEEDING_INTERRUPTS : List.of());
        command.addAll(List.of(JAVA.toString(), "-Xmx64m", "-XX:MarkSweepDeadRatio=0", "-jar", JAR.toString()));
        Stream.of(args).map(Object::toString).forEach(command::add);
        return command;
    }

    /** Whether this system's env can do it; not every one's can. */
    private static boolean canHeedInterrupts() {
        List<String> command = new ArrayList<>(HEEDING_INTERRUPTS);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static MojoProcess run(Path folder, ProcessBuilder builder, Feed feed) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            try (OutputStream input = process.getOutputStream()) {
                feed.write(input, process);
            } catch (IOException ended) {
                // the process does not want more
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the command does not end");
            }
        } finally {
            process.destroyForcibly();
        }
        return new MojoProcess(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
