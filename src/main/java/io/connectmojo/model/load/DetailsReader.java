package io.connectmojo.model.load;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.connectmojo.model.archive.MojoFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@link ModelDetails}, whatever else the file holds and however it is broken. */
final class DetailsReader {
    private static final Set<String> ROLES =
            Set.of("weights_column", ModelDetails.OFFSET, "fold_column", "treatment_column", "response_column");

    private final List<String> names = new ArrayList<>();
    private final List<String> originalNames = new ArrayList<>();
    private final List<String> columnTypes = new ArrayList<>();
    private final Map<String, String> roles = new HashMap<>();
    private final MetricsReader training = new MetricsReader();
    private final MetricsReader validation = new MetricsReader();
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
        return new ModelDetails(types, roles, training.numbers(), importances(), thresholds());
    }

    /** H2O itself takes the threshold of a model from its validation frame where it has one. */
    private Map<String, Double> thresholds() {
        return validation.hasCriteria() ? validation.thresholds() : training.thresholds();
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
                    DetailsJson.number(importances.get(1).get(i)),
                    DetailsJson.number(importances.get(3).get(i))));
        }
        return rows;
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
        if (DetailsJson.skips(json, JsonToken.BEGIN_OBJECT)) {
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "names" -> DetailsJson.readTexts(json, names);
                case "original_names" -> DetailsJson.readTexts(json, originalNames);
                case "column_types" -> DetailsJson.readTexts(json, columnTypes);
                case "training_metrics" -> training.read(json);
                case "validation_metrics" -> validation.read(json);
                case "variable_importances" -> DetailsJson.readTable(json, importances);
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void readParameters(JsonReader json) throws IOException {
        if (DetailsJson.skips(json, JsonToken.BEGIN_ARRAY)) {
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            if (!DetailsJson.skips(json, JsonToken.BEGIN_OBJECT)) {
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
        if (DetailsJson.skips(json, JsonToken.BEGIN_OBJECT)) {
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
}
