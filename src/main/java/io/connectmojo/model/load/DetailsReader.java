package io.connectmojo.model.load;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.connectmojo.model.archive.MojoFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link ModelDetails}, whatever else the file holds and however it is broken. */
final class DetailsReader {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern FRACTION = Pattern.compile("-?[0-9]+(\\.[0-9]+([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)");

    private static final Set<String> ROLES =
            Set.of("weights_column", ModelDetails.OFFSET, "fold_column", "treatment_column", "response_column");

    private final List<String> names = new ArrayList<>();
    private final List<String> originalNames = new ArrayList<>();
    private final List<String> columnTypes = new ArrayList<>();
    private final Map<String, String> roles = new HashMap<>();
    private final Map<String, String> metrics = new LinkedHashMap<>();
    private final List<List<String>> importances = new ArrayList<>();

    private DetailsReader() {}

    static ModelDetails read(MojoFile file) {
        if (!file.exists(ModelDetails.ENTRY)) {
            return ModelDetails.NONE;
        }
        DetailsReader parser = new DetailsReader();
        try (BufferedReader text = file.getTextFile(ModelDetails.ENTRY);
                JsonReader json = new JsonReader(text)) {
            parser.readRoot(json);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            return ModelDetails.NONE;
        }
        return parser.details();
    }

    ModelDetails details() {
        Map<String, String> types = new HashMap<>();
        if (originalNames.size() == columnTypes.size()) {
            putAll(originalNames, types);
        }
        if (names.size() == columnTypes.size()) {
            putAll(names, types);
        }
        return new ModelDetails(types, roles, trainingMetrics(), importances());
    }

    private Map<String, Double> trainingMetrics() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        boolean custom = metrics.containsKey("custom_metric_name");
        metrics.forEach((name, text) -> {
            if (FRACTION.matcher(text).matches() && (custom || !name.startsWith("custom_metric"))) {
                numbers.put(name, Double.valueOf(text));
            }
        });
        return numbers;
    }

    /** The table has the names, the relative, the scaled and the shared importances, each as a column. */
    private List<ModelDetails.Importance> importances() {
        List<ModelDetails.Importance> rows = new ArrayList<>();
        boolean whole = importances.size() >= 4
                && importances.get(1).size() == importances.get(0).size()
                && importances.get(3).size() == importances.get(0).size();
        for (int i = 0; whole && i < importances.get(0).size(); i++) {
            rows.add(new ModelDetails.Importance(
                    importances.get(0).get(i),
                    number(importances.get(1).get(i)),
                    number(importances.get(3).get(i))));
        }
        return rows;
    }

    private static double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    private void putAll(List<String> columns, Map<String, String> types) {
        for (int i = 0; i < columns.size(); i++) {
            types.put(columns.get(i), columnTypes.get(i));
        }
    }

    void readRoot(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "output" -> readOutput(json);
                case "parameters" -> readParameters(json);
                default -> json.skipValue();
            }
        }
    }

    private void readOutput(JsonReader json) throws IOException {
        if (skips(json, JsonToken.BEGIN_OBJECT)) {
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "names" -> readTexts(json, names);
                case "original_names" -> readTexts(json, originalNames);
                case "column_types" -> readTexts(json, columnTypes);
                case "training_metrics" -> readMetrics(json);
                case "variable_importances" -> readImportances(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private static void readTexts(JsonReader json, List<String> into) throws IOException {
        if (skips(json, JsonToken.BEGIN_ARRAY)) {
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            into.add(json.nextString());
        }
        json.endArray();
    }

    private void readMetrics(JsonReader json) throws IOException {
        if (skips(json, JsonToken.BEGIN_OBJECT)) {
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (json.peek() == JsonToken.NUMBER || name.equals("custom_metric_name")) {
                readCell(json).ifPresent(text -> metrics.put(name, text));
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private void readImportances(JsonReader json) throws IOException {
        if (skips(json, JsonToken.BEGIN_OBJECT)) {
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            if (!json.nextName().equals("data") || json.peek() != JsonToken.BEGIN_ARRAY) {
                json.skipValue();
                continue;
            }
            json.beginArray();
            while (json.hasNext()) {
                List<String> column = new ArrayList<>();
                importances.add(column);
                readCells(json, column);
            }
            json.endArray();
        }
        json.endObject();
    }

    private static void readCells(JsonReader json, List<String> into) throws IOException {
        if (skips(json, JsonToken.BEGIN_ARRAY)) {
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            into.add(readCell(json).orElse(""));
        }
        json.endArray();
    }

    /** The text of a text or number. */
    private static Optional<String> readCell(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.STRING || json.peek() == JsonToken.NUMBER) {
            return Optional.of(json.nextString());
        }
        json.skipValue();
        return Optional.empty();
    }

    private void readParameters(JsonReader json) throws IOException {
        if (skips(json, JsonToken.BEGIN_ARRAY)) {
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            if (!skips(json, JsonToken.BEGIN_OBJECT)) {
                readParameter(json);
            }
        }
        json.endArray();
    }

    private void readParameter(JsonReader json) throws IOException {
        String name = "";
        String column = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "name" -> name = json.nextString();
                case "actual_value" -> column = readColumnName(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (column != null && ROLES.contains(name)) {
            roles.put(name, column);
        }
    }

    /** {@code {"column_name": "x"}} in a parameter that names a column; null for all others. */
    private static @Nullable String readColumnName(JsonReader json) throws IOException {
        if (skips(json, JsonToken.BEGIN_OBJECT)) {
            return null;
        }
        String column = null;
        json.beginObject();
        while (json.hasNext()) {
            if (json.nextName().equals("column_name") && json.peek() == JsonToken.STRING) {
                column = json.nextString();
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        return column;
    }

    private static boolean skips(JsonReader json, JsonToken unless) throws IOException {
        if (json.peek() == unless) {
            return false;
        }
        json.skipValue();
        return true;
    }
}
