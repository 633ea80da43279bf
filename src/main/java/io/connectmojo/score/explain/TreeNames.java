package io.connectmojo.score.explain;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What genmodel calls the contributions of trees; it does so itself for models that it explains. */
final class TreeNames {
    private TreeNames() {}

    static List<String> of(SharedTreeMojoModel model) {
        return List.of(model.features());
    }

    /** Numbers by their column, levels and missing levels one by one. */
    static List<String> of(XGBoostJavaMojoModel model) {
        List<String> names = new ArrayList<>();
        String[] columns = model.features();
        for (int c = 0; c < columns.length; c++) {
            String[] levels = model.getDomainValues(c);
            if (levels == null) {
                names.add(columns[c]);
                continue;
            }
            for (String level : levels) {
                names.add(columns[c] + "." + level);
            }
            names.add(columns[c] + ".missing(NA)");
        }
        return names;
    }

    /** The column of each name. */
    static int[] columns(XGBoostJavaMojoModel model) {
        return IntStream.range(0, model.nfeatures())
                .flatMap(c -> {
                    String[] levels = model.getDomainValues(c);
                    return IntStream.range(0, levels == null ? 1 : levels.length + 1)
                            .map(i -> c);
                })
                .toArray();
    }
}
