package io.connectmojo.score.profile;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of a model into golden rows, and these into rows of the same or of another model. For one list of columns; not
 * thread-safe.
 */
public final class GoldenRows {
    private final List<ModelColumn> columns;
    private final List<Map<String, Integer>> levels = new ArrayList<>();

    /** @param columns of the model whose rows they are */
    public GoldenRows(List<ModelColumn> columns) {
        this.columns = columns;
        for (ModelColumn column : columns) {
            Map<String, Integer> indexes = new HashMap<>();
            for (int i = 0; i < column.levels().size(); i++) {
                indexes.put(column.levels().get(i), i);
            }
            levels.add(indexes);
        }
    }

    /** Whether a golden row can hold all that such a row does: not words, and nothing infinite. */
    public static boolean canHold(Row row) {
        for (double value : row.values) {
            if (Double.isInfinite(value)) {
                return false;
            }
        }
        return row.words.length == 0 && Double.isFinite(row.offset);
    }

    /** The golden row of a row and its prediction. */
    public GoldenRow of(Row row, Prediction prediction, PredictionShape shape) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            double value = row.values[i];
            if (Double.isNaN(value)) {
                cells.add(null);
            } else if (columns.get(i).kind() == ModelColumn.Kind.CATEGORICAL) {
                cells.add(columns.get(i).levels().get((int) value));
            } else {
                cells.add(value);
            }
        }
        return new GoldenRow(cells, row.offset, answer(prediction, shape));
    }

    /**
     * All that a prediction says without further parts. The numbers are, where the category has them: the value, whether it is an
     * anomaly, the cluster, the probabilities, the dimensions.
     */
    public static GoldenRow.Answer answer(Prediction prediction, PredictionShape shape) {
        Category category = shape.category();
        List<Double> numbers = new ArrayList<>();
        if (category.isNumber()) {
            numbers.add(prediction.value);
        }
        if (shape.anomalyThreshold()) {
            numbers.add(prediction.anomaly ? 1.0 : 0.0);
        }
        if (category.isCluster() || category.tellsClusterToo()) {
            numbers.add((double) prediction.cluster);
        }
        for (double probability : prediction.probabilities) {
            numbers.add(probability);
        }
        for (double dimension : prediction.dimensions) {
            numbers.add(dimension);
        }
        Optional<String> label = category.hasClasses() && prediction.label >= 0
                ? Optional.of(shape.classes().get(prediction.label))
                : Optional.empty();
        return new GoldenRow.Answer(label, numbers);
    }

    /**
     * Fills a row of these columns from a golden row of others. A column that is not among those stays missing, and so does a level
     * or a number that its column does not know.
     *
     * @param places by column of this model, the cell that it is read from; negative for none
     */
    void fill(Row row, GoldenRow golden, int[] places) {
        row.clear();
        row.offset = golden.offset();
        for (int i = 0; i < places.length; i++) {
            Object cell = places[i] < 0 ? null : golden.cells().get(places[i]);
            boolean categorical = columns.get(i).kind() == ModelColumn.Kind.CATEGORICAL;
            if (cell instanceof Double number && !categorical) {
                row.values[i] = number;
            } else if (cell instanceof String level && categorical) {
                Integer index = levels.get(i).get(level);
                row.values[i] = index == null ? Double.NaN : index;
            }
        }
    }

    /** Where the cells of these columns stand in golden rows of a model with those columns. */
    int[] places(List<ModelColumn> ofGolden) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < ofGolden.size(); i++) {
            byName.put(ofGolden.get(i).name(), i);
        }
        return columns.stream()
                .mapToInt(column -> byName.getOrDefault(column.name(), -1))
                .toArray();
    }
}
