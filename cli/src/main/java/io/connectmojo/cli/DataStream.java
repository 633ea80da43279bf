package io.connectmojo.cli;

import io.connectmojo.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A buffered stream of UTF-8 text that remembers why writing failed: {@link PrintStream} alone forgets it. */
final class DataStream extends PrintStream {
    private static final int BUFFER = 1 << 16;

    private final String where;

    /** What the system knows of the stream, on Linux. */
    private final Path link;

    private final Failing file;

    private DataStream(Failing file, String where, Path link) {
        super(new BufferedOutputStream(file, BUFFER), false, StandardCharsets.UTF_8);
        this.file = file;
        this.where = where;
        this.link = link;
    }

    /** Standard output. */
    static DataStream ofProcess() {
        return new DataStream(
                new Failing(new FileOutputStream(FileDescriptor.out)), "standard output", Path.of("/proc/self/fd/1"));
    }

    /** A new file, or one that it empties. */
    static DataStream to(Path path) throws IOException {
        return new DataStream(new Failing(new FileOutputStream(path.toFile())), path.toString(), path);
    }

    /** Writes out what waits. Throws D105 when something could not be written, but not when the reader of a pipe has left. */
    static void finish(PrintStream out) {
        out.flush();
        if (out instanceof DataStream data && data.file.failure != null && !data.isPipe()) {
            throw Problem.of(CommandError.NOT_WRITABLE, "The output cannot be written")
                    .where(data.where)
                    .why("writing to it failed: " + data.file.failure.getMessage())
                    .fix("make room, or name a file in a folder that you may write to");
        }
    }

    /** A pipe is never full: nobody reads it any more. Where the system does not tell, its English message does. */
    private boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | RuntimeException unknown) {
            String message = file.failure.getMessage();
            return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
        }
    }

    /** The stream of the system. */
    private static final class Failing extends FilterOutputStream {
        private IOException failure;

        Failing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
