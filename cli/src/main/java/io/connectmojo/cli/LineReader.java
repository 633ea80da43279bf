package io.connectmojo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines, ended by LF or CRLF; one that is too long is skipped, never held. Not thread-safe. */
final class LineReader {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private byte[] line = new byte[1024];
    private int at;
    private int end;
    private long bytesRead;
    private boolean tooLong;

    /** @param longest in bytes, without the line's end */
    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line; null at the end of the input, and for a line that {@link #wasTooLong}. */
    byte[] next() throws IOException {
        int length = 0;
        boolean any = false;
        tooLong = false;
        while (at < end || fill()) {
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            int count = at - from;
            if (tooLong || length + count - 1 > longest) {
                tooLong = true;
            } else {
                if (length + count > line.length) {
                    line = Arrays.copyOf(
                            line, (int) Math.max(length + count, Math.min(2L * line.length, longest + 1L)));
                }
                System.arraycopy(buffer, from, line, length, count);
                length += count;
            }
            if (at < end) {
                at++;
                break;
            }
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        tooLong |= length > longest;
        return !any || tooLong ? null : Arrays.copyOf(line, length);
    }

    /** Whether the last line was skipped because of its length. */
    boolean wasTooLong() {
        return tooLong;
    }

    long bytesRead() {
        return bytesRead;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        bytesRead += end;
        return end > 0;
    }
}
