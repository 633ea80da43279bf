package io.connectmojo.model.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row, and what the model answers to it, to the last bit.
 *
 * @param cells in the order of the model's columns: a {@link Double}, the name of a level, or null for a missing one
 * @param offset on the link scale; 0 when the model has none
 * @param answer what is predicted
 */
public record GoldenRow(List<@Nullable Object> cells, double offset, Answer answer) {
    public GoldenRow {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /**
     * A prediction. Two are equal when their bits are, and NaN equals NaN.
     *
     * @param label the predicted one, if the model predicts labels
     * @param numbers all numbers of the prediction, in an order that depends on the model's category alone
     */
    public record Answer(Optional<String> label, List<Double> numbers) {
        public Answer {
            numbers = List.copyOf(numbers);
        }
    }
}
