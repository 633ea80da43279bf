package io.connectmojo.model.load;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.archive.ModelIni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the means of the numeric columns where a MOJO keeps them: for imputation or to standardise. */
final class ColumnMeans {
    private static final List<String> KEYS = List.of("num_means", "norm_sub", "standardize_means", "normSub");

    private ColumnMeans() {}

    /** A mean by column name; empty for algorithms that keep none. */
    static Map<String, Double> of(ModelIni ini, List<ModelColumn> columns) {
        List<ModelColumn> numeric =
                columns.stream().filter(column -> column.levels().isEmpty()).toList();
        for (String key : KEYS) {
            String[] means = ini.has(key) ? ini.items(key) : new String[0];
            if (means.length == numeric.size()) {
                return paired(numeric, means);
            }
        }
        return Map.of();
    }

    private static Map<String, Double> paired(List<ModelColumn> columns, String[] means) {
        Map<String, Double> middles = new HashMap<>();
        for (int i = 0; i < means.length; i++) {
            try {
                middles.put(columns.get(i).name(), Double.valueOf(means[i].trim()));
            } catch (NumberFormatException e) {
                return Map.of();
            }
        }
        return middles;
    }
}
