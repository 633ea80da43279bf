package io.connectmojo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A Java program in a process of its own, which ends with this object or, at the latest, with this JVM. Its output goes to a file.
 * Class path and Java are those of one Kafka line.
 */
final class JvmProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int TAIL = 60;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread atExit;

    private JvmProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly, "end of " + name);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts {@code program}, options of the JVM, a main class and its arguments; {@code name} also names the log file in {@code folder}. */
    static JvmProcess start(KafkaLine line, Path folder, String name, List<String> program) throws IOException {
        Path logging = Files.writeString(folder.resolve("logging.properties"), line.logging());
        Path classPath = Files.writeString(folder.resolve(name + ".args"), "-cp \"" + line.classPath() + "\"");
        List<String> command = new ArrayList<>(
                List.of(line.jdk().java(), "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "@" + classPath));
        command.add(line.loggingOption(logging));
        command.addAll(program);
        return start(folder, name, command);
    }

    /** Starts a jar that brings all it needs. */
    static JvmProcess startJar(Path jar, Path folder, String name, List<String> options) throws IOException {
        return startJar(jar, folder, name, options, List.of());
    }

    /** The same with options of the JVM and arguments of the program. */
    static JvmProcess startJar(Path jar, Path folder, String name, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Jdk.OF_THE_BUILD.java(), "-Xmx384m", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return start(folder, name, command);
    }

    private static JvmProcess start(Path folder, String name, List<String> command) throws IOException {
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new JvmProcess(name, process, log);
    }

    /** Returns when {@code ready} holds; fails with the end of the log when the program ends before or the time is over. */
    void await(Duration limit, BooleanSupplier ready) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended, exit code " + process.exitValue() + tail());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name + " is not ready after " + limit.toSeconds() + " s" + tail());
            }
            Thread.sleep(50);
        }
    }

    /** Waits for the program's own end, which must be a good one. */
    void awaitSuccess(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(name + " failed" + tail());
        }
    }

    long pid() {
        return process.pid();
    }

    /** Ends the program as a crash of the machine does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the program in its tracks, or lets it go on: {@code STOP} and {@code CONT}. */
    void signal(String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("kill -" + signal + " of " + name + " answers " + status);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that the program has written so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without stack frames: one trace of a server that is called while it stops would hide the cause. */
    private String tail() {
        List<String> lines = log().lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .toList();
        return ", the end of its log without stack frames:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // this JVM is ending: the hook runs and finds the process gone
        }
    }
}
