package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Contributions of the compiled engine are exact: near H2O's floats, and not their bits. */
final class NearContributions {
    private static final double FLOATS = 1e-5;

    private NearContributions() {}

    /** Takes them out of both predictions where they are not equal. Where H2O has none, other tests compare them. */
    static void compare(Map<String, Object> actual, Map<String, Object> expected, int row) {
        if (actual == null || !(actual.get("contributions") instanceof Map<?, ?> contributions)) {
            return;
        }
        List<?> ours = new ArrayList<>(contributions.values());
        List<?> theirs = (List<?>) expected.get("contributions");
        if (ours.equals(theirs)) {
            return;
        }
        actual.remove("contributions");
        expected.remove("contributions");
        double largest = ours.stream()
                .mapToDouble(value -> value == null ? 0 : Math.abs((Double) value))
                .max()
                .orElse(0);
        for (int i = 0; theirs != null && i < theirs.size(); i++) {
            Double one = (Double) theirs.get(i);
            if (one != null && Double.isFinite(one)) {
                assertThat((Double) ours.get(i))
                        .as("contribution %d of row %d", i, row)
                        .isCloseTo(one, offset(FLOATS * (1 + largest)));
            }
        }
    }
}
