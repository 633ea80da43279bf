package io.connectmojo.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Comma separated text with quotes around the cells that need them. */
final class Csv {

    private Csv() {}

    /** A number as short as it can be without losing a bit: "3" for 3.0, "0.1" for 0.1. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15 && !(value == 0 && 1 / value < 0)) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
        }
        // A line of one empty cell would be no line at all to most readers.
        return (cells.size() == 1 && cells.get(0).isEmpty() ? "\"\"" : line) + "\n";
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    static void write(Path file, List<String> header, List<List<String>> rows) throws IOException {
        StringBuilder text = new StringBuilder(line(header));
        rows.forEach(row -> text.append(line(row)));
        Files.writeString(file, text);
    }

    /** Reads all lines of a file, the header first. */
    static List<List<String>> read(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inside) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    inside = false;
                }
            } else if (c == '"') {
                inside = true;
            } else if (c == ',' || c == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(cells);
                    cells = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        return lines;
    }

    static List<List<String>> read(Path file) throws IOException {
        return read(Files.readString(file));
    }
}
