package io.connectmojo.record;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of separated text (RFC 4180): its cells by column name, and the place of each in the line, so that cells can be
 * replaced or appended while every other character stays as it was. A line break at the end is kept at the end.
 */
public final class DelimitedLine {
    private final String line;
    private final char separator;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final int end;

    /** Where a cell stands in the line, quotes included. */
    private record Cell(int start, int end) {}

    private DelimitedLine(String line, @Nullable List<String> columns, char separator) {
        this.line = line;
        this.separator = separator;
        this.end = endOfText(line);
        int start = 0;
        int count = 0;
        while (true) {
            int stop = endOfCell(start);
            if (columns == null) {
                values.put(Integer.toString(count), text(start, stop));
            } else if (count < columns.size()) {
                values.put(columns.get(count), text(start, stop));
                cells.put(columns.get(count), new Cell(start, stop));
            }
            count++;
            if (stop >= end) {
                break;
            }
            start = stop + 1;
        }
        if (columns != null && count != columns.size()) {
            throw refused("its number of cells is " + count + ", and input.delimited.columns names " + columns.size());
        }
    }

    /**
     * Reads the line.
     *
     * @throws MojoException {@link RecordError#NOT_DELIMITED} for another number of cells or an open quote
     */
    public static DelimitedLine parse(String line, List<String> columns, char separator) {
        return new DelimitedLine(line, columns, separator);
    }

    /** The texts of the cells of a line whose columns have no names, such as a header. */
    public static List<String> cells(String line, char separator) {
        return new DelimitedLine(line, null, separator)
                .values.values().stream()
                        .map(text -> text == null ? "" : (String) text)
                        .toList();
    }

    /** The text of every cell by column name, without its quotes; null for an empty cell without quotes. */
    public Map<String, Object> values() {
        return values;
    }

    boolean has(String name) {
        return cells.containsKey(name);
    }

    /** Whether there is a cell of that name that is not null. */
    boolean hasValue(String name) {
        return values.get(name) != null;
    }

    /** The line with these cells: one of the same name is replaced where it stands, the others are appended. */
    String with(Map<String, ?> additions) {
        StringBuilder out = new StringBuilder(line.length() + 24 * additions.size());
        int copied = 0;
        for (Map.Entry<String, Cell> cell : cells.entrySet()) {
            if (additions.containsKey(cell.getKey())) {
                out.append(line, copied, cell.getValue().start);
                write(additions.get(cell.getKey()), out);
                copied = cell.getValue().end;
            }
        }
        out.append(line, copied, end);
        for (Map.Entry<String, ?> addition : additions.entrySet()) {
            if (!cells.containsKey(addition.getKey())) {
                out.append(separator);
                write(addition.getValue(), out);
            }
        }
        return out.append(line, end, line.length()).toString();
    }

    private static int endOfText(String line) {
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\n') {
            end--;
        }
        return end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private int endOfCell(int start) {
        if (start < end && line.charAt(start) == '"') {
            int i = start + 1;
            while (true) {
                i = line.indexOf('"', i);
                if (i < 0 || i >= end) {
                    throw refused("a quote is never closed");
                }
                if (i + 1 < end && line.charAt(i + 1) == '"') {
                    i += 2;
                    continue;
                }
                if (i + 1 < end && line.charAt(i + 1) != separator) {
                    throw refused("there is text behind a closing quote");
                }
                return i + 1;
            }
        }
        int stop = start;
        while (stop < end && line.charAt(stop) != separator) {
            if (line.charAt(stop) == '\n') {
                throw refused("it has a line break outside quotes");
            }
            stop++;
        }
        return stop;
    }

    private @Nullable String text(int start, int stop) {
        if (start < stop && line.charAt(start) == '"') {
            return line.substring(start + 1, stop - 1).replace("\"\"", "\"");
        }
        return start == stop ? null : line.substring(start, stop);
    }

    private void write(Object value, StringBuilder out) {
        if (value == null) {
            return;
        }
        String text;
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            StringBuilder json = new StringBuilder();
            JsonValues.write(value, json);
            text = json.toString();
        } else {
            text = value.toString();
        }
        boolean quoted = text.isEmpty();
        for (int i = 0; i < text.length() && !quoted; i++) {
            char c = text.charAt(i);
            quoted = c == separator || c == '"' || c == '\n' || c == '\r';
        }
        if (quoted) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }

    private static MojoException refused(String why) {
        return Problem.of(RecordError.NOT_DELIMITED, "The line cannot be split into cells")
                .where("input.format=delimited")
                .why(why)
                .fix("correct the line, input.delimited.columns or input.delimited.separator");
    }
}
