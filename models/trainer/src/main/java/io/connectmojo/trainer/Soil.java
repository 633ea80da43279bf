package io.connectmojo.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows to score: a table in which some rows miss cells and some hold a level that training never saw. The row
 * numbers count from zero.
 */
record Soil(Table table, List<Integer> missing, List<Integer> unknown) {

    static final String UNSEEN = "never seen";

    static Soil clean(Table table) {
        return new Soil(table, List.of(), List.of());
    }

    /** Soils about one row in twelve each way, in place, leaving the kept columns alone. */
    static Soil within(Table table, Set<String> keep) {
        return soil(table, keep, 0, true);
    }

    /** As {@link #within}, without unseen levels, for models whose cluster scoring cannot take them. */
    static Soil missingOnly(Table table, Set<String> keep) {
        return soil(table, keep, 0, false);
    }

    /** Leaves the table's rows clean and adds soiled copies of some of them at the end. */
    static Soil behind(Table table, int copies, Set<String> keep) {
        Table longer = table.rows(0, table.rows().size());
        for (int i = 0; i < copies; i++) {
            longer.rows().add(table.rows().get(i * 13 % table.rows().size()));
        }
        return soil(longer, keep, table.rows().size(), false);
    }

    private static Soil soil(Table table, Set<String> keep, int from, boolean unseen) {
        Dice dice = new Dice(table.rows().size());
        List<Integer> all = new ArrayList<>();
        List<Integer> levels = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            if (!keep.contains(column.name()) && column.kind() != Column.Kind.TEXT) {
                all.add(i);
                if (column.kind() == Column.Kind.LEVEL) {
                    levels.add(i);
                }
            }
        }
        List<Object[]> rows = new ArrayList<>(table.rows());
        List<Integer> missing = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        for (int i = from; i < rows.size(); i++) {
            Object[] row = rows.get(i).clone();
            if (from > 0 || i % 12 == 5) {
                for (int cells = dice.between(1, Math.min(3, all.size())); cells > 0; cells--) {
                    row[all.get(dice.between(0, all.size() - 1))] = null;
                }
                missing.add(i);
            } else if (unseen && !levels.isEmpty() && i % 13 == 7) {
                row[levels.get(dice.between(0, levels.size() - 1))] = UNSEEN;
                unknown.add(i);
            }
            rows.set(i, row);
        }
        return new Soil(new Table(table.columns(), rows), missing, unknown);
    }

    Soil select(String... names) {
        return new Soil(table.select(names), missing, unknown);
    }
}
