package io.connectmojo.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of a case folder: RFC 4180, one header line. */
record Csv(List<String> header, List<List<String>> rows) {
    static Csv read(Path file) {
        try {
            List<List<String>> lines = parse(Files.readString(file));
            return new Csv(lines.get(0), lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cell, or null when the table has no such column. */
    String cell(int row, String column) {
        int index = header.indexOf(column);
        return index < 0 ? null : rows.get(row).get(index);
    }

    /** The cell as a number; NaN when it is empty. */
    double number(int row, int column) {
        String cell = rows.get(row).get(column);
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    private static List<List<String>> parse(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(text.charAt(i++));
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (cell.length() > 0 || !line.isEmpty()) {
            line.add(cell.toString());
            lines.add(List.copyOf(line));
        }
        return lines;
    }
}
