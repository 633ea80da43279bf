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
import java.util.Optional;
import java.util.Set;

/**
 * What {@code experimental/modelDetails.json} tells beyond {@code model.ini}: H2O's types of the columns, and which columns
 * had another role than that of a feature. Empty when the file is missing or unreadable: older MOJOs have none.
 *
 * @param types H2O's type by column name, such as {@code Time}
 * @param roles by parameter, such as {@code offset_column}: the column that held weights, folds, offset or treatment
 */
record ModelDetails(Map<String, String> types, Map<String, String> roles) {
    static final ModelDetails NONE = new ModelDetails(Map.of(), Map.of());

    static final String ENTRY = "experimental/modelDetails.json";

    private static final String OFFSET = "offset_column";

    private static final Set<String> ROLES =
            Set.of("weights_column", OFFSET, "fold_column", "treatment_column", "response_column");

    static ModelDetails read(MojoFile file) {
        if (!file.exists(ENTRY)) {
            return NONE;
        }
        Parser parser = new Parser();
        try (BufferedReader text = file.getTextFile(ENTRY);
                JsonReader json = new JsonReader(text)) {
            parser.readRoot(json);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            return NONE;
        }
        return parser.details();
    }

    /** The column that held the offset; MOJOs of H2O before 3.28 tell it here alone. */
    Optional<String> offsetColumn() {
        return Optional.ofNullable(roles.get(OFFSET));
    }

    private static final class Parser {
        private final List<String> names = new ArrayList<>();
        private final List<String> originalNames = new ArrayList<>();
        private final List<String> columnTypes = new ArrayList<>();
        private final Map<String, String> roles = new HashMap<>();

        ModelDetails details() {
            Map<String, String> types = new HashMap<>();
            if (originalNames.size() == columnTypes.size()) {
                putAll(originalNames, types);
            }
            if (names.size() == columnTypes.size()) {
                putAll(names, types);
            }
            return new ModelDetails(types, roles);
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
        private static String readColumnName(JsonReader json) throws IOException {
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
}
