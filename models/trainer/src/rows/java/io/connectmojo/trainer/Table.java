package io.connectmojo.trainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rows of generated data. Cells are {@code Double}, {@code String} or, when missing, {@code null}. */
public record Table(List<Column> columns, List<Object[]> rows) {

    /** Starts a table without rows; each word is a name with its kind behind a colon, "age:n", "city:l". */
    static Table of(String... words) {
        List<Column> columns = new ArrayList<>();
        for (String word : words) {
            int colon = word.lastIndexOf(':');
            Column.Kind kind = switch (word.substring(colon + 1)) {
                case "n" -> Column.Kind.NUMBER;
                case "l" -> Column.Kind.LEVEL;
                case "t" -> Column.Kind.TIME;
                case "x" -> Column.Kind.TEXT;
                default -> throw new IllegalArgumentException(word);
            };
            columns.add(new Column(word.substring(0, colon), kind));
        }
        return new Table(columns, new ArrayList<>());
    }

    /** Adds a row; numbers of any type become doubles and booleans become yes or no. */
    void add(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        Object[] row = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof Number number) {
                row[i] = number.doubleValue();
            } else if (cells[i] instanceof Boolean flag) {
                row[i] = flag ? "yes" : "no";
            } else {
                row[i] = cells[i];
            }
        }
        rows.add(row);
    }

    public int index(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No column " + name);
    }

    boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    Table select(String... names) {
        int[] from = Arrays.stream(names).mapToInt(this::index).toArray();
        List<Column> picked = Arrays.stream(from).mapToObj(columns::get).toList();
        List<Object[]> copies = new ArrayList<>();
        for (Object[] row : rows) {
            copies.add(Arrays.stream(from).mapToObj(i -> row[i]).toArray());
        }
        return new Table(picked, copies);
    }

    Table without(String... names) {
        Set<String> dropped = Set.of(names);
        return select(columns.stream().map(Column::name).filter(name -> !dropped.contains(name)).toArray(String[]::new));
    }

    /** The same rows with the numbers of one column turned into levels, "3" for 3.0. */
    Table asLevels(String name) {
        int at = index(name);
        List<Column> changed = new ArrayList<>(columns);
        changed.set(at, new Column(name, Column.Kind.LEVEL));
        List<Object[]> copies = new ArrayList<>();
        for (Object[] row : rows) {
            Object[] copy = row.clone();
            copy[at] = row[at] instanceof Double number ? Csv.number(number) : row[at];
            copies.add(copy);
        }
        return new Table(changed, copies);
    }

    Table rows(int from, int to) {
        return new Table(columns, new ArrayList<>(rows.subList(from, to)));
    }

    /** The levels that occur in a column, in alphabetical order. */
    String[] levels(int column) {
        TreeSet<String> levels = new TreeSet<>();
        for (Object[] row : rows) {
            if (row[column] != null) {
                levels.add((String) row[column]);
            }
        }
        return levels.toArray(String[]::new);
    }
}
