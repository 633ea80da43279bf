package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A buffered stream of UTF-8 text that remembers why writing failed: {@link PrintStream} alone forgets it. */
final class DataStream extends PrintStream {
    private static final int BUFFER = 1 << 16;

    private final String where;
    private final Failing file;

    /** @param where what to call it in a message */
    DataStream(OutputStream out, String where) {
        this(new Failing(out), where);
    }

    private DataStream(Failing file, String where) {
        super(new BufferedOutputStream(file, BUFFER), false, StandardCharsets.UTF_8);
        this.file = file;
        this.where = where;
    }

    /** Writes out what waits. Throws D105 when something could not be written, but not when the reader of a pipe has left. */
    static void finish(PrintStream out) {
        out.flush();
        if (out instanceof DataStream data && data.file.failure != null && !data.isPipeThatNobodyReads()) {
            throw MojoException.of(
                    CommandError.NOT_WRITABLE,
                    "The output cannot be written",
                    data.where,
                    "writing to it failed: " + data.file.failure.getMessage(),
                    "make room, or name a file in a folder that you may write to");
        }
    }

    private boolean isPipeThatNobodyReads() {
        String message = file.failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
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
