package io.connectmojo.model.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code experimental/modelDetails.json} tells beyond {@code model.ini}. Empty when the file is missing or unreadable:
 * older MOJOs have none.
 *
 * @param types H2O's type by column name, such as {@code Time}
 * @param roles by parameter, such as {@code offset_column}: the column that held weights, folds, offset or treatment
 * @param trainingMetrics numbers with a fraction that H2O measured in training, by its names and in its order
 * @param importances of the variables, the most important first
 * @param thresholds by criterion, such as {@code max f1}, in H2O's order: those of the metrics that H2O takes its own threshold from
 */
public record ModelDetails(
        Map<String, String> types,
        Map<String, String> roles,
        Map<String, Double> trainingMetrics,
        List<Importance> importances,
        Map<String, Double> thresholds) {
    /** No details. */
    static final ModelDetails NONE = new ModelDetails(Map.of(), Map.of(), Map.of(), List.of(), Map.of());

    /**
     * How much a variable adds to the model.
     *
     * @param relative in H2O's own measure
     * @param share of the sum over all variables
     */
    public record Importance(String column, double relative, double share) {}

    /** Where it stands in the archive. */
    static final String ENTRY = "experimental/modelDetails.json";

    static final String OFFSET = "offset_column";

    /** The column that held the offset; MOJOs of H2O before 3.28 tell it here alone. */
    Optional<String> offsetColumn() {
        return Optional.ofNullable(roles.get(OFFSET));
    }
}
