package io.connectmojo.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Columns and rows as texts, the form in which H2O parses data; an empty cell is missing. */
final class Table {
    /** How H2O is to parse a column. */
    enum Type {
        NUMBER,
        CATEGORY,
        /** Epoch milliseconds. */
        TIME,
        TEXT
    }

    record Column(String name, Type type) {}

    final List<Column> columns = new ArrayList<>();
    final List<String[]> rows = new ArrayList<>();
    final List<Integer> rowsWithMissing = new ArrayList<>();
    final List<Integer> rowsWithUnknown = new ArrayList<>();

    /** Names in order; a name that ends in * is a category, in @ a time, in $ a text. */
    static Table of(String... names) {
        Table table = new Table();
        for (String name : names) {
            String plain = name.replaceAll("[*@$]$", "");
            Type type = name.endsWith("*") ? Type.CATEGORY
                    : name.endsWith("@") ? Type.TIME
                    : name.endsWith("$") ? Type.TEXT : Type.NUMBER;
            table.columns.add(new Column(plain, type));
        }
        return table;
    }

    void add(Object... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = cells[i] == null ? "" : String.valueOf(cells[i]);
        }
        rows.add(row);
    }

    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(column);
    }

    Table keep(String... names) {
        Table table = this;
        for (Column column : columns) {
            table = List.of(names).contains(column.name()) ? table : table.without(column.name());
        }
        return table;
    }

    Table without(String column) {
        int left = index(column);
        Table table = new Table();
        for (int c = 0; c < columns.size(); c++) {
            if (c != left) {
                table.columns.add(columns.get(c));
            }
        }
        for (String[] row : rows) {
            List<String> cells = new ArrayList<>(List.of(row));
            cells.remove(left);
            table.rows.add(cells.toArray(new String[0]));
        }
        return table;
    }

    /** Some rows from the start; the response stays. */
    Table first(int count) {
        Table table = new Table();
        table.columns.addAll(columns);
        rows.subList(0, Math.min(count, rows.size())).forEach(row -> table.rows.add(row.clone()));
        return table;
    }

    /** Empties a cell in some rows, and puts a level that training has not seen into a cell of some others. */
    Table withGaps(Random random, boolean missing, boolean unknown, String... untouched) {
        for (int r = 0; r < rows.size(); r++) {
            int c = random.nextInt(columns.size());
            double dice = random.nextDouble();
            if (List.of(untouched).contains(columns.get(c).name())) {
                continue;
            }
            if (missing && dice < 0.1) {
                rows.get(r)[c] = "";
                rowsWithMissing.add(r);
            } else if (unknown && dice < 0.3 && columns.get(c).type() == Type.CATEGORY) {
                rows.get(r)[c] = "never-seen";
                rowsWithUnknown.add(r);
            }
        }
        return this;
    }

    String csv() {
        StringBuilder csv = new StringBuilder();
        line(csv, columns.stream().map(Column::name).toArray(String[]::new));
        rows.forEach(row -> line(csv, row));
        return csv.toString();
    }

    static void line(StringBuilder csv, String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append(quoted(cells[i]));
        }
        csv.append('\n');
    }

    private static String quoted(String cell) {
        boolean special = cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
        return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
