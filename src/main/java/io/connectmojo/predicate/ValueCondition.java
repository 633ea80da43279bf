package io.connectmojo.predicate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value must be. Without any condition, every value but null fits. Immutable; knows no record.
 *
 * <p>A text fits when it is one of the texts, to the letter; a boolean when {@code true} or {@code false} is among them; a number
 * when one of them is the same number. A number fits a range, and so does a text that holds a plain decimal. Everything else, such
 * as a date, bytes or an array, fits neither.
 */
public final class ValueCondition {
    private final Set<String> texts;
    private final List<Decimal> numbers = new ArrayList<>();
    private final @Nullable Decimal min;
    private final @Nullable Decimal max;

    /**
     * All of these conditions together.
     *
     * @param values of which the value must be one; empty for no such condition
     * @param min the least number, null for none
     * @param max the largest number, null for none
     */
    public ValueCondition(List<String> values, @Nullable Decimal min, @Nullable Decimal max) {
        this.texts = new LinkedHashSet<>(values);
        values.stream().map(Decimal::of).flatMap(Optional::stream).forEach(numbers::add);
        this.min = min;
        this.max = max;
    }

    boolean test(@Nullable Object value) {
        return value != null && isListed(value) && isInRange(value);
    }

    private boolean isListed(Object value) {
        if (texts.isEmpty() || value instanceof String && texts.contains(value)) {
            return true;
        }
        if (value instanceof Boolean) {
            return texts.contains(value.toString());
        }
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).compare(value) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isInRange(Object value) {
        if (min != null && compare(value, min) < 0) {
            return false;
        }
        int toMax = max == null ? 0 : compare(value, max);
        return toMax <= 0 && toMax != Decimal.NO_NUMBER;
    }

    private static int compare(Object value, Decimal bound) {
        return value instanceof String text ? bound.compareText(text) : bound.compare(value);
    }
}
