package io.connectmojo.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own at a folder. A test without the right to mount one is skipped, and says so. */
record Mount(Path folder) implements AutoCloseable {
    /** An empty one of so many bytes. */
    static Mount ofMemory(Path folder, int bytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        mount(List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "none", folder.toString()));
        return new Mount(folder);
    }

    /** What another folder has, without the right to write. */
    static Mount readOnly(Path other, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        mount(List.of("mount", "--bind", other.toString(), folder.toString()));
        Mount mount = new Mount(folder);
        try {
            mount(List.of("mount", "-o", "remount,ro,bind", folder.toString()));
        } catch (RuntimeException e) {
            mount.close();
            throw e;
        }
        return mount;
    }

    private static void mount(List<String> command) throws IOException, InterruptedException {
        try {
            String answer = run(command);
            Assumptions.assumeTrue(answer.isEmpty(), () -> "skipped: this user must not mount file systems: " + answer);
        } catch (IOException e) {
            Assumptions.abort("skipped: no program mount: " + e.getMessage());
        }
    }

    /** What the program complains of; empty when it has done its work. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return status == 0 ? "" : "status " + status + ", " + output.strip();
    }

    @Override
    public void close() throws IOException {
        try {
            String answer = run(List.of("umount", "-l", folder.toString()));
            if (!answer.isEmpty()) {
                throw new IOException(answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
