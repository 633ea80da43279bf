package io.connectmojo.config;

import io.connectmojo.output.decision.Bands;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The grammar of {@code output.bands}: labels with their upper bounds in rising order, and a last label without. */
final class BandList {
    private BandList() {}

    static Bands parse(String text) throws ListText.Malformed {
        List<String> items = ListText.items(text);
        Set<String> labels = new LinkedHashSet<>();
        List<Double> bounds = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i);
            int colon = ListText.colon(item);
            boolean last = i == items.size() - 1;
            if (last != colon < 0) {
                throw new ListText.Malformed(
                        last
                                ? "the last band has an upper bound"
                                : "'" + item + "' has no upper bound, and is not the last");
            }
            String label =
                    ListText.unquote(last ? item : item.substring(0, colon).trim());
            if (label.isBlank()) {
                throw new ListText.Malformed("'" + item + "' has no label");
            }
            if (!labels.add(label)) {
                throw new ListText.Malformed("'" + label + "' is given twice");
            }
            if (!last) {
                bounds.add(bound(item.substring(colon + 1).trim(), bounds));
            }
        }
        if (bounds.isEmpty()) {
            throw new ListText.Malformed("it has fewer than two bands");
        }
        return new Bands(List.copyOf(labels), bounds);
    }

    private static double bound(String text, List<Double> before) throws ListText.Malformed {
        double bound;
        try {
            bound = new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new ListText.Malformed("'" + text + "' is not a number");
        }
        if (Double.isInfinite(bound)) {
            throw new ListText.Malformed("'" + text + "' is out of range");
        }
        if (!before.isEmpty() && bound <= before.get(before.size() - 1)) {
            throw new ListText.Malformed("the upper bound " + text + " is not above the one before");
        }
        return bound;
    }
}
