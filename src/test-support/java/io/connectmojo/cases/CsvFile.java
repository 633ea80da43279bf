package io.connectmojo.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small CSV file with a header; an empty cell is null. */
public record CsvFile(List<String> header, List<List<String>> rows) {
    public static CsvFile read(Path file) {
        try {
            List<List<String>> lines = parse(Files.readString(file));
            return new CsvFile(lines.get(0), lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cell of that column; null when empty or when there is no such column. */
    public String cell(int row, String column) {
        int index = header.indexOf(column);
        return index < 0 ? null : rows.get(row).get(index);
    }

    /** The cell as a number; NaN when it is empty. */
    public double number(int row, int column) {
        String cell = rows.get(row).get(column);
        return cell == null ? Double.NaN : Double.parseDouble(cell);
    }

    private static List<List<String>> parse(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(cell.isEmpty() ? null : cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !line.isEmpty()) {
            line.add(cell.isEmpty() ? null : cell.toString());
            lines.add(line);
        }
        return lines;
    }
}
