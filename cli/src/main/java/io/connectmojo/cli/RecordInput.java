package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.record.DelimitedLine;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of a file or of standard input, one per line. A CSV file has a header with names: each further line becomes a
 * Map of texts, an empty cell null, as a schemaless converter would give it. Not thread-safe.
 */
final class RecordInput implements Closeable {
    private final InputStream in;
    private final LineReader lines;
    private final String where;
    private final long size;
    private final List<String> header;
    private final int longest;
    private long number;

    private RecordInput(InputStream in, String where, long size, boolean csv, int longest) throws IOException {
        this.in = in;
        this.where = where;
        this.size = size;
        this.longest = longest;
        lines = new LineReader(in, longest);
        header = csv ? header() : null;
    }

    /**
     * Opens a file, or standard input for {@code -}. Throws D101 when it cannot be read and D103 without a header.
     *
     * @param longest most bytes of a line
     */
    static RecordInput open(String name, boolean csv, int longest, Terminal terminal) {
        try {
            if (name.equals("-")) {
                return new RecordInput(terminal.in(), "standard input", -1, csv, longest);
            }
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw unreadable(name, "it is a directory");
            }
            if (!Files.isReadable(path)) {
                throw unreadable(name, "there is no readable file");
            }
            return new RecordInput(Files.newInputStream(path), name, Files.size(path), csv, longest);
        } catch (IOException | RuntimeException e) {
            throw e instanceof MojoException known ? known : unreadable(name, "it cannot be opened");
        }
    }

    /** The next line's bytes, or its cells as a Map; null at the end. Throws D102 or D103 for a line that cannot be taken. */
    Object next() {
        byte[] line;
        try {
            line = lines.next();
        } catch (IOException e) {
            throw unreadable(where, "reading it failed");
        }
        if (line == null && !lines.wasTooLong()) {
            return null;
        }
        number++;
        if (line == null) {
            throw tooLong();
        }
        return header == null ? line : cells(text(line));
    }

    /** The number of the last record, from 1. */
    long number() {
        return number;
    }

    long bytesRead() {
        return lines.bytesRead();
    }

    /** Bytes in all; negative when unknown. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private List<String> header() throws IOException {
        byte[] line = lines.next();
        if (line == null) {
            throw lines.wasTooLong() ? tooLong() : notCsv("it has no header with the names of the columns");
        }
        String text = text(line);
        List<String> names = DelimitedLine.cells(text.startsWith("\ufeff") ? text.substring(1) : text, ',');
        Set<String> seen = new HashSet<>();
        if (!names.stream().allMatch(name -> name.isEmpty() || seen.add(name))) {
            throw notCsv("its header has a name twice");
        }
        return names;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private Map<String, Object> cells(String line) {
        Map<String, Object> cells;
        try {
            cells = DelimitedLine.parse(line, header, ',').values();
        } catch (MojoException e) {
            throw notCsv("a quote is open, or the line has not the header's " + header.size() + " cells");
        }
        Map<String, Object> record = new LinkedHashMap<>();
        cells.forEach((name, text) -> record.put(name, "".equals(text) ? null : text));
        return record;
    }

    private MojoException tooLong() {
        return Problem.of(CommandError.LINE_TOO_LONG, "The line is too long")
                .where(where)
                .why("it has more than " + longest + " bytes")
                .fix("split the record, or raise --max-line");
    }

    private MojoException notCsv(String why) {
        return Problem.of(CommandError.NOT_CSV, "The line does not fit")
                .where(where)
                .why(why)
                .fix("correct the line or the header");
    }

    private static MojoException unreadable(String name, String why) {
        return Problem.of(CommandError.UNREADABLE, "The input cannot be read")
                .where(name)
                .why(why)
                .fix("name a readable file, or - for standard input");
    }
}
