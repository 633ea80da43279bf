package io.connectmojo.model.load;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the metrics that H2O measured on one frame: its training or its validation frame. */
final class MetricsReader {
    private static final Pattern FRACTION = Pattern.compile("-?[0-9]+(\\.[0-9]+([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)");
    private static final String CRITERIA = "max_criteria_and_metric_scores";

    private final Map<String, String> metrics = new LinkedHashMap<>();

    /** The criteria, the threshold at which each has its maximum, and the maximum, as columns. */
    private final List<List<String>> criteria = new ArrayList<>();

    void read(JsonReader json) throws IOException {
        if (DetailsJson.skips(json, JsonToken.BEGIN_OBJECT)) {
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals(CRITERIA)) {
                DetailsJson.readTable(json, criteria);
            } else if (json.peek() == JsonToken.NUMBER || name.equals("custom_metric_name")) {
                DetailsJson.readCell(json).ifPresent(text -> metrics.put(name, text));
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    /** Numbers with a fraction, by H2O's names and in its order. */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        boolean custom = metrics.containsKey("custom_metric_name");
        metrics.forEach((name, text) -> {
            if (FRACTION.matcher(text).matches() && (custom || !name.startsWith("custom_metric"))) {
                numbers.put(name, Double.valueOf(text));
            }
        });
        return numbers;
    }

    /** Whether there is a table of thresholds, of whatever use. */
    boolean hasCriteria() {
        return !criteria.isEmpty();
    }

    /**
     * By criterion, such as {@code max f1}, the threshold at which it has its maximum, in H2O's order. None where H2O found no {@code max
     * f1}, because the frame had rows of one class only: what other criteria say then means nothing, and H2O does not use it either.
     */
    Map<String, Double> thresholds() {
        Map<String, Double> thresholds = new LinkedHashMap<>();
        boolean whole = criteria.size() >= 2
                && criteria.get(1).size() == criteria.get(0).size();
        for (int i = 0; whole && i < criteria.get(0).size(); i++) {
            double threshold = DetailsJson.number(criteria.get(1).get(i));
            if (Double.isFinite(threshold)) {
                thresholds.put(criteria.get(0).get(i), threshold);
            }
        }
        return thresholds.containsKey("max f1") ? thresholds : Map.of();
    }
}
