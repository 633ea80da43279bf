package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of {@code modelDetails.json}: H2O writes the names of its columns, and then column after column. */
record H2OTable(List<String> names, JsonNode data) {
    /** Empty when there is no such table, or it has no row. */
    static Optional<H2OTable> of(JsonNode node) {
        JsonNode table = node.has("table") ? node.get("table") : node;
        if (!table.path("columns").isArray() || !table.path("data").isArray()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        table.get("columns").forEach(column -> names.add(column.path("name").asText()));
        H2OTable read = new H2OTable(names, table.get("data"));
        return read.data.size() == names.size() && read.rows() > 0 ? Optional.of(read) : Optional.empty();
    }

    int rows() {
        return data.isEmpty() ? 0 : data.get(0).size();
    }

    boolean has(String column) {
        return names.contains(column);
    }

    JsonNode cell(int row, String column) {
        return data.path(names.indexOf(column)).path(row);
    }

    /** NaN when the cell is no number. */
    double number(int row, String column) {
        JsonNode cell = cell(row, column);
        return cell.isNumber() ? cell.asDouble() : Double.NaN;
    }

    String text(int row, String column) {
        return Figures.of(cell(row, column));
    }

    /** The cells of one row, in the order of the columns. */
    List<String> row(int row) {
        List<String> cells = new ArrayList<>();
        for (JsonNode column : data) {
            cells.add(Figures.of(column.path(row)));
        }
        return cells;
    }

    List<List<String>> allRows() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < rows(); i++) {
            rows.add(row(i));
        }
        return rows;
    }
}
